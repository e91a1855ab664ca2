package queries

import (
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
)

// A shelf is a Source made of slices.
type shelf struct {
	entities  []graph.Entity
	facts     []graph.Fact
	documents []graph.Document
	err       error
}

func each[T any](list []T, err error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, t := range list {
			if !yield(t, nil) {
				return
			}
		}
		if err != nil {
			var none T
			yield(none, err)
		}
	}
}

func (s *shelf) Entities(context.Context) iter.Seq2[graph.Entity, error] {
	return each(s.entities, nil)
}
func (s *shelf) Facts(context.Context) iter.Seq2[graph.Fact, error] { return each(s.facts, s.err) }
func (s *shelf) Documents(context.Context) iter.Seq2[graph.Document, error] {
	return each(s.documents, nil)
}

// shuffled returns the same content in another order.
func (s *shelf) shuffled(seed uint64) *shelf {
	r := rand.New(rand.NewPCG(seed, 1))
	c := &shelf{
		entities:  append([]graph.Entity(nil), s.entities...),
		facts:     append([]graph.Fact(nil), s.facts...),
		documents: append([]graph.Document(nil), s.documents...),
	}
	r.Shuffle(len(c.entities), func(i, j int) { c.entities[i], c.entities[j] = c.entities[j], c.entities[i] })
	r.Shuffle(len(c.facts), func(i, j int) { c.facts[i], c.facts[j] = c.facts[j], c.facts[i] })
	r.Shuffle(len(c.documents), func(i, j int) { c.documents[i], c.documents[j] = c.documents[j], c.documents[i] })
	return c
}

// iri writes a short name of the tests as an IRI: "person/ann-marsh".
func iri(short string) string {
	if short == "" {
		return ""
	}
	return scheme + short
}

// fact reads "subject predicate object; key=value; …", where names of entities
// contain a slash and all else is a literal.
func fact(n int, line string) graph.Fact {
	parts := strings.Split(line, "; ")
	spo := strings.Fields(parts[0])
	f := graph.Fact{
		IRI: fmt.Sprintf("dramatis:fact/%04x", 0xa000+n), Document: "dramatis:doc/one",
		Subject: iri(spo[0]), SubjectName: spo[0], Predicate: spo[1], PredicateText: spo[1],
		Polarity: extract.Affirmed, Modality: extract.Asserted, Confidence: 0.9,
		Evidence: graph.Evidence{Sentence: n, Text: line},
	}
	if len(spo) > 2 {
		f.ObjectName = spo[2]
		if strings.Contains(spo[2], "/") {
			f.Object = iri(spo[2])
		}
	}
	for _, p := range parts[1:] {
		key, value, _ := strings.Cut(p, "=")
		switch key {
		case "text":
			f.PredicateText = value
		case "family":
			f.Family = value
		case "time":
			f.Time = value
		case "in", "about":
			f.Modifiers = append(f.Modifiers, graph.Modifier{Role: "place", Prep: key, Text: value, Entity: iri(value)})
		case "source":
			f.Source, f.SourceName = iri(value), value
		case "polarity":
			f.Polarity = extract.Polarity(value)
		case "modality":
			f.Modality = extract.Modality(value)
		case "confidence":
			fmt.Sscan(value, &f.Confidence)
		case "doc":
			f.Document = "dramatis:doc/" + value
		}
	}
	return f
}

func entity(short, name string, mentions int, aliases ...string) graph.Entity {
	return graph.Entity{
		IRI: iri(short), Name: name, Kind: kindOf(short), Named: !strings.HasPrefix(short, "thing/"),
		Aliases: aliases, Mentions: mentions, Documents: []string{"dramatis:doc/one"},
	}
}

// brightwater is what its newspaper wrote on two days.
func brightwater() *shelf {
	s := &shelf{
		documents: []graph.Document{
			{IRI: "dramatis:doc/two", Title: "Ferry sails again", Published: "2021-05-09"},
			{IRI: "dramatis:doc/one", Title: "Council sells ferry", Published: "2021-05-02"},
		},
		entities: []graph.Entity{
			entity("person/ann-marsh", "Ann Marsh", 12, "Marsh"),
			entity("person/tom-marsh", "Tom Marsh", 3),
			entity("person/elodie-ruiz", "Élodie Ruiz-Ortega", 5),
			entity("person/jonas-halden", "Jonas Halden", 7),
			entity("organisation/halden-lines", "Halden Lines", 9),
			entity("organisation/brightwater-council", "Brightwater Council", 8, "council"),
			entity("organisation/united-dockers", "United Dockers", 4),
			entity("organisation/hpa", "H.P.A.", 2),
			entity("place/brightwater", "Brightwater", 20),
			entity("place/port-ellery", "Port Ellery", 6),
			entity("weapon/ferry", "Grey Heron", 6, "ferry"),
			entity("thing/one-crane", "two cranes", 1),
		},
	}
	s.entities[0].Roles = []string{"Mayor of Brightwater"}
	s.entities[3].Roles = []string{"director", "director"}
	for n, line := range []string{
		"person/ann-marsh meet person/jonas-halden; text=met; family=consult; time=2021-04-30; in=place/port-ellery; confidence=0.95",
		"organisation/halden-lines buy weapon/ferry; text=bought; time=2021-05",
		"person/jonas-halden lead organisation/halden-lines; text=leads",
		"person/ann-marsh hold-talks-with organisation/brightwater-council; text=held talks with; family=consult",
		"organisation/brightwater-council sell weapon/ferry; text=sold; time=2021-05-01",
		"organisation/united-dockers threaten organisation/halden-lines; text=threatened; family=threaten; source=person/elodie-ruiz",
		"person/elodie-ruiz oppose organisation/united-dockers; text=did not oppose; polarity=denied",
		"person/tom-marsh visit person/elodie-ruiz; text=will visit; modality=planned; time=2021-06/2021-08",
		"weapon/ferry sail; text=sailed; in=place/brightwater; doc=two",
		"weapon/ferry cost literal; text=cost; doc=two",
		"person/jonas-halden meet person/ann-marsh; text=met; family=consult; doc=two",
		"thing/one-crane lift weapon/ferry; text=lifted; doc=two",
	} {
		s.facts = append(s.facts, fact(n, line))
	}
	return s
}

func load(t testing.TB, src Source) *Snapshot {
	t.Helper()
	s, err := Load(context.Background(), src)
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	return s
}

func shortNames(iris []string) string {
	for i := range iris {
		iris[i] = iris[i][strings.LastIndexByte(iris[i], '/')+1:]
	}
	return strings.Join(iris, " ")
}
