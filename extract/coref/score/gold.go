package score

import (
	"sort"

	"github.com/dramatis-kg/dramatis/extract"
)

// GoldMentions puts the annotated mentions of a in the place of those that d,
// which was read from a.Text, has found, and returns how System's answer is to
// be had then: after chains are made, with the annotated spans. What d knew of a
// mention with the same head stays known.
func (a *Article) GoldMentions(d *extract.Document) func() Partition {
	byHead := map[int]extract.Mention{}
	for _, m := range d.Mentions {
		if _, ok := byHead[m.Head]; !ok {
			byHead[m.Head] = m
		}
	}
	type pair struct {
		m extract.Mention
		s Span
	}
	var all []pair
	for _, s := range a.Spans {
		first, end := tokens(d, s)
		if first >= end {
			continue
		}
		h := top(d, first, end)
		m, ok := byHead[h]
		if !ok || m.First < first || m.End > end {
			m = mention(d, first, end, h)
		}
		all = append(all, pair{m, s})
	}
	sort.SliceStable(all, func(i, j int) bool {
		x, y := &all[i].m, &all[j].m
		return x.First < y.First || x.First == y.First && x.End > y.End
	})
	d.Mentions, d.Chains = nil, nil
	whole := map[extract.MentionID]Span{}
	for i, p := range all {
		d.Mentions = append(d.Mentions, p.m)
		whole[extract.MentionID(i)] = p.s
	}
	return func() Partition { return system(d, whole) }
}

// top returns the token of [first, end) whose head lies outside.
func top(d *extract.Document, first, end int) int {
	for i := first; i < end; i++ {
		if h := d.Head(i); (h < first || h >= end) && d.Tokens[i].UPOS != "PUNCT" {
			return i
		}
	}
	return first
}

// mention returns a mention of which only the span is known.
func mention(d *extract.Document, first, end, head int) extract.Mention {
	m := extract.Mention{First: first, End: end, Core: [2]int{head, head + 1}, Head: head, Kind: extract.Other, Chain: -1}
	switch d.Tokens[head].UPOS {
	case "PRON":
		m.Form = extract.Pronoun
	case "PROPN":
		m.Form = extract.Name
		for m.Core[0] > first && d.Tokens[m.Core[0]-1].UPOS == "PROPN" {
			m.Core[0]--
		}
		for m.Core[1] < end && d.Tokens[m.Core[1]].UPOS == "PROPN" {
			m.Core[1]++
		}
	}
	return m
}

// tokens returns the tokens of d that touch s.
func tokens(d *extract.Document, s Span) (first, end int) {
	first = sort.Search(len(d.Tokens), func(i int) bool { return d.Tokens[i].End > s.First })
	end = sort.Search(len(d.Tokens), func(i int) bool { return d.Tokens[i].Start >= s.End })
	return first, end
}

// Entities returns for each mention of d, which was read from a.Text, the thing
// that a speaks of there: where a mention has the same span, else the shortest
// with the same head; "" for none.
func (a *Article) Entities(d *extract.Document) []string {
	bySpan, byHead, length := map[Span]string{}, map[int]string{}, map[int]int{}
	for k, s := range a.Spans {
		bySpan[s] = a.Entity[k]
		first, end := tokens(d, s)
		if first >= end {
			continue
		}
		if h := top(d, first, end); byHead[h] == "" || end-first < length[h] {
			byHead[h], length[h] = a.Entity[k], end-first
		}
	}
	e := newExtents(d)
	out := make([]string, len(d.Mentions))
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if out[i] = bySpan[e.span(m)]; out[i] == "" {
			out[i] = byHead[m.Head]
		}
	}
	return out
}
