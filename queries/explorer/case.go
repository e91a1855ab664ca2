// Package explorer shows a graph in a browser: as one page with its data inside,
// to be mailed and opened from disk, or as a small server on this machine that
// the page asks. A large graph is drawn as its communities, which open to their
// members; words are drawn where they cover nothing, more of them from near.
package explorer

import (
	"slices"
	"strings"
	"unicode"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
)

// A Case is a part of a graph as the page reads it: actors, facts and the
// documents behind them. What is in one answer may be added to another.
type Case struct {
	Title     string     `json:"title,omitempty"`
	Focus     []string   `json:"focus,omitempty"` // IRIs of what was asked about
	Shown     []string   `json:"shown,omitempty"` // IRIs of what belongs into the picture, where that is not all
	Actors    []Actor    `json:"actors"`
	Facts     []Fact     `json:"facts"`
	Documents []Document `json:"documents"`
	Path      []string   `json:"path,omitempty"`   // IRIs of the facts that a path crosses, in walking order
	Groups    [][]int    `json:"groups,omitempty"` // communities of a large case, as indexes into Actors
	Links     *Links     `json:"links,omitempty"`  // what relates Actors, where Facts do not say it
	Limit     string     `json:"limit,omitempty"`  // what was left out, in English
}

// An Actor is an entity.
type Actor struct {
	IRI      string   `json:"id"`
	Name     string   `json:"name"`
	Kind     string   `json:"kind"`
	Aliases  []string `json:"aliases,omitempty"`
	Roles    []string `json:"roles,omitempty"`
	Mentions int      `json:"mentions"`
	Facts    int      `json:"facts"` // how many there are in the whole graph
}

// A Fact is a fact with the sentence behind it. Marks are half-open offsets in
// Unicode code points into the sentence: subject, predicate, object; {0, 0}
// for none.
type Fact struct {
	IRI        string     `json:"id"`
	Document   string     `json:"doc"`
	Subject    string     `json:"s,omitempty"` // IRI
	SubjectAs  string     `json:"sn"`
	Predicate  string     `json:"p"`
	Phrase     string     `json:"pn"`
	Family     string     `json:"family,omitempty"`
	Object     string     `json:"o,omitempty"` // IRI
	ObjectAs   string     `json:"on,omitempty"`
	Modifiers  []Modifier `json:"modifiers,omitempty"`
	Inner      []string   `json:"inner,omitempty"` // IRIs of whom its phrases name besides: "the director of Halden Lines"
	Time       string     `json:"time,omitempty"`  // EDTF
	From       string     `json:"from,omitempty"`  // first and last day of Time
	Until      string     `json:"until,omitempty"`
	Polarity   string     `json:"polarity"`
	Modality   string     `json:"modality"`
	Source     string     `json:"source,omitempty"` // IRI
	SourceAs   string     `json:"sourceName,omitempty"`
	Confidence float64    `json:"confidence"`
	Sentence   string     `json:"text"`
	Start      int        `json:"start"` // of the sentence in the text of the document
	Marks      [3][2]int  `json:"marks"`
}

// A Modifier tells time, place, topic … of a fact.
type Modifier struct {
	Role string `json:"role"`
	Text string `json:"text"`
	IRI  string `json:"id,omitempty"`
}

