package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/extract"
)

// A paragraph is what kinds are decided for.
type paragraph struct {
	first, end int // sentences, half-open
	from, to   int // tokens, half-open
	text       string
	words      int  // tokens with a letter or digit
	stop       bool // ends like a sentence
	kind       extract.SentenceKind
}

// prose says whether p reads like running text.
func (p *paragraph) prose() bool { return p.stop && p.words >= 6 || p.words >= 25 }

// markKinds gives every sentence of d its kind and parts datelines from the
// sentences that they stand before.
func markKinds(d *extract.Document) {
	ps := gather(d)
	first := markTop(d, ps)
	markFurniture(ps, first)
	if first < len(ps) {
		markSubheadings(ps[first:])
	}
	out := make([]extract.Sentence, 0, len(d.Sentences)+1)
	for i := range ps {
		p := &ps[i]
		cut := p.from
		if p.kind == extract.Prose {
			cut = dateline(d, p, i == first && len(ps) > 1)
		}
		if cut > p.from {
			out = append(out, extract.Sentence{First: p.from, End: cut, Kind: extract.Dateline, Paragraph: d.Sentences[p.first].Paragraph})
		}
		for _, s := range d.Sentences[p.first:p.end] {
			if s.End <= cut {
				continue
			}
			s.First, s.Kind = max(s.First, cut), p.kind
			if s.Kind == extract.Prose && s.End-s.First <= 14 && credit.MatchString(d.Text[d.Tokens[s.First].Start:]) {
				s.Kind = extract.Furniture // "The ferry leaves. Photo: Ann Brook."
			}
			out = append(out, s)
		}
	}
	d.Sentences = out
}

// gather returns the paragraphs of d.
func gather(d *extract.Document) []paragraph {
	var ps []paragraph
	for i, s := range d.Sentences {
		if i == 0 || s.Paragraph != d.Sentences[i-1].Paragraph {
			ps = append(ps, paragraph{first: i, from: s.First})
		}
		p := &ps[len(ps)-1]
		p.end, p.to = i+1, s.End
	}
	for i := range ps {
		p := &ps[i]
		p.text = d.Text[d.Tokens[p.from].Start:d.Tokens[p.to-1].End]
		for t := p.from; t < p.to; t++ {
			r := firstRune(d.Word(t))
			if isLetter(r) || isDigit(r) {
				p.words++
			}
		}
		last := p.to - 1
		for last > p.from && strings.Contains("\"”’''»)]", d.Word(last)) {
			last--
		}
		p.stop = stopKind(d.Word(last)) != noStop
	}
	return ps
}

// markTop marks what stands before the first paragraph of running text: the
// headline, the date, section labels and bylines. It returns the index of that
// paragraph; without one, everything stays prose but a known title.
func markTop(d *extract.Document, ps []paragraph) int {
	body := 0
	for body < len(ps) && (!ps[body].prose() || isTitle(d, &ps[body]) || closing(&ps[body])) {
		body++
	}
	head := -1
	for i := range ps[:body] {
		if isTitle(d, &ps[i]) {
			head = i
			break
		}
	}
	if body == len(ps) {
		if head >= 0 && len(ps) > 1 {
			ps[head].kind = extract.Headline
		}
		return head + 1
	}
	if head < 0 && d.Title == "" {
		head = headline(ps[:body])
	}
	for i := range ps[:body] {
		ps[i].kind = topKind(&ps[i], i, head)
	}
	return body
}

// isTitle says whether p repeats the title of d.
func isTitle(d *extract.Document, p *paragraph) bool {
	return d.Title != "" && strings.EqualFold(strings.Join(strings.Fields(d.Title), " "), strings.Join(strings.Fields(p.text), " "))
}

// headline returns the index of the headline among the paragraphs above the
// body: the first of at least four words, else the first that is no label
// above a longer one; -1 for none.
func headline(top []paragraph) int {
	short := -1
	for i := range top {
		p := &top[i]
		if dateOnly(p.text) || byline(p) || closing(p) || p.stop && !strings.HasSuffix(p.text, "?") {
			continue
		}
		if p.words >= 4 {
			return i
		}
		if short < 0 {
			short = i
		}
	}
	return short
}

// topKind returns the kind of paragraph i above the body, where head is the
// index of the headline.
func topKind(p *paragraph, i, head int) extract.SentenceKind {
	switch {
	case i == head:
		return extract.Headline
	case dateOnly(p.text):
		return extract.Dateline
	case i < head && !p.stop || byline(p) || closing(p):
		return extract.Furniture
	case p.stop:
		return extract.Prose
	}
	return extract.Subheading
}

// markSubheadings marks the short lines between paragraphs of running text. In
// a text most of whose paragraphs lack a stop, a missing stop says nothing.
func markSubheadings(body []paragraph) {
	prose := 0
	for i := range body {
		if body[i].stop {
			prose++
		}
	}
	for i := range body {
		p := &body[i]
		if p.kind == extract.Prose && (framed(p.text) || 2*prose > len(body) && subheading(p)) {
			p.kind = extract.Subheading
		}
	}
}

// framed says whether s stands between dashes: "- The nights are long -".
func framed(s string) bool {
	mark, rest, ok := strings.Cut(s, " ")
	return ok && dash(mark) && len(s) < 120 && strings.HasSuffix(rest, " "+mark)
}

func dash(s string) bool { return s == "-" || s == "--" || s == "–" || s == "—" }

// subheading says whether p is a line of few words without a stop, or the name
// under a quotation set apart ("— Ann Brook").
func subheading(p *paragraph) bool {
	if p.stop || strings.ContainsAny(p.text[len(p.text)-1:], ":,;") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(p.text)
	if r == '—' || r == '–' {
		return p.words <= 16
	}
	return p.words <= 8 && !listMark(p.text) && !unicode.IsLower(r)
}
