package coref

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// traits are what the ranker asks of a mention, as hashes.
type traits struct {
	class    string // of a pronoun: "he" for him, his, himself; "" for no pronoun
	sort     uint32 // class, or the form of a name or description with its article
	lemma    uint32 // of the noun
	deprel   uint32
	governor uint32 // lemma of the head
	next     uint32 // part of speech of the word behind
	plural   bool
	person   int // 1, 2, 3; 0 for no pronoun
	subject  bool
	paragraph,
	rank int // number among the mentions of its sentence
}

// persons of pronouns and the form by which each is known.
var pronounClass = map[string]string{"i": "i", "me": "i", "my": "i", "mine": "i", "myself": "i",
	"we": "we", "us": "we", "our": "we", "ours": "we", "ourselves": "we", "'s": "we", "’s": "we",
	"you": "you", "your": "you", "yours": "you", "yourself": "you", "yourselves": "you",
	"he": "he", "him": "he", "his": "he", "himself": "he", "she": "she", "her": "she", "hers": "she", "herself": "she",
	"it": "it", "its": "it", "itself": "it",
	"they": "they", "them": "they", "their": "they", "theirs": "they", "themselves": "they", "'em": "they",
	"this": "this", "that": "that", "these": "these", "those": "those"}

// agreement gives the classes of pronouns those of classOf.
var agreement = map[string]string{"he": "m", "she": "f", "it": "it", "they": "they"}

// traitsOf reads the traits of every mention.
func (r *reader) traitsOf() []traits {
	out := make([]traits, len(r.m))
	rank := 0
	for i := range r.m {
		m := &r.m[i]
		if i > 0 && r.m[i-1].sentence != m.sentence {
			rank = 0
		}
		t := &out[i]
		tok := &r.d.Tokens[m.Head]
		t.lemma, t.deprel = hash(m.lemma), hash(plainRelation(tok.Deprel))
		t.subject = strings.HasPrefix(tok.Deprel, "nsubj")
		t.plural, t.rank, t.paragraph = m.plural, rank, r.d.Sentences[m.sentence].Paragraph
		rank++
		if h := r.head(m.Head); h >= 0 {
			t.governor = hash(strings.ToLower(r.d.Tokens[h].Lemma))
		}
		if m.End < len(r.d.Tokens) {
			t.next = hash(r.d.Tokens[m.End].UPOS)
		}
		t.sort = hash(r.sortOf(m, t))
	}
	return out
}

// sortOf names the form of a mention and sets what goes with it.
func (r *reader) sortOf(m *profile, t *traits) string {
	if m.Form == extract.Pronoun {
		w := strings.ToLower(r.d.Word(m.Head))
		t.class = pronounClass[w]
		switch t.class {
		case "i", "we":
			t.person = 1
		case "you":
			t.person = 2
		case "he", "she", "it", "they":
			t.person = 3
		case "":
			return w
		}
		t.plural = t.class == "we" || t.class == "they" || t.class == "these" || t.class == "those"
		return t.class
	}
	if m.Form == extract.Name {
		return "name " + string(m.Kind)
	}
	number := "one "
	if m.plural {
		number = "many "
	}
	switch w := strings.ToLower(r.d.Word(m.First)); w {
	case "the", "this", "that", "these", "those", "a", "an", "some", "any", "no", "all", "both", "every", "each", "another", "other", "such":
		return number + w
	}
	switch {
	case m.owned:
		return number + "owned"
	case r.d.Tokens[m.First].UPOS == "NUM":
		return number + "counted"
	}
	return number + "bare"
}

func plainRelation(rel string) string {
	if rel == "nmod:poss" || rel == "nsubj:pass" {
		return rel
	}
	rel, _, _ = strings.Cut(rel, ":")
	return rel
}

// hash is FNV-1a.
func hash(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// mix joins two hashes in their order.
func mix(a, b uint32) uint32 {
	h := (a^b*0x9E3779B1)*0x85EBCA6B + 0x7F4A7C15
	return h ^ h>>15
}
