package graph

import (
	"errors"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{
		"Ann Marsh":       "ann-marsh",
		"José  O’Brien":   "jose-obrien",
		"JOSE O'BRIEN":    "jose-obrien",
		"Orm's ferry":     "orms-ferry",
		"U.S. Army":       "us-army",
		"US Army":         "us-army",
		"John F. Kennedy": "john-f-kennedy",
		"St. Orm":         "st-orm",
		"Łódź":            "lodz",
		"Straße":          "strasse",
		"Майя Белая":      "майя-белая",
		"مدينة النور":     "مدينة-النور",
		"किताब":           "किताब",
		"東京":              "東京",
		"\"; <x>":         "x",
		"Ann\u200dMarsh":  "annmarsh",
		"...":             "x-" + digest("...")[:12],
		"":                "x-" + digest("")[:12],
	} {
		if got := slug(in); got != want {
			t.Errorf("slug(%q)\n got %s\nwant %s", in, got, want)
		}
	}
	a, b := slug(strings.Repeat("ы", 500)+"a"), slug(strings.Repeat("ы", 500)+"b")
	if a == b || len(a) > 200 {
		t.Errorf("slugs of long names: %q, %q", a, b)
	}
}

func TestSegment(t *testing.T) {
	for in, want := range map[string]string{
		"hold-talks-with": "hold-talks-with",
		"say/ask <x>":     "say%2Fask%20%3Cx%3E",
		"":                "-",
	} {
		if got := segment(in); got != want {
			t.Errorf("segment(%q)\n got %s\nwant %s", in, got, want)
		}
	}
}

func TestGate(t *testing.T) {
	ok := quad.Quad{Subject: quad.IRI("dramatis:a"), Predicate: quad.IRI("dramatis:b"), Object: quad.String("“c”\n"), Label: quad.IRI("dramatis:d")}
	for name, change := range map[string]func(*quad.Quad){
		"a string":      func(q *quad.Quad) {},
		"an IRI":        func(q *quad.Quad) { q.Object = quad.IRI("https://courier.example/a%20b?c=d#é") },
		"a long string": func(q *quad.Quad) { q.Object = quad.String(strings.Repeat("a", maxLiteral)) },
		"a long IRI":    func(q *quad.Quad) { q.Object = quad.IRI("a:" + strings.Repeat("a", maxIRI-2)) },
		"a language":    func(q *quad.Quad) { q.Object = quad.LangString{Value: "ferry", Lang: "en-gb"} },
		"a type": func(q *quad.Quad) {
			q.Object = quad.TypedString{Value: "3", Type: "http://www.w3.org/2001/XMLSchema#int"}
		},
		"a long article": func(q *quad.Quad) {
			q.Predicate, q.Object = articleBody, quad.String(strings.Repeat("a", maxLiteral+1))
		},
		"a scheme with a +":  func(q *quad.Quad) { q.Object = quad.IRI("a+b.c-1:x") },
		"another alphabet":   func(q *quad.Quad) { q.Object = quad.IRI("dramatis:person/майя-белая") },
		"a replacement sign": func(q *quad.Quad) { q.Object = quad.String("\ufffd") },
	} {
		q := ok
		change(&q)
		if err := gate(q); err != nil {
			t.Errorf("gate refuses %s: %v", name, err)
		}
	}
	for name, change := range map[string]func(*quad.Quad){
		"no label":           func(q *quad.Quad) { q.Label = nil },
		"no subject":         func(q *quad.Quad) { q.Subject = nil },
		"literal subject":    func(q *quad.Quad) { q.Subject = quad.String("a") },
		"IRI with a space":   func(q *quad.Quad) { q.Subject = quad.IRI("dramatis:a b") },
		"two quads in one":   func(q *quad.Quad) { q.Label = quad.IRI("dramatis:d> .\n<dramatis:x") },
		"relative IRI":       func(q *quad.Quad) { q.Predicate = quad.IRI("meet") },
		"long IRI":           func(q *quad.Quad) { q.Object = quad.IRI("a:" + strings.Repeat("a", maxIRI)) },
		"escape character":   func(q *quad.Quad) { q.Object = quad.String("\x1b[2J") },
		"invalid UTF-8":      func(q *quad.Quad) { q.Object = quad.String("\xff") },
		"long literal":       func(q *quad.Quad) { q.Object = quad.String(strings.Repeat("a", maxLiteral+1)) },
		"no predicate":       func(q *quad.Quad) { q.Predicate = nil },
		"no object":          func(q *quad.Quad) { q.Object = nil },
		"literal predicate":  func(q *quad.Quad) { q.Predicate = quad.String("a") },
		"literal label":      func(q *quad.Quad) { q.Label = quad.LangString{Value: "a", Lang: "en"} },
		"IRI without scheme": func(q *quad.Quad) { q.Object = quad.IRI(":a") },
		"digit for a scheme": func(q *quad.Quad) { q.Object = quad.IRI("1a:b") },
		"space in a scheme":  func(q *quad.Quad) { q.Object = quad.IRI("a b:c") },
		"% in an IRI":        func(q *quad.Quad) { q.Object = quad.IRI("a:100%") },
		"half a %":           func(q *quad.Quad) { q.Object = quad.IRI("a:%2") },
		"no digits at a %":   func(q *quad.Quad) { q.Object = quad.IRI("a:%zz") },
		"IRI not in UTF-8":   func(q *quad.Quad) { q.Object = quad.IRI("a:\xff") },
		"lone surrogate":     func(q *quad.Quad) { q.Object = quad.String("\xed\xa0\x80") },
		"noncharacter":       func(q *quad.Quad) { q.Object = quad.String("\ufffe") },
		"second plane":       func(q *quad.Quad) { q.Object = quad.String("\U0001ffff") },
		"NUL":                func(q *quad.Quad) { q.Object = quad.String("a\x00") },
		"C1":                 func(q *quad.Quad) { q.Object = quad.String("\u009b2J") },
		"forged language":    func(q *quad.Quad) { q.Object = quad.LangString{Value: "a", Lang: "en <a:b> .\n<a:c>"} },
		"no language":        func(q *quad.Quad) { q.Object = quad.LangString{Value: "a"} },
		"large letters":      func(q *quad.Quad) { q.Object = quad.LangString{Value: "a", Lang: "EN"} },
		"long language":      func(q *quad.Quad) { q.Object = quad.LangString{Value: "a", Lang: "en" + strings.Repeat("-a", maxTag)} },
		"escape, language":   func(q *quad.Quad) { q.Object = quad.LangString{Value: "\x1b", Lang: "en"} },
		"forged type":        func(q *quad.Quad) { q.Object = quad.TypedString{Value: "a", Type: "a:b> <a:c"} },
		"type of a string":   func(q *quad.Quad) { q.Object = quad.TypedString{Value: "a", Type: xsdString} },
		"escape, type":       func(q *quad.Quad) { q.Object = quad.TypedString{Value: "\x1b", Type: "a:b"} },
		"number":             func(q *quad.Quad) { q.Object = quad.Int(3) },
		"blank node":         func(q *quad.Quad) { q.Object = quad.BNode("a") },
		"long document text": func(q *quad.Quad) { q.Predicate, q.Object = articleBody, quad.String(strings.Repeat("a", maxText+1)) },
	} {
		q := ok
		change(&q)
		if err := gate(q); !errors.Is(err, ErrRefused) {
			t.Errorf("gate of %s\n got %v\nwant ErrRefused", name, err)
		}
		onBoth(t, func(t *testing.T, s *Store) {
			err := s.update(ctx, func(ledger, *reader) error { return s.apply([]quad.Quad{q}, graph.Add) })
			if !errors.Is(err, ErrRefused) {
				t.Errorf("apply of %s\n got %v\nwant ErrRefused", name, err)
			}
		})
	}
}

