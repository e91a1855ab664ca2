package clause

import (
	"math"

	"github.com/dramatis-kg/dramatis/extract"
)

// signals are what speaks for and against a fact, in the order of weights.
const (
	always        = iota
	prior         // log odds by the rule, the distance of the subject and the lengths
	namedSubject  // it is a name, or of a chain with one
	bareSubject   // a singular noun with nothing before it, as wrong trees make them
	cutSubject    // a noun follows it at once: "Harbor" of "Harbor dredging"
	cutObject     // the same of the object
	namedObject   // it is a name, or of a chain with one
	noObject      // nothing is done to anything, nor said when or where
	disagreement  // subject and verb differ in number: "the sale show"
	parted        // punctuation between subject and verb, marks
	longSentence  // tokens over 25, in tens
	saidBy        // somebody is said to say so
	unreal        // denied, planned or possible
	borrowed      // the subject is that of another verb
	byPreposition // the object stands behind a preposition
	ofNominal     // no verb says it
	headlined     // it stands in a headline
	signals
)

// weights were fitted by logistic regression to facts of news that a person
// judged true or not as their sentence states them.
var weights = [signals]float64{prior: 1}

// belief is how likely fact f is true as its sentence states it, in 0 to 1.
func (w *writer) belief(f *extract.Fact) float64 {
	x := w.evidence(f)
	sum := 0.0
	for i := range x {
		sum += float64(weights[i] * x[i])
	}
	return 1 / (1 + math.Exp(-sum))
}

// evidence gives the value of every signal for fact f.
func (w *writer) evidence(f *extract.Fact) [signals]float64 {
	var x [signals]float64
	p := min(0.97, max(0.03, w.weigh(f)))
	x[always], x[prior] = 1, math.Log(p/(1-p))
	x[namedSubject], x[bareSubject] = truth(w.named(f.Subject.Head)), truth(w.bareNoun(f.Subject.Head))
	x[cutSubject] = truth(w.cut(&f.Subject, f.Predicate.First))
	if o := f.Object; o == nil {
		x[noObject] = truth(len(f.Modifiers) == 0)
	} else {
		x[namedObject], x[cutObject] = truth(w.named(o.Head)), truth(w.cut(o, -1))
	}
	x[disagreement], x[parted] = truth(w.disagrees(f)), w.marksBetween(f)
	x[longSentence] = max(0, float64(w.end-w.first-25)) / 10
	x[saidBy], x[unreal] = truth(f.Reported()), truth(f.Modality != extract.Asserted || f.Polarity == extract.Denied)
	p0 := w.predicateToken(f)
	if p0 < 0 {
		x[ofNominal] = 1
	} else {
		x[borrowed] = truth(!w.has(p0, "nsubj", "nsubj:pass"))
	}
	x[byPreposition] = truth(f.Rule == "preposition")
	x[headlined] = truth(w.headline)
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

// bareNoun reports whether i is a singular common noun with nothing before it.
func (w *writer) bareNoun(i int) bool {
	return w.tok(i).XPOS == "NN" && w.tok(i).Name == "" && !w.has(i, "det", "nmod:poss", "nummod", "amod", "compound")
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

// disagrees reports whether the verb of f is singular and its subject plural,
// or the other way round.
func (w *writer) disagrees(f *extract.Fact) bool {
	p := w.predicateToken(f)
	if p < 0 {
		return false
	}
	s := w.find(p, "nsubj", "nsubj:pass")
	v := w.find(p, "aux", "aux:pass", "cop")
	if v < 0 {
		v = p
	}
	if s < 0 || w.relative(s) || w.has(s, "conj") {
		return false
	}
	switch w.tok(v).XPOS {
	case "VBZ":
		return w.tok(s).XPOS == "NNS"
	case "VBP", "VB", "VBN":
		return v == p && (w.tok(s).XPOS == "NN" || w.tok(s).XPOS == "NNP") || w.tok(v).XPOS == "VBP" && w.tok(s).XPOS == "NN"
	}
	return false
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
