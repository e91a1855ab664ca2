// Package exchange writes graphs for other programs, and reads what it wrote.
//
// N-Quads, TriG, JSON-LD and JSONL hold all that is stored. GraphML, GEXF, CSV,
// FollowTheMoney and Mermaid hold the entities and what the articles themselves
// claim of them: no program that follows their edges can cross a denial.
package exchange

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
)

// A Format is a way to write a graph.
type Format struct {
	Name   string   // "graphml"
	Ending string   // of file names, ".graphml"
	About  string   // "GraphML, for Gephi, yEd and networkx"
	Parts  []Part   // the files it takes, mostly one
	also   []string // other endings
}

// A Part is one file of a format.
type Part struct {
	Suffix string // of the file's name, before the ending: "-nodes"
	Write  func(ctx context.Context, w io.Writer, s *graph.Store) error
}

// Formats returns the formats, those that hold everything first.
func Formats() []Format {
	one := func(name, ending, about string, write func(context.Context, io.Writer, *graph.Store) error, also ...string) Format {
		return Format{Name: name, Ending: ending, About: about, Parts: []Part{{Write: write}}, also: also}
	}
	return []Format{
		one("nquads", ".nq", "sorted N-Quads", writeNQuads, ".nquads"),
		one("trig", ".trig", "TriG, each document and fact a named graph", writeTriG),
		one("jsonld", ".jsonld", "JSON-LD, expanded", writeJSONLD),
		one("jsonl", ".jsonl", "a document, an entity or a fact a line", writeJSONL, ".ndjson"),
		one("graphml", ".graphml", "GraphML, for yEd, Cytoscape and networkx", writeGraphML),
		one("gexf", ".gexf", "GEXF with times, for Gephi", writeGEXF),
		{Name: "csv", Ending: ".csv", About: "two files for neo4j-admin import", Parts: []Part{{"-nodes", writeNodes}, {"-relations", writeRelations}}},
		one("ftm", ".ftm.json", "FollowTheMoney entities, for Aleph and OpenAleph", writeFtM, ".ftm"),
		one("mermaid", ".mmd", "a Mermaid flowchart, for Markdown pages", writeMermaid, ".mermaid"),
	}
}

// ByName returns the format with this name, and whether there is one.
func ByName(name string) (Format, bool) {
	for _, f := range Formats() {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

// ByFile returns the format that files of this name have, and whether there is
// one. A name that ends in ".gz" is not understood.
func ByFile(name string) (Format, bool) {
	name = strings.ToLower(filepath.Base(name))
	for _, f := range Formats() {
		for _, ending := range append([]string{f.Ending}, f.also...) {
			if strings.HasSuffix(name, ending) {
				return f, true
			}
		}
	}
	return Format{}, false
}

// Files returns the names of the files that a graph in this format takes when
// the user names one: harbour.csv gives harbour-nodes.csv and
// harbour-relations.csv.
func (f Format) Files(name string) []string {
	ending := filepath.Ext(name)
	if strings.HasSuffix(strings.ToLower(name), f.Ending) {
		ending = name[len(name)-len(f.Ending):]
	}
	var files []string
	for _, p := range f.Parts {
		files = append(files, strings.TrimSuffix(name, ending)+p.Suffix+ending)
	}
	return files
}

func writeNQuads(ctx context.Context, w io.Writer, s *graph.Store) error { return s.Export(ctx, w) }

// A sink is a writer that remembers what went wrong first, so that a format
// reads as what it writes.
type sink struct {
	w   io.Writer
	err error
}

func (s *sink) put(parts ...string) {
	for _, p := range parts {
		if s.err == nil {
			_, s.err = io.WriteString(s.w, p)
		}
	}
}
