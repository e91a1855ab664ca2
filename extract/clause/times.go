package clause

import (
	"slices"

	"github.com/dramatis-kg/dramatis/extract"
)

// meanwhile returns the time, and for a participle the place, of the clause
// that goes on at the same time as c, which has none: "The crew left on Monday,
// singing", "Speaking in Orren, the mayor praised it", "when the storm came in
// May, the ferry sank".
func (w *writer) meanwhile(c *clause, own []extract.Modifier) []extract.Modifier {
	has := func(role string) bool {
		return slices.ContainsFunc(own, func(m extract.Modifier) bool { return m.Role == role })
	}
	other, participle := w.simultaneous(c)
	if other < 0 {
		return nil
	}
	var out []extract.Modifier
	for _, k := range w.kids(other) {
		if k == c.pred {
			continue
		}
		m, ok := w.modifier(k)
		if !ok {
			continue
		}
		for _, m := range append([]extract.Modifier{m}, w.hung(k, m)...) {
			place := m.Role == "place" && participle && (m.Prep == "in" || m.Prep == "at" || m.Prep == "near")
			if (place || m.Role == "time" && !lasting(m.Prep)) && !has(m.Role) {
				out = append(out, m)
			}
		}
	}
	return out
}

// lasting reports whether a preposition leads to how long something took or
// when it ended, which another clause need not share.
func lasting(prep string) bool {
	switch prep {
	case "for", "until", "till", "by", "since", "within", "after", "before", "from", "to", "through":
		return true
	}
	return false
}

// simultaneous returns the predicate of the clause above or below c that tells
// of the same time, or -1, and whether one of the two is a bare participle.
func (w *writer) simultaneous(c *clause) (other int, participle bool) {
	if h := w.head(c.pred); w.rel(c.pred) == "advcl" && h >= 0 && !w.reports(h) {
		if bare := w.bareParticiple(c.pred); bare || w.whileClause(c.pred) {
			return h, bare
		}
	}
	for _, k := range w.kids(c.pred) {
		if w.rel(k) == "advcl" && (w.bareParticiple(k) && k < c.pred || w.whileClause(k)) {
			return k, w.bareParticiple(k)
		}
	}
	return -1, false
}

// bareParticiple reports whether i is an -ing form without a word that joins it
// or a subject.
func (w *writer) bareParticiple(i int) bool {
	return w.tok(i).XPOS == "VBG" && !w.has(i, "mark", "case", "nsubj", "nsubj:pass", "aux", "cop")
}

// whileClause reports whether clause i begins with "when" or "while".
func (w *writer) whileClause(i int) bool {
	for _, k := range w.kids(i) {
		if k < i && (w.rel(k) == "mark" || w.rel(k) == "advmod") {
			switch w.lower(k) {
			case "when", "while", "whilst":
				return true
			}
		}
	}
	return false
}

// fronted returns the times and places in front of predicate h that a verb
// joined to it shares: only the time if that has a subject, and none if it has
// a time, of its own.
func (w *writer) fronted(h int, subject bool, own []extract.Modifier) []extract.Modifier {
	if slices.ContainsFunc(own, func(m extract.Modifier) bool { return m.Role == "time" }) {
		return nil
	}
	var out []extract.Modifier
	for _, k := range w.kids(h) {
		if k > h {
			break
		}
		if m, ok := w.modifier(k); ok && (m.Role == "time" && w.base(k) == "obl" || m.Role == "place" && !subject) {
			out = append(out, m)
		}
	}
	if c := w.at[h-w.first]; c >= 0 && w.clauses[c].grammatical() >= 0 {
		out = append(out, w.timesOf(w.clauses[c].grammatical())...)
	}
	return out
}

// timesOf returns the times hung on subject s that belong to its clause: "The
// council Monday sold the ferry", "The council on Monday sold the ferry".
func (w *writer) timesOf(s int) []extract.Modifier {
	var out []extract.Modifier
	for _, k := range w.kids(s) {
		switch {
		case k < s || !w.isTime(k):
		case w.rel(k) == "nmod:unmarked", w.rel(k) == "obl:unmarked", w.rel(k) == "nmod" && w.prep(k) == "on":
			out = append(out, w.phraseModifier(k))
		}
	}
	return out
}

// hung returns the time hung on a place or somebody, or the place hung on a
// time, by which modifier m of head k goes on: "on Monday in Orren", "with the
// mayor in Orren on Monday".
func (w *writer) hung(k int, m extract.Modifier) []extract.Modifier {
	var out []extract.Modifier
	for _, j := range w.kids(k) {
		if j < k || w.base(j) != "nmod" && w.base(j) != "obl" || w.rel(j) == "nmod:poss" || w.prep(j) == "of" {
			continue
		}
		switch {
		case m.Role == "time" && w.placeLike(j) && !w.isTime(j) && words.is("static", w.prep(j)),
			m.Role != "time" && w.isTime(j) && (m.Role == "place" || w.named(k)) && w.prep(j) != "from" && w.prep(j) != "to":
			out = append(out, w.phraseModifier(j))
		}
	}
	return out
}

// age reports whether k tells how old somebody is: "is 64 years old".
func (w *writer) age(k int) bool {
	h := w.head(k)
	return h >= 0 && (w.lemma(h) == "old" || w.lemma(h) == "aged") && w.isTime(k)
}

