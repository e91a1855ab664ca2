// Package when gives times a value: it reads "last May" or "between Wednesday
// and last Sunday" against the day a text was published and writes ISO 8601 or
// EDTF (Library of Congress, 2019). What cannot be told stays open; the clock
// is never asked.
package when

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/dramatis-kg/dramatis/extract"
)

// A Tense says on which side of the day of publication a time is to be sought.
type Tense uint8

// The tenses. Unknown is read as past, the usual tense of news.
const (
	Unknown Tense = iota
	Past
	Future
)

// Resolve returns the value of the time that text describes, read in a text
// published on the ISO 8601 date published: "2015-05" for "last May",
// "2016-03-20/2016-03-23" for "between Wednesday and last Sunday", "199X" for
// "the 1990s", "2011/.." for "since 2011". Without a date of publication only
// times that need none are resolved. ok is false where text is no such time.
func Resolve(text, published string, tense Tense) (edtf string, ok bool) {
	p := newParser(text, published, tense)
	if value, ok := p.value(); ok {
		return value, true
	}
	for _, head := range heads(text) {
		p = newParser(head, published, tense)
		if value, ok := p.value(); ok {
			return value, true
		}
	}
	return "", false
}

// placed matches a place behind a time, "Thursday in Halden".
var placed = regexp.MustCompile(` (?:in|at|near|from|outside) (\p{Lu}\p{L}*)`)

// heads returns the beginnings of text that may be a time with something else
// behind it: "Thursday, when the ferry sailed", "Thursday in Halden".
func heads(text string) []string {
	var out []string
	if head, rest, _ := strings.Cut(text, ","); strings.IndexFunc(strings.TrimSpace(rest), unicode.IsLower) == 0 {
		out = append(out, head)
	}
	if m := placed.FindStringSubmatchIndex(text); m != nil {
		if w := strings.ToLower(text[m[2]:m[3]]); months[w] == 0 && !isDay(w) {
			out = append(out, text[:m[0]])
		}
	}
	return out
}

// A Stage sets the Value of each time modifier of the facts of a document.
type Stage struct{}

// Read resolves the times of d against d.Published and the tenses of their
// predicates.
func (Stage) Read(d *extract.Document) {
	for i := range d.Facts {
		f := &d.Facts[i]
		for k := range f.Modifiers {
			m := &f.Modifiers[k]
			if m.Role != "time" || m.Value != "" {
				continue
			}
			text := m.Text
			if m.Prep != "" && !strings.HasPrefix(strings.ToLower(text), m.Prep+" ") {
				text = m.Prep + " " + text
			}
			m.Value, _ = Resolve(text, d.Published, tenseOf(d, f))
		}
	}
}

// awaited are participles of what is still to come: "the vote expected in June".
var awaited = words("expected scheduled planned slated due")

// tenseOf returns the tense of the predicate of f: that of its first finite
// verb, future for what is planned and for an infinitive ("aimed to restart").
func tenseOf(d *extract.Document, f *extract.Fact) Tense {
	if f.Modality == extract.Planned {
		return Future
	}
	head := -1
	for i := max(0, f.Predicate.First); i < min(f.Predicate.End, len(d.Tokens)); i++ {
		if t := &d.Tokens[i]; head < 0 && (t.UPOS == "VERB" || t.UPOS == "AUX") || t.UPOS == "VERB" {
			head = i
		}
	}
	if head >= 0 && awaited[strings.ToLower(d.Word(head))] && !strings.Contains(d.Tokens[head].Feats, "VerbForm=Fin") {
		return Future
	}
	if head < 0 || f.Sentence < 0 || f.Sentence >= len(d.Sentences) {
		return Unknown
	}
	s := d.Sentences[f.Sentence]
	for i := max(0, s.First); i < min(s.End, len(d.Tokens)); i++ {
		if i != head && (d.Head(i) != head || !auxiliary(d.Tokens[i].Deprel)) {
			continue
		}
		if t := tense(d, i, head); t != Unknown {
			return t
		}
	}
	return Unknown
}

// auxiliary says whether a relation is that of a verb's companion, or of the
// "to" of an infinitive.
func auxiliary(deprel string) bool {
	return deprel == "aux" || deprel == "aux:pass" || deprel == "cop" || deprel == "mark"
}

// tense returns what verb form i says, where head is the verb itself; Unknown
// sends the question on to the next form.
func tense(d *extract.Document, i, head int) Tense {
	t := &d.Tokens[i]
	word := strings.ToLower(d.Word(i))
	switch {
	case t.Deprel == "mark":
		if word == "to" {
			return Future
		}
		return Unknown
	case t.UPOS == "AUX" && strings.Contains(" will 'll shall would may might can could must should ’ll wo ", " "+word+" "):
		return Future
	case strings.Contains(t.Feats, "Tense=Past"):
		return Past
	case t.Lemma == "have" && i != head:
		return Past // "has sailed"
	case strings.Contains(t.Feats, "Tense=Pres") && strings.Contains(t.Feats, "VerbForm=Fin"):
		return Future // "the ferry sails on Friday", "is sold on Friday"
	}
	return Unknown
}
