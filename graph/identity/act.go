package identity

import (
	"fmt"
	"slices"
	"strings"
)

// Sign returns judgements as the word of an author, who is sure of them. The
// time is in RFC 3339, or "".
func Sign(judgements []Judgement, author, reason, time string) []Judgement {
	signed := slices.Clone(judgements)
	for i := range signed {
		signed[i].Author, signed[i].Reason, signed[i].Score, signed[i].Time = author, reason, 1, time
	}
	return signed
}

// Merge returns the judgements, for Sign, that make one actor of
// two. Earlier ones that keep them apart are overruled.
func (out *Resolution) Merge(a, b string) ([]Judgement, error) {
	x, err := out.known(a)
	if err != nil {
		return nil, err
	}
	y, err := out.known(b)
	if err != nil {
		return nil, err
	}
	if x.IRI == y.IRI {
		return nil, fmt.Errorf("%s and %s are one actor already", a, b)
	}
	list := []Judgement{{Verdict: Same, A: out.keys(x)[0], B: out.keys(y)[0]}}
	left, right := out.keySet(x), out.keySet(y)
	for _, j := range out.judgements {
		if j.Verdict == Different && spans(j, left, right) {
			list = appendNew(list, Judgement{Verdict: Same, A: j.A, B: j.B})
		}
	}
	return list, nil
}

// Split returns the judgements, for Sign, that take names, by
// their IRIs, out of an actor; each then is an actor of its own. Names in a
// document (see In) may be among them. Without names, all are taken apart.
func (out *Resolution) Split(a string, names ...string) ([]Judgement, error) {
	x, err := out.known(a)
	if err != nil {
		return nil, err
	}
	all := out.keys(x)
	var parts [][]string
	rest := all
	for _, n := range names {
		if name, doc := cutKey(n); doc != "" {
			if i, ok := out.at[[2]string{name, doc}]; !ok || out.actors[out.actor[i]].IRI != x.IRI {
				return nil, fmt.Errorf("%s has no name %s", x.IRI, n)
			}
			parts = append(parts, []string{n})
			continue
		}
		taken := keysOf(all, n)
		if len(taken) == 0 {
			return nil, fmt.Errorf("%s has no name %s", x.IRI, n)
		}
		parts = append(parts, taken)
		rest = slices.DeleteFunc(slices.Clone(rest), func(k string) bool { return slices.Contains(taken, k) })
	}
	if len(names) == 0 {
		rest = nil
		for _, n := range x.Names {
			parts = append(parts, keysOf(all, n.IRI))
		}
	}
	if len(rest) > 0 {
		parts = append(parts, rest)
	}
	if len(parts) < 2 {
		return nil, fmt.Errorf("%s has one name, which cannot be taken out", x.IRI)
	}
	list := out.separateParts(parts)
	return append(list, out.hold(list, rest)...), nil
}

// latest is after all times of judgements.
const latest = "9999-12-31T23:59:59Z"

// hold returns the judgements that keep together what would fall apart because
// what held it together is taken out.
func (out *Resolution) hold(list []Judgement, rest []string) []Judgement {
	if len(rest) < 2 {
		return nil
	}
	then := Resolve(out.occurrences, append(slices.Clone(out.judgements), Sign(list, "-", "", latest)...))
	of := func(key string) string {
		name, doc := cutKey(key)
		return then.Of(name, doc)
	}
	var held []Judgement
	for _, key := range rest[1:] {
		if of(key) != of(rest[0]) {
			held = appendNew(held, Judgement{Verdict: Same, A: rest[0], B: key})
		}
	}
	return held
}

func (out *Resolution) separateParts(parts [][]string) []Judgement {
	var list []Judgement
	for i, p := range parts {
		for _, q := range parts[:i] {
			for _, k := range p {
				for _, l := range q {
					if k != l {
						list = appendNew(list, Judgement{Verdict: Different, A: k, B: l})
					}
				}
			}
			left, right := out.expand(p), out.expand(q)
			for _, j := range out.judgements {
				if j.Verdict == Same && spans(j, left, right) {
					list = appendNew(list, Judgement{Verdict: Different, A: j.A, B: j.B})
				}
			}
		}
	}
	return list
}

func (out *Resolution) known(iri string) (Actor, error) {
	x, ok := out.Actor(iri)
	if !ok {
		return x, fmt.Errorf("no actor %s", iri)
	}
	return x, nil
}

// keys returns what means an actor and nobody else: its names where it has them
// alone, or else its names in documents; the best name first.
func (out *Resolution) keys(x Actor) []string {
	var keys []string
	for _, n := range x.Names {
		if n.Whole {
			keys = append(keys, n.IRI)
			continue
		}
		for _, d := range n.Documents {
			keys = append(keys, In(n.IRI, d))
		}
	}
	return keys
}

// keysOf returns the keys of one name.
func keysOf(keys []string, name string) []string {
	var of []string
	for _, k := range keys {
		if k == name || strings.HasPrefix(k, name+"@") {
			of = append(of, k)
		}
	}
	return of
}

// keySet returns all keys that mean an actor.
func (out *Resolution) keySet(x Actor) map[string]bool { return out.expand(out.keys(x)) }

// expand adds to keys of names those of the names in each document.
func (out *Resolution) expand(keys []string) map[string]bool {
	set := map[string]bool{}
	for _, k := range keys {
		set[k] = true
		name, doc := cutKey(k)
		if x, ok := out.Actor(name); ok && doc == "" {
			for _, n := range x.Names {
				if n.IRI == name {
					for _, d := range n.Documents {
						set[In(name, d)] = true
					}
				}
			}
		}
	}
	return set
}

// spans says whether a judgement is about something on both sides.
func spans(j Judgement, left, right map[string]bool) bool {
	return left[j.A] && right[j.B] || left[j.B] && right[j.A]
}

// appendNew appends j in order, unless its pair is in list.
func appendNew(list []Judgement, j Judgement) []Judgement {
	if j.A > j.B {
		j.A, j.B = j.B, j.A
	}
	for _, have := range list {
		if have.A == j.A && have.B == j.B {
			return list
		}
	}
	return append(list, j)
}

// mostPairs bounds the judgements that keep two actors apart name by name.
const mostPairs = 64

// Distinguish returns the judgements, for Sign, that keep two actors apart for
// good.
func (out *Resolution) Distinguish(a, b string) ([]Judgement, error) {
	x, err := out.known(a)
	if err != nil {
		return nil, err
	}
	y, err := out.known(b)
	if err != nil {
		return nil, err
	}
	if x.IRI == y.IRI {
		return nil, fmt.Errorf("%s and %s are one actor: Split takes them apart", a, b)
	}
	p, q := out.keys(x), out.keys(y)
	if len(p)*len(q) > mostPairs {
		p, q = p[:1], q[:1]
	}
	var list []Judgement
	for _, k := range p {
		for _, l := range q {
			list = appendNew(list, Judgement{Verdict: Different, A: k, B: l})
		}
	}
	return list, nil
}
