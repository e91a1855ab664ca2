package clause

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// source returns who says what stands at token p: it climbs to the nearest verb
// of saying or belief that has p in its complement, "according to" phrase or
// reporting parenthesis. Its zero is the article itself.
func (t *tree) source(p int) extract.Source { return t.sourceBy(p, t.reports) }

// sayer is source for what a noun takes for granted. Under "asked whether" or
// "believed that" it is still the article that takes it so.
func (t *tree) sayer(p int) extract.Source {
	return t.sourceBy(p, func(h int) bool { return words.is("report", t.lemma(h)) })
}

func (t *tree) sourceBy(p int, counts func(verb int) bool) extract.Source {
	inner := extract.Source{Chain: -1}
	i := p
	for n := 0; i >= 0 && n < 40; n++ {
		if s := t.beside(i, p); s.Text != "" {
			return s
		}
		h := t.head(i)
		if h < 0 {
			break
		}
		if counts(h) && (t.rel(i) == "ccomp" || t.rel(i) == "parataxis" && t.quoted(i)) {
			if s := t.speaker(h); s.Text != "" && t.quoted(s.First) && !t.quoted(p) {
				// who is quoted does not report what stands outside
			} else if s.Text != "" && !t.firstPerson(h) && t.voiced(h) {
				return s
			} else if s.Text != "" {
				inner = s
			}
		}
		i = h
	}
	return inner
}

// firstPerson reports whether the speaker of h is "I" or "we": somebody further
// up says who that is.
func (t *tree) firstPerson(h int) bool {
	c := t.at[h-t.first]
	return c >= 0 && t.clauses[c].subj >= 0 && (t.lower(t.clauses[c].subj) == "i" || t.lower(t.clauses[c].subj) == "we")
}

// beside finds a source that hangs on i and does not hold p: "according to the
// mayor", "the mayor said" put into or behind the sentence.
func (t *tree) beside(i, p int) extract.Source {
	for _, k := range t.kids(i) {
		if t.within(p, k) {
			continue
		}
		switch t.base(k) {
		case "obl", "nmod":
			if strings.HasPrefix(t.prep(k), "according") {
				return t.sourceOf(k)
			}
		case "parataxis":
			if t.reports(k) && !t.has(k, "ccomp", "obj") {
				return t.speaker(k)
			}
		}
	}
	return extract.Source{Chain: -1}
}

// reports reports whether token h is a verb of saying or belief.
func (t *tree) reports(h int) bool {
	l := t.lemma(h)
	return words.is("report", l) || words.is("belief", l) || words.is("ask", l)
}

// speaker returns the subject of reporting verb h as a source.
func (t *tree) speaker(h int) extract.Source {
	if !t.reports(h) {
		return extract.Source{Chain: -1}
	}
	c := t.at[h-t.first]
	if c < 0 {
		return extract.Source{Chain: -1}
	}
	s := t.clauses[c].subj
	if s < 0 || t.lower(s) == "it" && t.rel(s) == "expl" {
		return extract.Source{Chain: -1}
	}
	return t.sourceOf(t.voiceOf(h, s))
}

// voiceOf returns who speaks by verb p with subject s: s itself, or, where that
// can hardly speak, the nearest somebody who is the subject of a clause above.
func (t *tree) voiceOf(p, s int) int {
	if t.voiced(p) {
		return s
	}
	for i := t.head(p); i >= 0; i = t.head(i) {
		if c := t.at[i-t.first]; c >= 0 && t.clauses[c].subj >= 0 && t.entity(t.clauses[c].subj) {
			return t.clauses[c].subj
		}
		if t.rel(i) == "ccomp" {
			break
		}
	}
	return s
}

// voiced reports whether the subject of predicate p may well speak. One that a
// participle or infinitive borrowed must be somebody, or speak already: in
// "there was no reason to expect it" the reason expects nothing.
func (t *tree) voiced(p int) bool {
	c := t.at[p-t.first]
	if c < 0 || t.clauses[c].subj < 0 {
		return false
	}
	k := &t.clauses[c]
	if k.rule.Confidence >= 0.7 || t.entity(k.subj) {
		return true
	}
	h := t.head(k.pred)
	return t.rel(k.pred) == "advcl" && h >= 0 && t.reports(h)
}