// timeSpan covers the whole expression of a time: "Wednesday and last Sunday".
func (w *writer) timeSpan(k int) (first, end int) {
	first, end = w.extent(k)
	for _, j := range w.kids(k) {
		switch w.rel(j) {
		case "case":
			_, e := w.extent(j)
			first = max(first, e)
		case "acl:relcl", "acl", "advcl", "appos", "parataxis":
			if f, _ := w.extent(j); f > k {
				end = min(end, f)
			}
		case "nmod", "obl", "conj", "dep":
			if f, _ := w.extent(j); j > k && w.isTime(k) && w.besideTime(j) {
				end = min(end, max(f, k+1)) // "Friday in Orren"
			}
		}
	}
	end = w.closed(first, k, end)
	for first < k && (w.upos(first) == "PUNCT" || w.article(first)) {
		first++
	}
	for i := k + 1; i < end; i++ {
		if word := w.d.Word(i); word == "—" || word == "--" {
			end = i // "March 3 — two days after the storm"
		}
	}
	if first == k && k > w.first && dayPart(w.lower(k)) && words.is("calendar", w.lower(k-1)) {
		first-- // "yesterday morning", of which the parser made two
	}
	for first > w.first && (w.lower(first-1) == "coming" || w.lower(first-1) == "this" && w.upos(first-1) == "DET") {
		first--
	}
	if p := first - 1; p >= w.first && w.prep(k) == "" && words.is("early", w.lower(p)) {
		first = p
	}
	for end-1 > k && w.upos(end-1) == "PUNCT" {
		end--
	}
	return first, end
}

// besideTime reports whether j, which hangs on a time, is no part of it: not so
// in "March 15 to 17", "an hour and a half", "the end of May".
func (w *writer) besideTime(j int) bool {
	return !w.isTime(j) && !w.timeWithin(j) && w.prep(j) != "of" && w.upos(j) != "NUM" && w.tok(j).XPOS != "CD" && w.lemma(j) != "half"
}

func dayPart(word string) bool {
	return word == "morning" || word == "afternoon" || word == "evening" || word == "night"
}

// closed returns where the words from first on end that hold head k and no
// bracket left open: "9 p.m. (2000 UTC", whose end the parser hung elsewhere.
func (w *writer) closed(first, k, end int) int {
	open := -1
	for i := first; i < end; i++ {
		switch w.d.Word(i) {
		case "(", "[":
			open = i
		case ")", "]":
			open = -1
		}
	}
	if open <= k {
		return end
	}
	for i := end; i < min(end+3, w.end); i++ {
		if word := w.d.Word(i); word == ")" || word == "]" {
			return i + 1
		}
	}
	return open
}

// deictic reports whether noun k is a time without a preposition, whatever the
// parser called it: "this month", "last May", "Thursday".
func (w *writer) deictic(k int) bool {
	if !words.is("calendar", w.lemma(k)) {
		return false
	}
	if w.upos(k) == "PROPN" {
		return true
	}
	for _, j := range w.kids(k) {
		switch w.lower(j) {
		case "this", "last", "next", "every", "each", "past":
			return true
		}
	}
	return false
}

// timeWithin reports whether noun k counts times: "three days", "end of May".
func (w *writer) timeWithin(k int) bool {
	switch w.lemma(k) {
	case "end", "beginning", "start", "middle", "rest", "course":
		for _, j := range w.kids(k) {
			if w.rel(j) == "nmod" && w.isTime(j) {
				return true
			}
		}
	}
	return false
}

// outsideQuote reports whether k stands before the quotation in which verb p,
// on which it hangs, stands: "On Monday Mara Voss said: "We will sail.""
func (w *writer) outsideQuote(k, p int) bool {
	return w.quotes != nil && k < p && w.quotes[p] > 0 && w.quotes[k] != w.quotes[p] && w.isTime(k)
}

// beforeQuote returns the times in front of reporting verb p that were hung on
// what is quoted behind it.
func (w *writer) beforeQuote(p int) []extract.Modifier {
	var out []extract.Modifier
	for _, v := range append([]int{w.head(p)}, w.kids(p)...) {
		if v < p || w.rel(v) != "ccomp" && w.rel(p) != "parataxis" && w.rel(v) != "parataxis" {
			continue
		}
		for _, k := range w.kids(v) {
			if k < p && w.outsideQuote(k, v) {
				if m, ok := w.modifier(k); ok && m.Role == "time" {
					out = append(out, m)
				}
			}
		}
	}
	return out
}

// joined makes one of two times that are parts of one: "from 2008 until 2016",
// "in January of last year", "on May 3, last year".
func (w *writer) joined(all []extract.Modifier) []extract.Modifier {
	for i := 0; i+1 < len(all); i++ {
		a, b := &all[i], &all[i+1]
		if a.Role != "time" || b.Role != "time" || b.First != a.End+1 || b.First >= w.end {
			continue
		}
		switch {
		case b.Prep == "of" || a.Prep == "from" && (b.Prep == "to" || b.Prep == "until" || b.Prep == "till" || b.Prep == "through" || b.Prep == "into"),
			b.Prep == "" && w.d.Word(a.End) == "," && (w.lower(b.First) == "last" || w.lower(b.First) == "this"):
			a.End = b.End
			a.Text = w.d.Span(a.First, a.End)
			all = slices.Delete(all, i+1, i+2)
		}
	}
	return all
}
