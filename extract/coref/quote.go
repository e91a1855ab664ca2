package coref

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// quotations numbers the direct quotations of d and returns for each token the
// one it stands in, or -1. A quotation ends with its paragraph, so that one lost
// mark does no harm beyond it, unless the next paragraph opens with a mark
// again: so papers print a speech of several paragraphs.
func quotations(d *extract.Document) []int {
	out := make([]int, len(d.Tokens))
	n, open, paragraph := -1, false, -1
	s := 0
	for i := range d.Tokens {
		for s+1 < len(d.Sentences) && d.Sentences[s].End <= i {
			s++
		}
		if p := d.Sentences[s].Paragraph; p != paragraph {
			goes := open && p == paragraph+1 && opens(d.Word(i))
			paragraph, open = p, goes
			if goes {
				out[i] = -1
				continue
			}
		}
		out[i] = -1
		switch w := d.Word(i); {
		case w == "“" || w == "``" || (w == "\"" || w == "''") && !open:
			n, open = n+1, true
		case w == "”" || w == "\"" || w == "''":
			open = false
		case open:
			out[i] = n
		}
	}
	return out
}

// opens says whether a mark may open a quotation.
func opens(w string) bool { return w == "“" || w == "``" || w == "\"" || w == "''" }

// speakers joins "I" of direct quotations to who says them, and "we" where that
// is a body.
func (r *reader) speakers() {
	for i := range r.m {
		m := &r.m[i]
		if m.Form != extract.Pronoun || r.quote[m.Head] < 0 || !r.nameless(r.find(i)) {
			continue
		}
		class := pronounClass[strings.ToLower(r.d.Word(m.Head))]
		if class != "i" && class != "we" {
			continue
		}
		if s := r.speakerOf(r.quote[m.Head]); s >= 0 && (class == "i") == (r.kind(s) == extract.Person && !r.plural(s)) {
			r.take(i, s)
		}
	}
}

// nameless says whether a cluster holds pronouns alone.
func (r *reader) nameless(root int) bool {
	for _, i := range r.members[root] {
		if r.m[i].Form != extract.Pronoun {
			return false
		}
	}
	return true
}

// speakerOf returns the cluster of the speaker of quotation q, or -1: the
// subject of the reporting verb in a sentence that the quotation touches, else
// the speaker of the quotation before if that ends in the paragraph above and
// this one fills its own.
func (r *reader) speakerOf(q int) int {
	for ; q >= 0; q-- {
		if s := r.speakerNow(q); s >= 0 {
			return s
		}
		if q == 0 || !r.quotes[q].whole || r.d.Sentences[r.quotes[q].first].Paragraph-r.d.Sentences[r.quotes[q-1].first].Paragraph > 1 {
			break
		}
	}
	return -1
}

// speakerNow is speakerOf without the quotation before, as far as the sieves
// have come.
func (r *reader) speakerNow(q int) int {
	who := -1
	for s := r.quotes[q].first; s < r.quotes[q].end; s++ {
		if v := r.saying(s); v >= 0 {
			who = v
		}
	}
	return who
}

// A quotation is a run of sentences that hold a direct quotation.
type quotation struct {
	first, end int  // sentences, half-open
	whole      bool // nothing but the quotation is in them
}

// findQuotations fills r.quotes.
func (r *reader) findQuotations() {
	for s, sentence := range r.d.Sentences {
		for i := sentence.First; i < sentence.End; i++ {
			q := r.quote[i]
			if q < 0 {
				continue
			}
			for len(r.quotes) <= q {
				r.quotes = append(r.quotes, quotation{first: s, whole: true})
			}
			if r.quotes[q].end > s {
				continue
			}
			r.quotes[q].end = s + 1
			_, out := r.quoted(s, q)
			r.quotes[q].whole = r.quotes[q].whole && out == 0
		}
	}
}

// quoted counts the words of sentence s inside and outside of quotation q.
func (r *reader) quoted(s, q int) (in, out int) {
	for i := r.d.Sentences[s].First; i < r.d.Sentences[s].End; i++ {
		switch {
		case r.d.Tokens[i].UPOS == "PUNCT":
		case r.quote[i] == q:
			in++
		default:
			out++
		}
	}
	return in, out
}

// saying returns the cluster of who speaks in sentence s: the subject of a
// reporting verb outside quotations, the last one of them. It is -1 where
// nobody does.
func (r *reader) saying(s int) int {
	who := -1
	for i := r.d.Sentences[s].First; i < r.d.Sentences[s].End; i++ {
		t := &r.d.Tokens[i]
		if t.UPOS != "VERB" || r.quote[i] >= 0 || !lexicon.Reports(strings.ToLower(t.Lemma)) {
			continue
		}
		m := r.subject(i)
		if m < 0 {
			m = r.beside(i)
		}
		if m >= 0 && (r.m[m].Form != extract.Pronoun || r.find(m) != m || len(r.members[r.find(m)]) > 1) {
			who = r.find(m)
		}
	}
	return who
}

// beside returns the person or body named right before or behind verb i outside
// quotations, or -1: the subject where the tree is broken.
func (r *reader) beside(i int) int {
	for j := range r.m {
		m := &r.m[j]
		if m.End != i && m.First != i+1 || r.quote[m.Head] >= 0 {
			continue
		}
		if k := m.Kind; k == extract.Person || k == extract.Organisation || k == extract.Group {
			return j
		}
	}
	return -1
}

// subject returns the mention that is the subject of verb i, or of the verb
// whose conjunct or complement it is, or -1.
func (r *reader) subject(i int) int {
	for n := 0; i >= 0 && n < 3; n++ {
		if c := r.nearestSubject(i); c >= 0 {
			if m, ok := r.byHead[c]; ok {
				return m
			}
			return -1
		}
		if rel := r.d.Tokens[i].Deprel; rel != "conj" && rel != "xcomp" && rel != "advcl" {
			return -1
		}
		i = r.head(i)
	}
	return -1
}

// nearestSubject returns the subject of the verb i, the one next to it where a
// broken tree gives two, or -1.
func (r *reader) nearestSubject(i int) int {
	best := -1
	for _, c := range r.children[i] {
		if strings.HasPrefix(r.d.Tokens[c].Deprel, "nsubj") && (best < 0 || max(i-c, c-i) < max(i-best, best-i)) {
			best = c
		}
	}
	return best
}
