package clause

import (
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// writer turns the clauses of one sentence into frames and facts.
type writer struct {
	*tree
	headline bool
	all      bool // of Stage
	facts    int  // len(d.Facts) before this sentence
	merged   []bool
}

func (w *writer) write() {
	w.facts = len(w.d.Facts)
	w.merged = make([]bool, len(w.clauses))
	for k := range w.clauses {
		if p := w.clauses[k].control; p >= 0 {
			if m := w.at[p-w.first]; m >= 0 {
				w.merged[m] = true
			}
		}
	}
	for k := range w.clauses {
		w.frame(k)
		w.clauseFacts(k)
	}
	for _, i := range w.order {
		w.appositionFrames(i)
		w.nominalFacts(i)
	}
}

// appositionFrames writes "Mara Voss, the mayor" as "Mara Voss; is; the mayor".
func (w *writer) appositionFrames(i int) {
	for _, k := range w.kids(i) {
		if w.rel(k) != "appos" || !w.named(i) && !w.named(k) || w.isTime(k) || w.upos(k) == "NUM" {
			continue
		}
		first, end := w.nounPhrase(i)
		w.d.Frames = append(w.d.Frames, extract.Frame{Sentence: w.sentence, Predicate: "is",
			Subject: w.d.Span(first, end), Arguments: []string{w.phrase(k, -1)},
			Confidence: round(frameScale(0.60 * w.shortness())), Rule: "apposition"})
	}
}

// slot is an argument of a frame.
type slot struct {
	head  int
	prep  string
	text  string
	order int // objects first, then what follows the verb, then what precedes it
}

// frame writes clause k as one tuple with all its arguments.
func (w *writer) frame(k int) {
	c := &w.clauses[k]
	if w.merged[k] && !w.has(c.pred, "obj", "iobj") {
		return
	}
	subj := c.grammatical()
	if subj < 0 {
		return
	}
	group := w.group(c)
	if c.copular && w.upos(c.pred) == "ADJ" && !w.has(c.pred, "obl", "xcomp", "ccomp") {
		group = slices.DeleteFunc(group, func(i int) bool {
			return w.within(i, c.pred) && (i == c.pred || w.rel(i) == "advmod" && !w.negation(i))
		})
	}
	slots := w.slots(c, group)
	rel := w.join(group)
	if len(slots) > 0 && slots[0].prep != "" {
		rel += " " + slots[0].prep
		slots[0].prep = ""
	}
	f := extract.Frame{Sentence: w.sentence, Predicate: rel, Subject: w.phrase(subj, c.pred), Rule: c.rule.Name}
	for _, s := range slots {
		f.Arguments = append(f.Arguments, strings.TrimSpace(s.prep+" "+s.text))
	}
	f.Confidence = w.frameConfidence(c, f.Arguments)
	w.d.Frames = append(w.d.Frames, f)
}

// slots returns the arguments of clause c in their order.
func (w *writer) slots(c *clause, group []int) []slot {
	var out []slot
	if c.obj >= 0 && !c.passive {
		out = append(out, slot{head: c.obj, text: w.phrase(c.obj, c.pred)})
	}
	if c.copular && !slices.Contains(group, c.pred) {
		out = append(out, slot{head: c.pred, prep: w.prep(c.pred), text: w.phrase(c.pred, -1)})
	}
	for p, n := c.pred, 0; p >= 0 && n < 8; n++ {
		for _, k := range w.kids(p) {
			if s, ok := w.slot(k, c, group); ok && k != c.pred {
				out = append(out, s)
			}
		}
		p = w.controlOf(p)
	}
	slices.SortStableFunc(out, func(a, b slot) int {
		if a.order != b.order {
			return a.order - b.order
		}
		return a.head - b.head
	})
	return out
}

func (w *writer) controlOf(p int) int {
	if k := w.at[p-w.first]; k >= 0 {
		return w.clauses[k].control
	}
	return -1
}

// slot reads dependent k of a predicate as an argument, if it is one.
func (w *writer) slot(k int, c *clause, group []int) (slot, bool) {
	s := slot{head: k}
	late := 0
	if k < c.pred && (c.control < 0 || k < c.control) {
		late = 2
	}
	switch w.rel(k) {
	case "obj", "iobj":
		if w.relative(k) {
			return s, false
		}
		s.text = w.phrase(k, -1)
	case "obl", "obl:agent", "obl:unmarked", "obl:tmod", "obl:npmod":
		s.prep, s.order, s.text = w.prepAsWritten(k), 1+late, w.phrase(k, -1)
	case "xcomp":
		if c := w.at[k-w.first]; c >= 0 && w.clauses[c].control >= 0 {
			return s, false
		} else if c >= 0 {
			s.text, s.order = w.clauseText(k), 1
			return s, s.text != ""
		}
		s.prep, s.text, s.order = w.prepAsWritten(k), w.phrase(k, -1), 1
	case "ccomp":
		s.text, s.order = w.clauseText(k), 1
		if rest, ok := strings.CutPrefix(s.text, "that "); ok {
			s.prep, s.text = "that", rest
		}
	case "advmod":
		if slices.Contains(group, k) || w.relative(k) || !w.advArgument(k) {
			return s, false
		}
		s.text, s.order = w.phrase(k, -1), 2+late
	case "advcl":
		if w.has(k, "nsubj", "nsubj:pass") {
			return s, false
		}
		s.text, s.order = w.clauseText(k), 2+late
	default:
		return s, false
	}
	return s, s.text != ""
}

// advArgument reports whether adverb k says when, where or how.
func (w *writer) advArgument(k int) bool {
	switch w.lower(k) {
	case "however", "also", "thus", "therefore", "moreover", "when", "where", "why", "how", "then", "only", "even", "just", "too", "instead", "furthermore", "meanwhile":
		return false
	}
	return true
}

func (w *writer) prepAsWritten(i int) string {
	var toks []int
	for _, k := range w.kids(i) {
		if w.rel(k) == "case" && w.tok(k).XPOS != "POS" {
			toks = append(toks, k)
			toks = append(toks, w.kids(k)...)
		}
	}
	slices.Sort(toks)
	return w.join(toks)
}

// phrase returns the words of noun i with its modifiers, but without its
// preposition, relative clauses set off by a comma, and the clause of predicate
// except. A relative pronoun gives its antecedent.
func (w *writer) phrase(i, except int) string {
	i = w.antecedent(i)
	var toks []int
	w.collect(i, &toks, true, except)
	return w.join(w.trimPunct(toks))
}

func (w *writer) collect(i int, toks *[]int, top bool, except int) {
	done := false
	for _, k := range w.kids(i) {
		if k > i && !done {
			*toks = append(*toks, i)
			done = true
		}
		if k == except || w.drops(i, k, top) {
			continue
		}
		w.collect(k, toks, false, except)
	}
	if !done {
		*toks = append(*toks, i)
	}
}

// drops reports whether dependent k of i stays out of a frame's argument.
func (w *writer) drops(i, k int, top bool) bool {
	switch w.rel(k) {
	case "case":
		return top && w.tok(k).XPOS != "POS"
	case "acl:relcl":
		return w.setOff(k)
	case "parataxis", "discourse":
		return true
	case "appos":
		return top
	case "nsubj", "nsubj:pass", "nsubj:outer", "cop", "aux", "mark", "csubj", "expl", "advcl", "obl", "obl:unmarked", "ccomp":
		return top && (w.has(i, "cop") || w.rel(k) == "nsubj")
	case "advmod":
		return top && w.has(i, "cop") && k < i && w.upos(i) != "ADJ"
	}
	return false
}

// setOff reports whether a comma, dash or bracket stands before the subtree of k.
func (t *tree) setOff(k int) bool {
	first, _ := t.extent(k)
	for _, j := range []int{first, first - 1} {
		if j >= t.first && t.upos(j) == "PUNCT" && !t.quoteMark(j) {
			return true
		}
	}
	return false
}

// trimPunct drops commas and the like at both ends.
func (w *writer) trimPunct(toks []int) []int {
	for len(toks) > 0 && w.upos(toks[0]) == "PUNCT" && !w.quoteMark(toks[0]) {
		toks = toks[1:]
	}
	for len(toks) > 0 && w.upos(toks[len(toks)-1]) == "PUNCT" && !w.quoteMark(toks[len(toks)-1]) {
		toks = toks[:len(toks)-1]
	}
	return toks
}

// clauseText returns the words of clause k.
func (w *writer) clauseText(k int) string {
	first, end := w.extent(k)
	var toks []int
	for i := first; i < end; i++ {
		if w.within(i, k) {
			toks = append(toks, i)
		}
	}
	return w.join(w.trimPunct(toks))
}
