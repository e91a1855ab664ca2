package main

import (
	"fmt"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
)

// A part of a sentence is marked by what it is to a fact.
type part uint8

const (
	unmarked part = iota
	subjectPart
	predicatePart
	objectPart
)

// marked returns the sentence behind f with subject, predicate and object in
// colour, or as [Ann Reyes] *signed* [the contract] without colours.
func (p *program) marked(f *graph.Fact, d graph.Document) string {
	ev := &f.Evidence
	text := []rune(d.Text)
	if ev.Start < 0 || ev.End > len(text) || ev.Start >= ev.End {
		return safe(ev.Text)
	}
	parts := make([]part, ev.End-ev.Start)
	mark := func(span [2]int, as part) {
		for i := max(span[0], ev.Start); i < min(span[1], ev.End); i++ {
			parts[i-ev.Start] = as
		}
	}
	// "held quiet talks with": an object inside the predicate stays visible.
	mark(ev.Predicate, predicatePart)
	mark(ev.Subject, subjectPart)
	mark(ev.Object, objectPart)
	var b strings.Builder
	for i := 0; i < len(parts); {
		j := i
		for j < len(parts) && parts[j] == parts[i] {
			j++
		}
		b.WriteString(p.markPart(string(text[ev.Start+i:ev.Start+j]), parts[i]))
		i = j
	}
	return b.String()
}

func (p *program) markPart(s string, as part) string {
	body := strings.Join(strings.Fields(s), " ")
	if body == "" {
		return " "
	}
	before, after := "", ""
	if strings.TrimLeft(s, " \n\t") != s {
		before = " "
	}
	if strings.TrimRight(s, " \n\t") != s {
		after = " "
	}
	body = safe(body)
	switch {
	case as == subjectPart && p.palette.on:
		body = p.palette.subject(body)
	case as == predicatePart && p.palette.on:
		body = p.palette.predicate(body)
	case as == objectPart && p.palette.on:
		body = p.palette.object(body)
	case as == predicatePart:
		body = "*" + body + "*"
	case as != unmarked:
		body = "[" + body + "]"
	}
	return before + body + after
}

// claims tells, for people, how a fact is put: "denied, said by Mira Osei"; ""
// for what the article itself asserts.
func claims(f *graph.Fact) string {
	var words []string
	if f.Polarity == "denied" {
		words = append(words, "denied")
	}
	if f.Modality != "asserted" && f.Modality != "" {
		words = append(words, string(f.Modality))
	}
	if f.SourceName != "" {
		words = append(words, strings.Join(append([]string{"said by " + f.SourceName}, f.QuotedBy...), ", quoted by "))
	}
	return strings.Join(words, ", ")
}

// cite names a document: "Council sells ferry, Brightwater Courier, 2025-03-04".
func cite(d graph.Document) string {
	var words []string
	for _, w := range []string{d.Title, d.Publisher, d.Published} {
		if w != "" {
			words = append(words, w)
		}
	}
	if len(words) == 0 {
		return d.IRI
	}
	return strings.Join(words, ", ")
}

// whyFact explains one fact to people.
func (p *program) whyFact(f *graph.Fact, d graph.Document) {
	fmt.Fprintf(p.out, "%s\n\n", p.marked(f, d))
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(p.out, "  %s %s\n", p.palette.faint(fmt.Sprintf("%-11s", name)), safe(value))
		}
	}
	line("subject", named(f.SubjectName, f.Subject))
	line("predicate", strings.Join(nonempty(f.PredicateText, f.Predicate, f.Family), " · "))
	line("object", named(f.ObjectName, f.Object))
	for _, m := range f.Modifiers {
		line(m.Role, modifierWords(m.Prep, m.Text, m.Value))
	}
	line("polarity", string(f.Polarity))
	line("modality", string(f.Modality))
	source := "the article itself"
	if f.SourceName != "" {
		source = named(f.SourceName, f.Source)
	}
	line("source", source)
	line("quoted by", strings.Join(f.QuotedBy, ", who is quoted by "))
	line("confidence", fmt.Sprintf("%.2f, by the rule %s", f.Confidence, f.Rule))
	line("document", strings.Join(nonempty(cite(d), d.URL), " · "))
	line("place", fmt.Sprintf("sentence %d, characters %d–%d of %s", f.Evidence.Sentence, f.Evidence.Start, f.Evidence.End, f.Document))
	line("fact", f.IRI)
}

// named is a name with its IRI, if it has one.
func named(name, iri string) string {
	if iri == "" || name == "" {
		return name
	}
	return name + " · " + iri
}

func nonempty(words ...string) []string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}
