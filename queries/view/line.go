package view

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/diagram"
)

// sentences is a set of sentences by document and number.
type sentences map[place]bool

type place struct {
	document string
	sentence int
}

// add returns s with the sentence of f.
func (s sentences) add(f *graph.Fact) sentences {
	if s == nil {
		s = sentences{}
	}
	s[place{f.Document, f.Evidence.Sentence}] = true
	return s
}

// hold says whether all of t are among s.
func (s sentences) hold(t sentences) bool {
	for p := range t {
		if !s[p] {
			return false
		}
	}
	return true
}

// A bond is what the facts of one edge have in common.
type bond struct {
	from, to                  int
	reported, denied, planned bool
}

func (b bond) asserted() bool { return !b.reported && !b.denied && !b.planned }

// A line gathers the facts of one edge.
type line struct {
	bond

	labels   []label
	notes    []string // sentences and where they stand, without repeats
	url      string   // of the first article that has one
	evidence sentences
	facts    []int // indices into Subgraph.Facts
	path     bool
	dropped  bool
}

// A label is one predicate of a line.
type label struct {
	key      string // facts of one predicate share it, whatever its tense
	text     string
	class    diagram.Class
	via      bool   // told by way of a modifier
	role     string // the office of which it tells: "envoy", "chief"
	evidence sentences
}

func (e *line) add(f *graph.Fact, via *graph.Modifier) {
	e.evidence = e.evidence.add(f)
	key, text := f.Predicate, wording(f, via)
	if via != nil {
		key = text
	}
	i := slices.IndexFunc(e.labels, func(l label) bool { return l.key == key })
	if i < 0 {
		i = len(e.labels)
		e.labels = append(e.labels, label{key: key, text: text, class: class(f), via: via != nil, role: office(f, via)})
	}
	e.labels[i].evidence = e.labels[i].evidence.add(f)
}

// cite notes the sentence of f and its article.
func (e *line) cite(f *graph.Fact, document func(string) (graph.Document, bool)) {
	note := f.Evidence.Text
	if document != nil {
		if doc, ok := document(f.Document); ok {
			note += source(doc)
			if e.url == "" {
				e.url = doc.URL
			}
		}
	}
	if note != "" && !slices.Contains(e.notes, note) {
		e.notes = append(e.notes, note)
	}
}

// source names an article below a sentence of it.
func source(doc graph.Document) string {
	var parts []string
	for _, s := range []string{doc.Title, doc.Publisher, doc.Published} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "\n— " + strings.Join(parts, ", ")
}

func (e *line) edge(place []int) diagram.Edge {
	class := e.class() // before words sorts the labels
	return diagram.Edge{
		From: place[e.from], To: place[e.to], Class: class,
		Reported: e.reported, Denied: e.denied, Planned: e.planned,
		Labels: e.words(), Support: len(e.evidence), Note: e.note(), URL: e.url, Path: e.path,
	}
}

// class is that of the most supported labels; of equals the one that says most.
func (e *line) class() diagram.Class {
	weight := map[diagram.Class]int{}
	for _, l := range e.labels {
		weight[l.class] += len(l.evidence)
	}
	best := diagram.Role
	for _, c := range []diagram.Class{diagram.OtherEdge, diagram.Diplomacy, diagram.Conflict} {
		if weight[c] > 0 && weight[c] >= weight[best] || weight[best] == 0 {
			best = c
		}
	}
	return best
}

// words returns the labels, the most supported first: "met ×2". A modifier
// needs no label where the same sentences tell more directly.
func (e *line) words() []string {
	direct := sentences{}
	for _, l := range e.labels {
		if !l.via {
			maps.Copy(direct, l.evidence)
		}
	}
	labels := slices.DeleteFunc(slices.Clone(e.labels), func(l label) bool { return l.via && direct.hold(l.evidence) })
	slices.SortStableFunc(labels, func(a, b label) int {
		return cmp.Or(cmp.Compare(len(b.evidence), len(a.evidence)), cmp.Compare(rank(b), rank(a)))
	})
	var words []string
	for _, l := range labels {
		if n := len(l.evidence); n > 1 {
			l.text += fmt.Sprintf(" ×%d", n)
		}
		words = append(words, l.text)
	}
	return words
}

// rank puts deeds before offices.
func rank(l label) int {
	if l.class == diagram.Role {
		return 0
	}
	return 1
}

// mostSentences bounds a tooltip.
const mostSentences = 5

func (e *line) note() string {
	shown := e.notes[:min(mostSentences, len(e.notes))]
	note := strings.Join(shown, "\n")
	if n := len(e.notes) - len(shown); n > 0 {
		note += fmt.Sprintf("\n(%d more)", n)
	}
	return note
}
