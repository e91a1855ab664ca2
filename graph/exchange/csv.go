package exchange

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/dramatis-kg/dramatis/graph"
)

// writeNodes and writeRelations write the two files that neo4j-admin database
// import asks for, with the types of their columns in the first line.
func writeNodes(ctx context.Context, w io.Writer, s *graph.Store) error {
	out := csv.NewWriter(w)
	out.Write([]string{"iri:ID", "name", "kind", "aliases:string[]", "roles:string[]", "mentions:int", "documents:int", ":LABEL"})
	for e, err := range s.Entities(ctx) {
		if err != nil {
			return err
		}
		out.Write([]string{
			e.IRI, oneLine(e.Name), string(e.Kind), array(e.Aliases), array(e.Roles),
			fmt.Sprint(e.Mentions), fmt.Sprint(len(e.Documents)), "Entity;" + kindName(e.Kind),
		})
	}
	out.Flush()
	return out.Error()
}

func writeRelations(ctx context.Context, w io.Writer, s *graph.Store) error {
	out := csv.NewWriter(w)
	out.Write([]string{
		":START_ID", ":END_ID", ":TYPE", "fact", "predicate", "phrase", "family", "time", "modifiers",
		"confidence:double", "document", "sentence",
	})
	for f, err := range edges(ctx, s) {
		if err != nil {
			return err
		}
		out.Write([]string{
			f.Subject, f.Object, relationType(f.Predicate), f.IRI, f.Predicate, oneLine(f.Phrase()), f.Family, f.Time,
			oneLine(modifiers(&f)), fmt.Sprint(f.Confidence), f.Document, oneLine(f.Evidence.Text),
		})
	}
	out.Flush()
	return out.Error()
}

// oneLine folds white space: the importer takes no field of several lines
// unless it is told to.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// array joins what the importer splits at ";".
func array(list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = strings.ReplaceAll(oneLine(s), ";", ",")
	}
	return strings.Join(out, ";")
}

// relationType returns the predicate as relationships are named in Cypher:
// HOLD_TALKS_WITH.
func relationType(lemma string) string {
	s := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToUpper(r)
		}
		return '_'
	}, lemma)
	if s == "" {
		return "RELATED"
	}
	return s
}
