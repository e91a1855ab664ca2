package main

import (
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/identity"
	"github.com/dramatis-kg/dramatis/queries"
)

// The forms in which reading commands print JSON. Their names are a contract.
type (
	entityAnswer struct {
		IRI       string   `json:"iri"`
		Name      string   `json:"name"`
		Kind      string   `json:"kind"`
		Named     bool     `json:"named"`
		Aliases   []string `json:"aliases"`
		Roles     []string `json:"roles"`
		Mentions  int      `json:"mentions"`
		Documents []string `json:"documents"`
	}
	partyAnswer struct {
		IRI   string `json:"iri"`
		Name  string `json:"name"`
		Start int    `json:"start"`
		End   int    `json:"end"`
	}
	sourceAnswer struct {
		IRI      string   `json:"iri"`
		Name     string   `json:"name"`
		QuotedBy []string `json:"quotedBy,omitempty"`
	}
	modifierAnswer struct {
		Role  string `json:"role"`
		Prep  string `json:"prep"`
		Text  string `json:"text"`
		Value string `json:"value"`
		IRI   string `json:"iri"`
	}
	factAnswer struct {
		IRI        string           `json:"iri"`
		Doc        string           `json:"doc"`
		Sentence   int              `json:"sentence"`
		Text       string           `json:"text"`
		Subject    partyAnswer      `json:"subject"`
		Predicate  predicateLine    `json:"predicate"`
		Object     *partyAnswer     `json:"object"`
		Modifiers  []modifierAnswer `json:"modifiers"`
		Time       string           `json:"time"`
		Polarity   string           `json:"polarity"`
		Modality   string           `json:"modality"`
		Source     sourceAnswer     `json:"source"`
		Confidence float64          `json:"confidence"`
		Rule       string           `json:"rule"`
	}
	actorNameAnswer struct {
		IRI       string   `json:"iri"`
		Text      string   `json:"text"`
		Mentions  int      `json:"mentions"`
		Documents []string `json:"documents"`
		Reason    string   `json:"reason"`
		Beware    string   `json:"beware"`
	}
	tenureAnswer struct {
		Role      string   `json:"role"`
		Documents []string `json:"documents"`
	}
	documentAnswer struct {
		IRI       string `json:"iri"`
		Title     string `json:"title"`
		Published string `json:"published"`
		Publisher string `json:"publisher"`
		URL       string `json:"url"`
		Facts     int    `json:"facts"`
	}
)

func answerEntity(e graph.Entity) entityAnswer {
	return entityAnswer{e.IRI, e.Name, string(e.Kind), e.Named, list(e.Aliases), list(e.Roles), e.Mentions, list(e.Documents)}
}

func answerFact(f *graph.Fact) factAnswer {
	ev := &f.Evidence
	a := factAnswer{
		IRI: f.IRI, Doc: f.Document, Sentence: ev.Sentence, Text: ev.Text,
		Subject:   partyAnswer{f.Subject, f.SubjectName, ev.Subject[0], ev.Subject[1]},
		Predicate: predicateLine{f.PredicateText, f.Predicate, f.Family, ev.Predicate[0], ev.Predicate[1]},
		Modifiers: []modifierAnswer{}, Time: f.Time,
		Polarity: string(f.Polarity), Modality: string(f.Modality),
		Source: sourceAnswer{f.Source, f.SourceName, f.QuotedBy}, Confidence: f.Confidence, Rule: f.Rule,
	}
	if f.Object != "" || f.ObjectName != "" {
		a.Object = &partyAnswer{f.Object, f.ObjectName, ev.Object[0], ev.Object[1]}
	}
	for _, m := range f.Modifiers {
		a.Modifiers = append(a.Modifiers, modifierAnswer{m.Role, m.Prep, m.Text, m.Value, m.Entity})
	}
	return a
}

func answerFacts(facts []graph.Fact) []factAnswer {
	out := make([]factAnswer, len(facts))
	for i := range facts {
		out[i] = answerFact(&facts[i])
	}
	return out
}

func answerDocument(d graph.Document) documentAnswer {
	return documentAnswer{d.IRI, d.Title, d.Published, d.Publisher, d.URL, d.Facts}
}

func answerNames(names []identity.Name) []actorNameAnswer {
	out := make([]actorNameAnswer, len(names))
	for i, n := range names {
		out[i] = actorNameAnswer{n.IRI, n.Text, n.Mentions, n.Documents, n.Reason, identity.Oddities(n.Text)}
	}
	return out
}

func answerTenures(tenures []queries.Tenure) []tenureAnswer {
	out := make([]tenureAnswer, len(tenures))
	for i, t := range tenures {
		out[i].Role = t.Role
		for _, d := range t.Documents {
			out[i].Documents = append(out[i].Documents, d.IRI)
		}
	}
	return out
}

// list is s, or an empty list in place of null.
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// short is what people type of an IRI: ten digits of its hash.
func short(iri string) string {
	hash := iri[strings.LastIndexByte(iri, '/')+1:]
	return hash[:min(10, len(hash))]
}