func (t *tree) sourceOf(i int) extract.Source {
	a := t.argument(i)
	return extract.Source{First: a.First, End: a.End, Chain: a.Chain, Name: a.Name, Text: a.Text}
}

// quoted reports whether the subtree of i stands in quotation marks.
func (t *tree) quoted(i int) bool {
	return t.quotes != nil && t.quotes[i] > 0
}

// findQuotes numbers the quotations of d, from 1, by token; 0 outside. A
// paragraph ends a quotation, as a new one opens with marks of its own.
func findQuotes(d *extract.Document) []int {
	var out []int
	n, open, paragraph := 0, false, -1
	for s := range d.Sentences {
		if p := d.Sentences[s].Paragraph; p != paragraph {
			open, paragraph = false, p
		}
		for i := d.Sentences[s].First; i < d.Sentences[s].End; i++ {
			switch d.Word(i) {
			case "\"", "“", "”", "``", "''":
				if out == nil {
					out = make([]int, len(d.Tokens))
				}
				if open = !open; open {
					n++
				}
			default:
				if open {
					out[i] = n
				}
			}
		}
	}
	return out
}

// A voice is who speaks a quotation.
type voice struct {
	sentence int
	source   extract.Source
}

// voices adds to by who speaks the quotations of this sentence: the subject of
// the nearest verb of saying outside them.
func (t *tree) voices(by map[int]voice) {
	if t.quotes == nil {
		return
	}
	for k := t.first; k < t.end; k++ {
		q := t.quotes[k]
		if _, known := by[q]; q == 0 || known {
			continue
		}
		if s := t.nearestSpeaker(k); s.Text != "" {
			by[q] = voice{t.sentence, s}
		}
	}
}

// nearestSpeaker returns the speaker of the verb of saying that stands closest
// to token k, outside quotations.
func (t *tree) nearestSpeaker(k int) extract.Source {
	best, found := t.end-t.first+1, extract.Source{Chain: -1}
	for i := range t.clauses {
		c := &t.clauses[i]
		if l := t.lemma(c.pred); !words.is("report", l) && l != "speak" && l != "ask" || t.quotes[c.pred] > 0 || c.subj < 0 || t.quotes[c.subj] > 0 {
			continue
		}
		if far := max(c.pred-k, k-c.pred); far < best {
			best, found = far, t.sourceOf(c.subj)
		}
	}
	return found
}

// carrySpeakers gives facts inside a quotation the speaker that their own
// sentence did not yield: of the same quotation, which may have begun in a
// sentence before, or else of the quotation next to it.
func carrySpeakers(d *extract.Document, quotes []int, by map[int]voice) {
	if quotes == nil {
		return
	}
	for f := range d.Facts {
		x := &d.Facts[f]
		q := quotes[x.Predicate.First]
		if x.Source.Text != "" || q == 0 || quotes[x.Predicate.End-1] != q {
			continue
		}
		if v, ok := by[q]; ok {
			x.Source = v.source
		} else if s, ok := nearest(d, by, q, x.Sentence); ok && whollyQuoted(d, x.Sentence, quotes) {
			x.Source = s
			x.Confidence = round(0.85 * x.Confidence)
		}
	}
}

func whollyQuoted(d *extract.Document, s int, quotes []int) bool {
	for i := d.Sentences[s].First; i < d.Sentences[s].End; i++ {
		if quotes[i] == 0 && d.Tokens[i].UPOS != "PUNCT" {
			return false
		}
	}
	return true
}

// nearest returns the speaker of the quotation before q, if it stands in this
// paragraph or the one above, or of the one behind it in this paragraph.
func nearest(d *extract.Document, by map[int]voice, q, s int) (extract.Source, bool) {
	here := d.Sentences[s].Paragraph
	if v, ok := by[q-1]; ok && d.Sentences[v.sentence].Paragraph >= here-1 {
		return v.source, true
	}
	if v, ok := by[q+1]; ok && d.Sentences[v.sentence].Paragraph == here {
		return v.source, true
	}
	return extract.Source{}, false
}
