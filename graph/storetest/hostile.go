package storetest

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
)

// Hostile is a document whose every field tries to break out.
func Hostile(t testing.TB) *extract.Document {
	nasty := "\x1b[2J\x00 \"\\> .\n<a:b> \xff\u202e\ufffe é' -- {,} \\x00 $1 %s'; DROP TABLE quads" + strings.Repeat("long ", 2000)
	d := Article(t, nasty, "Ann met "+strings.ReplaceAll(nasty, ".", ",")+" Bo .", "not: Ann | met [meet] | Bo")
	d.URL, d.Publisher = nasty, nasty
	for i := range d.Chains {
		d.Chains[i].Name, d.Chains[i].Aliases, d.Chains[i].Roles = nasty+fmt.Sprint(i), []string{nasty, "b"}, []string{nasty}
	}
	d.Facts[0].Predicate.Lemma, d.Facts[0].Rule = nasty, nasty
	return d
}

func testHostile(t *testing.T, p Place) {
	s := p.open(t, graph.Options{Create: true})
	d := Hostile(t)
	add(t, s, d, d.Title, graph.Added)
	add(t, s, d, d.Title, graph.Unchanged)
	holds(t, s, d)
	f := all(t, s.Facts(ctx))[0]
	if text := []rune(all(t, s.Documents(ctx))[0].Text); string(text[f.Evidence.Object[0]:f.Evidence.Object[1]]) != "Bo" {
		t.Errorf("the object is not at its offsets: %v", f.Evidence)
	}
	if _, err := s.Remove(ctx, graph.DocumentIRI(d.ID)); err != nil {
		t.Fatal(err)
	}
	holds(t, s)
}

// What is refused is refused as a whole, and the store goes on.
func testRefused(t *testing.T, p Place) {
	s := p.open(t, graph.Options{Create: true})
	b := Bridge(t)
	add(t, s, b, "/b", graph.Added)
	for name, spoil := range map[string]func(*extract.Document){
		"no ID":              func(d *extract.Document) { d.ID = "" },
		"an ID with a slash": func(d *extract.Document) { d.ID = "a/b" },
		"a huge text":        func(d *extract.Document) { d.Text += strings.Repeat(" ", 16<<20) },
		"a token outside":    func(d *extract.Document) { d.Tokens[0].End = len(d.Text) + 1 },
		"a huge record": func(d *extract.Document) {
			d.Facts[0].Modifiers = make([]extract.Modifier, 300)
			for i := range d.Facts[0].Modifiers {
				d.Facts[0].Modifiers[i] = extract.Modifier{Chain: -1, Text: strings.Repeat("x", 5000)}
			}
		},
		"20,001 quads": func(d *extract.Document) {
			for i := range 10000 {
				d.Chains = append(d.Chains, extract.Chain{Name: fmt.Sprintf("Name%d", i), Kind: extract.Person, Named: true})
			}
		},
	} {
		d := Ferry(t)
		spoil(d)
		if _, err := s.Add(ctx, d, "/f"); !errors.Is(err, graph.ErrRefused) {
			t.Errorf("Add of a document with %s\n got %v\nwant ErrRefused", name, err)
		}
	}
	holds(t, s, b)
	add(t, s, Ferry(t), "/f", graph.Added)
}
