package queries

import (
	"context"
	"iter"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/identity"
)

// A registry is a shelf that knows which names stand in which documents.
type registry struct {
	*shelf
	names      []identity.Occurrence
	judgements []identity.Judgement
}

func (r *registry) Occurrences(context.Context) iter.Seq2[identity.Occurrence, error] {
	return each(r.names, nil)
}
func (r *registry) Judgements(context.Context) iter.Seq2[identity.Judgement, error] {
	return each(r.judgements, nil)
}

// registered makes the occurrences of the town's entities: each in document
// one, and Marsh alone in document two.
func registered() *registry {
	r := &registry{shelf: brightwater()}
	for _, e := range r.entities {
		r.names = append(r.names, identity.Occurrence{
			IRI: e.IRI, Document: "dramatis:doc/one", Name: e.Name, Kind: e.Kind, Named: e.Named,
			Aliases: e.Aliases, Roles: e.Roles, Mentions: e.Mentions,
		})
	}
	r.names = append(r.names, identity.Occurrence{
		IRI: iri("person/marsh"), Document: "dramatis:doc/two", Name: "Marsh", Kind: "person", Named: true,
		Roles: []string{"Brightwater Mayor"}, Mentions: 2,
	})
	r.facts = append(r.facts, fact(90, "person/marsh open place/port-ellery; doc=two; in=person/marsh; source=person/marsh"))
	return r
}

func TestLoadMerges(t *testing.T) {
	src := registered()
	merged, raw := load(t, src), load(t, Unmerged(src))
	told := func(s *Snapshot) string {
		var out []string
		for _, f := range s.Facts(Filter{Predicate: "open"}) {
			out = append(out, shortNames([]string{f.Subject, f.Source, f.Modifiers[0].Entity})+" "+f.SubjectName)
		}
		return strings.Join(out, "; ")
	}
	if got, want := told(merged), "ann-marsh ann-marsh ann-marsh Ann Marsh"; got != want {
		t.Errorf("the fact, merged\n got %s\nwant %s", got, want)
	}
	if got, want := told(raw), "marsh marsh marsh person/marsh"; got != want {
		t.Errorf("the fact, unmerged\n got %s\nwant %s", got, want)
	}
	e, ok := merged.Entity("person/marsh")
	if !ok || e.IRI != iri("person/ann-marsh") || e.Mentions != 14 || len(e.Documents) != 2 {
		t.Errorf("the entity of person/marsh\n got %+v\nwant Ann Marsh, 14 mentions in 2 documents", e)
	}
	d := merged.Dossier(iri("person/ann-marsh"))
	if len(d.Names) != 2 || d.Names[1].Reason == "" || len(d.Tenures) != 2 || d.Tenures[1].Documents[0].IRI != "dramatis:doc/two" {
		t.Errorf("names and roles of Ann Marsh\n got %+v, %+v", d.Names, d.Tenures)
	}
	if raw.Identity() != nil || len(raw.Dossier(iri("person/ann-marsh")).Names) > 0 {
		t.Error("an unmerged snapshot has names joined")
	}
	if src.facts[len(src.facts)-1].Modifiers[0].Entity != iri("person/marsh") {
		t.Error("the source's own fact was changed")
	}
}

// A judgement splits what the evidence joins.
func TestLoadJudges(t *testing.T) {
	src := registered()
	list, err := load(t, src).Identity().Split(iri("person/ann-marsh"))
	if err != nil {
		t.Fatal(err)
	}
	src.judgements = identity.Sign(list, "Mira Osei", "", "")
	s := load(t, src)
	if e, _ := s.Entity("person/marsh"); e.IRI != iri("person/marsh") {
		t.Errorf("Marsh after the split\n got %s", e.IRI)
	}
}

func TestCompanyAndSentences(t *testing.T) {
	s := load(t, registered())
	if got := strings.Join(s.Company(iri("person/ann-marsh"), 2), "; "); got != "Jonas Halden; Port Ellery" {
		t.Errorf("company of Ann Marsh\n got %s", got)
	}
	if got := s.Sentences(iri("person/ann-marsh"), 2); len(got) != 2 || got[0] == got[1] {
		t.Errorf("sentences on Ann Marsh\n got %q\nwant two", got)
	}
	if got := around(&graph.Document{Text: "Dull. Ann Marsh left.\nMore."}, []string{"Ann Marsh"}); got != "Ann Marsh left." {
		t.Errorf("around Ann Marsh\n got %q", got)
	}
}
