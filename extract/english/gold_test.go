package english

import (
	"fmt"
	"os"
	"slices"
	"strings"
)

// A passage is a short article of testdata/passages with the facts that an
// editor takes from it.
type passage struct {
	name, published, text string
	gold                  []goldFact
}

// A goldFact is one line of gold. Each field holds its alternatives; none
// means that the field is not judged. A source, polarity or modality that is
// not given is the article itself, affirmed and asserted.
type goldFact struct {
	line                       string
	tag                        string // the construction: "passive"
	optional                   bool   // neither wanted nor wrong
	subject, predicate, object []string
	fields                     map[string][]string
}

// The fields of a gold fact, in the order in which they are reported.
var fieldNames = []string{"source", "polarity", "modality", "time", "place", "addressee", "family"}

// speechVerbs is what SAY stands for in a predicate of gold.
var speechVerbs = strings.Fields(`say tell add announce state report note claim declare explain insist argue allege
	maintain acknowledge admit confirm reveal stress warn deny write testify promise vow pledge ask urge order quote
	accuse predict conclude hint inform insist concede recall think believe hope fear expect suspect describe hear find complain`)

// presupposed are the constructions whose facts may rest with the article or
// with whoever speaks: "the mayor, Rosa Quist, was expected to go, aides said".
var presupposed = []string{"role", "apposition", "possessive", "compound"}

// alternatives splits "a / b".
func alternatives(s string) []string {
	var out []string
	for alt := range strings.SplitSeq(s, " / ") {
		if alt = strings.TrimSpace(alt); alt != "" {
			out = append(out, alt)
		}
	}
	return out
}

// readPassages reads a file of passages. What stands before the first is a
// comment. A passage is
//
//	# name
//	date 2025-03-06
//	its text
//	---
//	tag: subject | predicate | object | field=value; field=value
//
// where "?" before the tag marks what is neither wanted nor wrong.
func readPassages(file string) ([]passage, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	_, body, _ := strings.Cut(string(data), "\n# ")
	var out []passage
	for part := range strings.SplitSeq(body, "\n# ") {
		head, rest, _ := strings.Cut(part, "\n")
		date, rest, _ := strings.Cut(rest, "\n")
		text, gold, ok := strings.Cut(rest, "\n---\n")
		p := passage{name: head, published: strings.TrimPrefix(date, "date "), text: strings.TrimSpace(text) + "\n"}
		if !ok || p.published == date {
			return nil, fmt.Errorf("%s: passage %s: want a date, a text, --- and facts", file, head)
		}
		for line := range strings.Lines(gold) {
			if line = strings.TrimSpace(line); line == "" {
				continue
			}
			g, err := readGold(line)
			if err != nil {
				return nil, fmt.Errorf("%s: passage %s: %q: %w", file, head, line, err)
			}
			p.gold = append(p.gold, g)
		}
		out = append(out, p)
	}
	return out, nil
}

func readGold(line string) (goldFact, error) {
	g := goldFact{line: line, fields: map[string][]string{}}
	tag, rest, ok := strings.Cut(line, ": ")
	g.tag, g.optional = strings.CutPrefix(tag, "?")
	part := strings.Split(rest, "|")
	if !ok || len(part) < 3 || len(part) > 4 {
		return g, fmt.Errorf("want tag: subject | predicate | object | fields")
	}
	g.subject, g.predicate, g.object = alternatives(part[0]), alternatives(part[1]), alternatives(part[2])
	if k := slices.Index(g.predicate, "SAY"); k >= 0 {
		g.predicate = slices.Delete(g.predicate, k, k+1)
		for _, verb := range speechVerbs {
			g.predicate = append(g.predicate, verb+"-*")
		}
	}
	if len(g.subject) == 0 || len(g.predicate) == 0 {
		return g, fmt.Errorf("no subject or predicate")
	}
	if len(part) == 4 {
		for field := range strings.SplitSeq(part[3], ";") {
			key, value, _ := strings.Cut(strings.TrimSpace(field), "=")
			if g.fields[key] = alternatives(value); !slices.Contains(fieldNames, key) || len(g.fields[key]) == 0 {
				return g, fmt.Errorf("unknown field %q", field)
			}
		}
	}
	for key, value := range map[string]string{"source": "-", "polarity": "affirmed", "modality": "asserted"} {
		if g.fields[key] == nil && !(key == "source" && slices.Contains(presupposed, g.tag)) {
			g.fields[key] = []string{value}
		}
	}
	return g, nil
}
