package queries

import (
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/graph"
)

func TestSentences(t *testing.T) {
	const text = "Ferry sold\n\nMayor Ann O. Reyes said: \"We sold it.\" The U.N. sent Dr. Osei, who paid 3.5 crowns.\nWas it true? \"Yes!\" Lines\nmay break."
	want := []string{
		"Ferry sold", `Mayor Ann O. Reyes said: "We sold it."`, "The U.N. sent Dr. Osei, who paid 3.5 crowns.",
		"Was it true?", `"Yes!"`, "Lines\nmay break.",
	}
	var got []string
	for _, s := range sentences(text) {
		got = append(got, text[s[0]:s[1]])
	}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("sentences\n got %q\nwant %q", got, want)
	}
}

func TestSearch(t *testing.T) {
	src := &shelf{
		documents: []graph.Document{
			{IRI: "dramatis:doc/one", Published: "2021-05-01", Text: "Élodie Ruiz held talks with the dockers. The talks that Ann held were long and nobody knows how they ended. The council met."},
			{IRI: "dramatis:doc/two", Published: "2021-05-09", Text: "The council sold the ferry. A Brightwater-built ferry sailed."},
		},
		facts: []graph.Fact{{
			IRI: "dramatis:fact/1", Document: "dramatis:doc/one", Subject: "dramatis:person/elodie-ruiz",
			Evidence: graph.Evidence{Start: 0, End: 40},
		}},
	}
	s := load(t, src)
	for _, c := range []struct{ query, want string }{
		{"elodie", "[Élodie] Ruiz held talks with the dockers."},
		{"TALKS held", "The [talks] that Ann [held] were long and nobody knows how they ended. / Élodie Ruiz [held] [talks] with the dockers."},
		{"held talks", "Élodie Ruiz [held] [talks] with the dockers. / The [talks] that Ann [held] were long and nobody knows how they ended."},
		{`"held talks"`, "Élodie Ruiz [held talks] with the dockers."},
		{`“talks held”`, ""},
		{"council", "The [council] met. / The [council] sold the ferry."},
		{"built ferry", "A Brightwater-[built] [ferry] sailed."},
		{"talks council", ""},
		{" , ", ""},
	} {
		found, total := s.Search(c.query, 0)
		var got []string
		for _, p := range found {
			text := p.Text
			for i := len(p.Found) - 1; i >= 0; i-- {
				text = text[:p.Found[i][0]] + "[" + text[p.Found[i][0]:p.Found[i][1]] + "]" + text[p.Found[i][1]:]
			}
			got = append(got, text)
		}
		if strings.Join(got, " / ") != c.want || total != len(found) {
			t.Errorf("Search(%s)\n got %s\nwant %s", c.query, strings.Join(got, " / "), c.want)
		}
	}
	if found, total := s.Search("ferry", 1); len(found) != 1 || total != 2 || found[0].Document.IRI != "dramatis:doc/two" {
		t.Errorf("Search with a limit\n got %+v of %d\nwant 1 of 2", found, total)
	}
	if found, _ := s.Search("ruiz", 0); len(found[0].Facts) != 1 {
		t.Errorf("facts of a passage\n got %+v\nwant one", found[0].Facts)
	}
}

func TestBetweenAndShared(t *testing.T) {
	s := load(t, brightwater())
	facts, err := s.FactsBetween("person/ann-marsh", "person/jonas-halden")
	if err != nil || len(facts) != 2 || facts[0].IRI != "dramatis:fact/a000" {
		t.Errorf("between Marsh and Halden\n got %+v, %v\nwant the two meetings", facts, err)
	}
	facts, err = s.FactsBetween("person/elodie-ruiz", "organisation/halden-lines")
	if err != nil || len(facts) != 1 || facts[0].SourceName == "" {
		t.Errorf("between Ruiz and the Lines\n got %+v, %v\nwant what she claims", facts, err)
	}
	paths, err := s.Shared(t.Context(), "organisation/halden-lines", "organisation/brightwater-council", PathOptions{})
	if err != nil || len(paths) != 1 || paths[0].Entities()[1] != "dramatis:weapon/ferry" {
		t.Errorf("shared by the Lines and the council\n got %+v, %v\nwant the ferry", paths, err)
	}
	if _, err := s.FactsBetween("person/ann-marsh", "person/ann-marsh"); err == nil {
		t.Error("between Marsh and herself: no error")
	}
	if _, err := s.Shared(t.Context(), "person/nobody", "person/ann-marsh", PathOptions{}); err == nil {
		t.Error("shared by nobody: no error")
	}
}
