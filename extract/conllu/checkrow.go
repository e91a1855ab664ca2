package conllu

import (
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract/internal/lazy"
)

var (
	uposForm   = lazy.MustCompile(`^[A-Z]+$`)
	deprelForm = lazy.MustCompile(`^[a-z]+(:[a-z]+)?$`)
	// An enhanced relation may end in a preposition of any script and a case.
	enhancedForm = lazy.MustCompile(`^[a-z]+(:[a-z]+)?(:[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(_[\p{Ll}\p{Lm}\p{Lo}\p{M}]+)*)?(:[a-z]+)?$`)
	featureForm  = lazy.MustCompile(`^([A-Z0-9][A-Z0-9a-z]*(?:\[[a-z0-9]+\])?)=([A-Z0-9][A-Z0-9a-z]*(?:,[A-Z0-9][A-Z0-9a-z]*)*)$`)
)

// The inventory of version 2.
var (
	uposTags = set("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X")
	deprels  = set(`acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse
		dislocated expl fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct
		reparandum root vocative xcomp`)
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// universal is the part of a relation that all languages share: "aux" of
// "aux:pass".
func universal(deprel string) string {
	d, _, _ := strings.Cut(deprel, ":")
	return d
}

// values checks what can be seen on one row.
func (c *checker) values(r *row) {
	switch r.form {
	case spanRow:
		for i := colLemma; i < colMISC; i++ {
			if v := r.col[i]; v != "_" && !(i == colFeats && v == "Typo=Yes") {
				c.problem(r.n, "mwt-nonempty-field", "%s of a multi-word token must be _", columnNames[i])
			}
		}
		return
	case emptyRow:
		if r.col[colHead] != "_" || r.col[colDeprel] != "_" {
			c.problem(r.n, "empty-node-nonempty-field", "HEAD and DEPREL of an empty node must be _")
		}
	case wordRow:
		c.deprel(r)
	default:
		return
	}
	c.upos(r)
	c.feats(r)
	c.misc(r)
}

func (c *checker) upos(r *row) {
	v := r.col[colUPOS]
	switch {
	case r.form == emptyRow && v == "_":
	case !uposForm.MatchString(v):
		c.problem(r.n, "invalid-upos", "%q is no UPOS", v)
	case !uposTags[v]:
		c.problem(r.n, "unknown-upos", "no UPOS is called %s", v)
	}
}

func (c *checker) deprel(r *row) {
	v := r.col[colDeprel]
	switch {
	case !deprelForm.MatchString(v):
		c.problem(r.n, "invalid-deprel", "%q is no DEPREL", v)
	case !deprels[universal(v)]:
		c.problem(r.n, "unknown-deprel", "no relation is called %s", v)
	}
}

func (c *checker) feats(r *row) {
	v := r.col[colFeats]
	if v == "_" {
		return
	}
	list := strings.Split(v, "|")
	if !sorted(list) {
		c.problem(r.n, "unsorted-features", "features out of order: %s", v)
	}
	seen := map[string]bool{}
	for _, f := range list {
		m := featureForm.FindStringSubmatch(f)
		if m == nil {
			c.problem(r.n, "invalid-feature", "%q is no feature: write Name=Value", f)
			continue
		}
		if seen[m[1]] {
			c.problem(r.n, "repeated-feature", "%s stands twice", m[1])
		}
		seen[m[1]] = true
		values := strings.Split(m[2], ",")
		if !sorted(values) {
			c.problem(r.n, "unsorted-feature-values", "values out of order: %s", f)
		}
		slices.Sort(values)
		if len(slices.Compact(values)) < strings.Count(m[2], ",")+1 {
			c.problem(r.n, "repeated-feature-value", "a value stands twice: %s", f)
		}
	}
}

// sorted says whether words stand in alphabetical order, whatever their case.
func sorted(words []string) bool {
	return slices.IsSortedFunc(words, func(a, b string) int {
		return strings.Compare(strings.ToLower(a), strings.ToLower(b))
	})
}

// once are the attributes of MISC that may not stand twice.
var once = set("SpaceAfter Translit LTranslit Gloss LId LDeriv")

func (c *checker) misc(r *row) {
	seen := map[string]bool{}
	for a := range strings.SplitSeq(r.col[colMISC], "|") {
		k, _, _ := strings.Cut(a, "=")
		if once[k] && seen[k] {
			c.problem(r.n, "repeated-misc", "%s stands twice", k)
		}
		seen[k] = true
	}
}
