package graph

import (
	"strings"
	"testing"

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
	if err := gate(ok); err != nil {
		t.Errorf("gate(%v)\n got %v\nwant nil", ok, err)
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
		"blank node":         func(q *quad.Quad) { q.Object = quad.BNode("a") },
		"long document text": func(q *quad.Quad) { q.Predicate, q.Object = articleBody, quad.String(strings.Repeat("a", maxText+1)) },
	} {
		q := ok
		change(&q)
		if gate(q) == nil {
			t.Errorf("gate lets %s pass", name)
		}
	}
}

func TestNQuadsEscape(t *testing.T) {
	q := quad.Quad{Subject: quad.IRI("dramatis:a"), Predicate: quad.IRI("dramatis:b"), Label: quad.IRI("dramatis:d"),
		Object: quad.String("say \"no\"\\\n\t<x> .")}
	got, err := appendQuad(nil, q)
	want := `<dramatis:a> <dramatis:b> "say \"no\"\\\n\t<x> ." <dramatis:d> .` + "\n"
	if err != nil || string(got) != want {
		t.Errorf("appendQuad\n got %s, %v\nwant %s", got, err, want)
	}
}
