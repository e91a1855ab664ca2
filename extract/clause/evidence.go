package clause

import (
	"math"

	"github.com/dramatis-kg/dramatis/extract"
)

// signals are what speaks for and against a fact, in the order of weights.
const (
	always       = iota
	prior        // log odds by the rule, the distance of the subject and the lengths
	namedSubject // it is or ends in a name
	cutSubject   // a noun follows it at once: "Harbor" of "Harbor dredging stopped"
	noObject     // nothing is done to anything, nor said when or where
	parted       // marks of punctuation between subject and verb, up to three
	borrowed     // the subject is that of another verb
	ofNominal    // no verb says it
	signals
)

// weights were fitted by logistic regression to facts of news that a person
// judged true or not as their sentence states them; calibration_test.go holds
// how well the outcome agrees.
var weights = [signals]float64{
	always: 1.35, prior: 0.45, namedSubject: 0.45, cutSubject: -1.8, noObject: -0.35, parted: -0.3, borrowed: -0.25, ofNominal: 0.25,
}

// floor is the confidence below which a fact is none: the graph is better off
// without it.
const floor = 0.66

// belief is how likely fact f is true as its sentence states it, in 0 to 1.
func (w *writer) belief(f *extract.Fact) float64 {
	x := w.evidence(f)
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
	x[namedSubject] = truth(w.named(f.Subject.Head))
	x[cutSubject] = truth(w.cut(&f.Subject, f.Predicate.First))
	x[noObject] = truth(f.Object == nil && len(f.Modifiers) == 0)
	x[parted] = w.marksBetween(f)
	if p := w.predicateToken(f); p < 0 {
		x[ofNominal] = 1
	} else {
		x[borrowed] = truth(!w.has(p, "nsubj", "nsubj:pass"))
	}
	return x
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// predicateToken returns the token whose clause f was read from, -1 for none.
func (w *writer) predicateToken(f *extract.Fact) int {
	for k := f.Predicate.End - 1; k >= f.Predicate.First; k-- {
		if w.at[k-w.first] >= 0 {
			return k
		}
	}
	return -1
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

// marksBetween counts the punctuation between subject and verb, up to three.
func (w *writer) marksBetween(f *extract.Fact) float64 {
	n := 0
	for k := f.Subject.End; k < f.Predicate.First && n < 3; k++ {
		if w.upos(k) == "PUNCT" {
			n++
		}
	}
	return float64(n)
}