// The gate sees every quad twice, so it has to be quick.
func BenchmarkGate(b *testing.B) {
	q := quad.Quad{Subject: quad.IRI("dramatis:person/ann-marsh"), Predicate: quad.IRI("dramatis:rel/meet"),
		Object: quad.IRI("dramatis:person/bo-lind"), Label: quad.IRI("dramatis:fact/5d2c0f6ab1e2c3d4e5f6")}
	b.ReportAllocs()
	for b.Loop() {
		if err := gate(q); err != nil {
			b.Fatal(err)
		}
	}
}

func TestNQuadsEscape(t *testing.T) {
	q := quad.Quad{Subject: quad.IRI("dramatis:a"), Predicate: quad.IRI("dramatis:b"), Label: quad.IRI("dramatis:d"),
		Object: quad.String("say \"no\"\\\n\t<x> .")}
	got, err := appendQuad(nil, q)
	for _, o := range []quad.Value{quad.LangString{Value: "a\"b", Lang: "en"}, quad.TypedString{Value: "3", Type: "a:int"}} {
		q.Object = o
		if err == nil {
			got, err = appendQuad(got, q)
		}
	}
	want := `<dramatis:a> <dramatis:b> "say \"no\"\\\n\t<x> ." <dramatis:d> .
<dramatis:a> <dramatis:b> "a\"b"@en <dramatis:d> .
<dramatis:a> <dramatis:b> "3"^^<a:int> <dramatis:d> .
`
	if err != nil || string(got) != want {
		t.Errorf("appendQuad\n got %s, %v\nwant %s", got, err, want)
	}
}
