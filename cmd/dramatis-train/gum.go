package main

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/conllu"
)

// entity is a mention in the annotation of GUM that is linked to an article of
// Wikipedia: "(6-person-new-nnnnn-cf1-1,2-coref-Title" opens it, "6)" closes it.
type entity struct {
	first, end int
	kind       string // PER, ORG, LOC; "" for any other
	title      string // without blanks, in small letters
}

var gumKinds = map[string]string{"person": "PER", "organization": "ORG", "place": "LOC"}

var bracket = regexp.MustCompile(`\(([^()]+)(\)?)|([0-9]+)\)`)

// entities returns the linked mentions of a sentence, the longest first; those
// that cross its end are left out.
func entities(s *conllu.Sentence) []entity {
	var out []entity
	open := map[string][]entity{}
	for i, misc := range s.MISC {
		_, value, _ := strings.Cut("|"+misc, "|Entity=")
		value, _, _ = strings.Cut(value, "|")
		for _, b := range bracket.FindAllStringSubmatch(value, -1) {
			id := b[3]
			if id == "" {
				f := strings.SplitN(b[1]+"-------", "-", 8)
				id = f[0]
				open[id] = append(open[id], entity{first: i, kind: gumKinds[f[1]], title: squeeze(f[7])})
				if b[2] == "" {
					continue
				}
			}
			if n := len(open[id]); n > 0 {
				e := open[id][n-1]
				open[id] = open[id][:n-1]
				if e.end = i + 1; e.title != "" {
					out = append(out, e)
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b entity) int { return (b.end - b.first) - (a.end - a.first) })
	return out
}

// squeeze returns a title without blanks and in small letters.
func squeeze(title string) string {
	title = strings.TrimRight(title, "-")
	if plain, err := url.PathUnescape(title); err == nil {
		title = plain
	}
	return strings.ToLower(strings.NewReplacer("_", "", " ", "").Replace(title))
}

// gumNames returns BIO tags for a sentence of GUM, "" where it is not clear
// whether a token belongs to a name: GUM marks mentions, of which only those
// that spell their title or consist of proper nouns are surely names.
func gumNames(s *conllu.Sentence) []string {
	tags := make([]string, len(s.Tokens))
	for i := range tags {
		if s.Tokens[i].UPOS != "PROPN" {
			tags[i] = "O"
		}
	}
	taken := make([]bool, len(tags))
	for _, e := range entities(s) {
		if !isName(s, &e) || slices.Contains(taken[e.first:e.end], true) {
			continue
		}
		for i := e.first; i < e.end; i++ {
			taken[i] = true
			switch {
			case e.kind == "":
				tags[i] = "O"
			case i == e.first:
				tags[i] = "B-" + e.kind
			default:
				tags[i] = "I-" + e.kind
			}
		}
	}
	return tags
}

// isName says whether e is a name and nothing more, once its article and
// genitive are cut off.
func isName(s *conllu.Sentence, e *entity) bool {
	if e.first+1 < e.end && s.Tokens[e.first].UPOS == "DET" {
		e.first++
	}
	if e.first+1 < e.end && s.Tokens[e.end-1].XPOS == "POS" {
		e.end--
	}
	words := s.Tokens[e.first:e.end]
	proper := func(t extract.Token) bool { return t.UPOS == "PROPN" }
	comma := func(t extract.Token) bool { return t.XPOS == "," }
	switch {
	case !slices.ContainsFunc(words, proper), slices.ContainsFunc(words, comma):
		return false
	case e.first > 0 && proper(s.Tokens[e.first-1]), e.end < len(s.Tokens) && proper(s.Tokens[e.end]):
		return false // part of a longer name: "Brightwater" in "Brightwater Harbour Board"
	}
	text := squeeze(s.Text[words[0].Start:words[len(words)-1].End])
	if text == e.title {
		return true
	}
	for _, t := range words {
		if t.XPOS != "NNP" && t.XPOS != "HYPH" {
			return false
		}
	}
	return e.kind != "PER" || strings.Contains(e.title, text) // "Mayor Halden" is more than a name
}
