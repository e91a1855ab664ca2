package exchange

import (
	"bufio"
	"context"
	"crypto/sha1"
	"encoding/hex"
	"io"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
)

// An ftmEntity is an entity of FollowTheMoney, one a line.
type ftmEntity struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
}

// schemata gives the schema of each kind. What FollowTheMoney has no schema
// for, such as a weapon or a work, is left out with its edges, except that a
// group of people may act as an Organization does.
var schemata = map[extract.Kind]string{
	extract.Person: "Person", extract.Organisation: "Organization", extract.Group: "LegalEntity",
	extract.Place: "Address", extract.Facility: "Asset", extract.EventKind: "Event",
}

// ftmID returns the ID of what has this IRI.
func ftmID(iri string) string {
	sum := sha1.Sum([]byte(iri))
	return hex.EncodeToString(sum[:])
}

func (e *ftmEntity) set(property string, values ...string) {
	for _, v := range values {
		if v != "" {
			e.Properties[property] = append(e.Properties[property], v)
		}
	}
}

func newFtM(iri, schema string) *ftmEntity {
	return &ftmEntity{ID: ftmID(iri), Schema: schema, Properties: make(map[string][]string)}
}

// writeFtM writes articles, entities and, for each edge, an UnknownLink with
// its role, days, sentence and article.
func writeFtM(ctx context.Context, w io.Writer, s *graph.Store) error {
	b := bufio.NewWriter(w)
	out := &sink{w: b}
	for d, err := range s.Documents(ctx) {
		if err != nil {
			return err
		}
		e := newFtM(d.IRI, "Article")
		e.set("title", d.Title)
		e.set("publishedAt", d.Published)
		e.set("publisher", d.Publisher)
		e.set("sourceUrl", webOnly(d.URL))
		e.set("bodyText", d.Text)
		out.put(compact(e), "\n")
	}
	known := make(map[string]bool)
	for x, err := range s.Entities(ctx) {
		if err != nil {
			return err
		}
		schema := schemata[x.Kind]
		if schema == "" {
			continue
		}
		known[x.IRI] = true
		e := newFtM(x.IRI, schema)
		e.set("name", x.Name)
		e.set("alias", x.Aliases...)
		if schema == "Person" {
			e.set("position", x.Roles...)
		}
		if schema == "Address" {
			e.set("full", x.Name)
		}
		for _, doc := range x.Documents {
			e.set("proof", ftmID(doc))
		}
		out.put(compact(e), "\n")
	}
	for f, err := range edges(ctx, s) {
		if err != nil {
			return err
		}
		if known[f.Subject] && known[f.Object] {
			out.put(compact(link(&f)), "\n")
		}
	}
	if out.err != nil {
		return out.err
	}
	return b.Flush()
}

func link(f *graph.Fact) *ftmEntity {
	e := newFtM(f.IRI, "UnknownLink")
	e.set("subject", ftmID(f.Subject))
	e.set("object", ftmID(f.Object))
	e.set("role", f.Phrase())
	e.set("summary", f.Evidence.Text)
	e.set("description", modifiers(f))
	e.set("proof", ftmID(f.Document))
	first, last := days(f.Time)
	if first == last {
		e.set("date", first)
	} else {
		e.set("startDate", first)
		e.set("endDate", last)
	}
	return e
}

// webOnly returns an address on the web, "" for any other: programs make links
// of them.
func webOnly(url string) string {
	if strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://") {
		return url
	}
	return ""
}
