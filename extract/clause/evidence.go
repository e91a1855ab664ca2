package clause

import (
	"math"

	"github.com/dramatis-kg/dramatis/extract"
)

// signals are what speaks for and against a fact, in the order of weights.
const (
	always       = iota
	prior        // log odds by the rule, the distance of the subject and the lengths
	otherSubject // nobody knows what sort of thing it is
	cutSubject   // a noun follows it at once: "Harbor" of "Harbor dredging stopped"
	apart        // something stands between subject and verb
	objectGap    // tokens between verb and object, up to six
	joined       // the subject is one of several
	pronoun      // the subject is a pronoun
	unsure       // how unlikely the parser finds the arcs from verb to arguments
	signals
)

// weights were fitted by logistic regression to facts of news that a person
// judged true or not as their sentence states them; calibration_test.go holds
// how well the outcome agrees.
var weights = [signals]float64{
	always: 2.4, prior: 0.7, otherSubject: -0.68, cutSubject: -0.4, apart: -0.17, objectGap: -0.1, joined: -0.65,
	pronoun: -0.47, unsure: -1.6,
}

// floor is the confidence below which a fact is none: the graph is better off
// without it.
const floor = 0.55

// nearAgent is how many tokens may stand between a verb and the subject behind
// it: "backed by the Orren navy".
const nearAgent = 3

// belief is how likely fact f is true as its sentence states it, in 0 to 1.
func (w *writer) belief(f *extract.Fact) float64 {
	x := w.evidence(f)
	return chance(&x)
}

// chance weighs the evidence x.
func chance(x *[signals]float64) float64 {
	sum := 0.0
	for i := range x {
		sum += float64(weights[i] * x[i])
	}
	return logistic(sum)
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// logit gives the log odds of p, which is kept off 0 and 1.
func logit(p float64) float64 {
	p = min(0.97, max(0.03, p))
	return math.Log(p / (1 - p))
}

// evidence gives the value of every signal for fact f.
func (w *writer) evidence(f *extract.Fact) [signals]float64 {
	var x [signals]float64
	x[always], x[prior] = 1, logit(w.weigh(f))
	x[cutSubject] = truth(w.cut(&f.Subject, f.Predicate.First))
	x[otherSubject] = truth(f.Subject.Kind == extract.Other)
	x[apart] = truth(f.Predicate.First > f.Subject.End || f.Subject.First >= f.Predicate.End+nearAgent)
	if o := f.Object; o != nil && (o.First < f.Subject.First || f.Subject.First < f.Predicate.First) {
		x[objectGap] = float64(min(6, max(0, o.First-f.Predicate.End)))
	}
	x[joined] = truth(w.rel(f.Subject.Head) == "conj" || w.has(f.Subject.Head, "conj"))
	x[pronoun] = truth(w.upos(f.Subject.Head) == "PRON")
	if f.Rule == "title" {
		return x // read from the name, whatever the tree
	}
	p := w.relating(f)
	x[unsure] = w.unlikely(f.Subject.Head, p)
	if f.Object != nil {
		x[unsure] += w.unlikely(f.Object.Head, p)
	}
	return x
}

// relating returns the token of f's predicate that heads a clause, or its first.
func (w *writer) relating(f *extract.Fact) int {
	p := f.Predicate.First
	for k := p; k < f.Predicate.End; k++ {
		if w.at[k-w.first] >= 0 {
			p = k
		}
	}
	return p
}

// unlikely sums the surprise at the arcs on the way between two tokens.
func (t *tree) unlikely(a, b int) float64 {
	sum := 0.0
	top := a
	for ; top >= 0 && !t.within(b, top); top = t.head(top) {
		sum += t.surprise(top)
	}
	for ; b >= 0 && b != top; b = t.head(b) {
		sum += t.surprise(b)
	}
	return sum
}

// mended is the surprise at an arc that a mend put in the place of the parser's.
const mended = 0.7

// surprise is the negative logarithm of how likely the parser finds the arc of
// token i.
func (t *tree) surprise(i int) float64 {
	if t.head(i) != t.d.Head(i) || t.rel(i) != t.tok(i).Deprel {
		return mended
	}
	return -math.Log(max(0.02, 1-float64(t.tok(i).Doubt)))
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// cut reports whether a noun or participle follows argument a at once, other
// than at token but, so that the argument may have lost its head.
func (w *writer) cut(a *extract.Argument, but int) bool {
	k := a.End
	if k >= w.end || k == but || w.at[k-w.first] >= 0 {
		return false
	}
	switch w.upos(k) {
	case "NOUN", "NUM", "ADJ":
		return true
	case "PROPN":
		return !words.is("calendar", w.lemma(k))
	}
	return w.tok(k).XPOS == "VBG"
}