// A Document is an article, without its text.
type Document struct {
	IRI       string `json:"id"`
	Title     string `json:"title"`
	Published string `json:"published,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	URL       string `json:"url,omitempty"`
	Text      string `json:"text,omitempty"` // only where it was asked for
}

// Of makes the case of a subgraph.
func Of(s *queries.Snapshot, g queries.Subgraph) Case {
	c := Collect(s, g.Facts)
	c.Focus = g.Focus
	for _, l := range g.Links {
		f := &c.Facts[l.Fact]
		if !slices.Contains(parties(&g.Facts[l.Fact]), l.To) && !slices.Contains(f.Inner, l.To) {
			f.Inner = append(f.Inner, l.To)
		}
	}
	at := make(map[string]int, len(c.Actors))
	for i, a := range c.Actors {
		at[a.IRI] = i
	}
	for _, e := range g.Entities {
		if _, ok := at[e.IRI]; !ok {
			at[e.IRI] = len(c.Actors)
			c.Actors = append(c.Actors, actorOf(s, e))
		}
		c.Shown = append(c.Shown, e.IRI)
	}
	if len(g.Entities) > mostPlain {
		c.Groups = groupsOf(g, at)
	}
	return c
}

// Collect makes the case of facts: with the actors that they name.
func Collect(s *queries.Snapshot, facts []graph.Fact) Case {
	c := Case{Actors: []Actor{}, Facts: []Fact{}, Documents: []Document{}}
	actors, documents := map[string]bool{}, map[string]bool{}
	name := func(iri string) {
		if e, ok := s.Entity(iri); ok && !actors[e.IRI] {
			actors[e.IRI] = true
			c.Actors = append(c.Actors, actorOf(s, e))
		}
	}
	texts := map[string][]rune{}
	for i := range facts {
		f := &facts[i]
		if d, ok := s.Document(f.Document); ok && !documents[d.IRI] {
			documents[d.IRI] = true
			c.Documents = append(c.Documents, documentOf(d, false))
			texts[d.IRI] = []rune(d.Text)
		}
		c.Facts = append(c.Facts, factOf(f, texts[f.Document]))
		for _, iri := range parties(f) {
			name(iri)
		}
	}
	return c
}

// WithTexts returns the case with the whole text of its documents.
func (c Case) WithTexts(s *queries.Snapshot) Case {
	c.Documents = slices.Clone(c.Documents)
	for i := range c.Documents {
		if d, ok := s.Document(c.Documents[i].IRI); ok {
			c.Documents[i].Text = d.Text
		}
	}
	return c
}

func (c *Case) addActor(s *queries.Snapshot, e graph.Entity) {
	if !slices.ContainsFunc(c.Actors, func(a Actor) bool { return a.IRI == e.IRI }) {
		c.Actors = append(c.Actors, actorOf(s, e))
	}
}

// parties returns the IRIs that a fact names.
func parties(f *graph.Fact) []string {
	list := []string{f.Subject, f.Object, f.Source}
	for _, m := range f.Modifiers {
		list = append(list, m.Entity)
	}
	return slices.DeleteFunc(list, func(iri string) bool { return iri == "" })
}

func actorOf(s *queries.Snapshot, e graph.Entity) Actor {
	return Actor{e.IRI, e.Name, string(e.Kind), e.Aliases, e.Roles, e.Mentions, s.Degree(e.IRI)}
}

func documentOf(d graph.Document, text bool) Document {
	out := Document{IRI: d.IRI, Title: d.Title, Published: d.Published, Publisher: d.Publisher, URL: d.URL}
	if text {
		out.Text = d.Text
	}
	return out
}

// factOf makes the record of a fact of a document with this text.
func factOf(f *graph.Fact, text []rune) Fact {
	e := &f.Evidence
	out := Fact{
		IRI: f.IRI, Document: f.Document, Subject: f.Subject, SubjectAs: f.SubjectName, Predicate: f.Predicate, Phrase: f.PredicateText,
		Family: f.Family, Object: f.Object, ObjectAs: f.ObjectName, Time: f.Time, Polarity: string(f.Polarity), Modality: string(f.Modality),
		Source: f.Source, SourceAs: f.SourceName, Confidence: f.Confidence, Sentence: e.Text, Start: e.Start,
	}
	for _, m := range f.Modifiers {
		out.Modifiers = append(out.Modifiers, Modifier{m.Role, m.Text, m.Entity})
	}
	if first, last, ok := queries.Days(f.Time); ok {
		out.From, out.Until = first, last
	}
	if e.Start < 0 || e.End > len(text) || e.Start >= e.End {
		return out
	}
	out.Sentence = oneLine(text[e.Start:e.End])
	for i, span := range [][2]int{e.Subject, e.Predicate, e.Object} {
		if span[1] > span[0] && span[0] >= e.Start && span[1] <= e.End {
			out.Marks[i] = [2]int{span[0] - e.Start, span[1] - e.Start}
		}
	}
	return out
}

// oneLine puts a blank for every other white space, so that offsets stay right.
func oneLine(text []rune) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, string(text))
}
