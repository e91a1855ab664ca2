package coref

import (
	"slices"

	"github.com/dramatis-kg/dramatis/extract"
)

// alone fills k.features for mention i without an antecedent.
func (k *ranking) alone(i int, all []int) []uint32 {
	m, t := &k.m[i], &k.traits[i]
	k.features = k.features[:0]
	exact, head := false, false
	for _, j := range all {
		if c := &k.m[j]; c.Form != extract.Pronoun {
			head = head || c.lemma == m.lemma
			exact = exact || c.key == m.key
		}
	}
	k.one(1, 0, t)
	k.one(2, t.deprel, t)
	k.one(3, t.governor, t)
	k.one(4, mix(t.deprel, t.governor), t)
	if m.Form != extract.Pronoun {
		k.one(5, t.lemma, t)
		k.one(6, number(exact)<<1|number(head), t)
		k.one(7, number(k.restricted(m))<<1|number(m.complement != ""), t)
		k.one(8, uint32(min(len(m.modifiers), 3)), t)
		k.one(9, hash(string(m.Kind)), t)
	} else {
		k.one(10, number(t.class == "it" && k.impersonal(m.Head)), t)
		k.one(11, t.next, t)
	}
	k.one(12, uint32(bucket(m.sentence)), t)
	k.one(13, uint32(min(len(all), 12)), t)
	k.one(14, number(k.quote[m.Head] >= 0)<<1|number(t.subject), t)
	k.one(15, uint32(min(t.rank, 3)), t)
	return k.features
}

func (k *ranking) one(template, value uint32, t *traits) {
	f := mix(template, value)
	k.features = append(k.features, f, mix(f, t.sort))
}

func number(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// bucket makes few sizes of many.
func bucket(n int) int {
	switch {
	case n <= 4:
		return n
	case n <= 6:
		return 5
	case n <= 9:
		return 6
	case n <= 15:
		return 7
	case n <= 30:
		return 8
	}
	return 9
}

// pair fills k.features for mention i with the antecedent j, the nth of the
// candidates.
func (k *ranking) pair(i, j, n int) []uint32 {
	m, c, t, u := &k.m[i], &k.m[j], &k.traits[i], &k.traits[j]
	a := k.find(j)
	s := &k.state[a]
	k.features = k.features[:0]
	add := func(template, value uint32) {
		f := mix(template+100, value)
		g := mix(f, t.sort)
		k.features = append(k.features, f, g, mix(g, u.sort))
	}
	back := m.sentence - c.sentence
	add(1, uint32(bucket(back)))
	add(2, uint32(bucket(n)))
	add(3, u.deprel)
	add(4, mix(t.deprel, u.deprel))
	add(5, hash(string(s.kind)))
	add(6, hash(string(m.Kind)+string(c.Kind)))
	add(7, number(t.plural)<<2|number(s.plural)<<1|number(s.named))
	add(8, hash(s.gender))
	add(9, uint32(bucket(s.size)))
	add(10, k.quoting(m, c, a))
	add(11, number(t.paragraph == u.paragraph)<<1|number(back == 0))
	add(12, number(u.subject)<<2|uint32(min(u.rank, 3)))
	add(13, number(s.last == j)<<1|number(c.End <= m.First))
	add(14, k.bound(m, c))
	if m.Form == extract.Pronoun {
		add(15, uint32(k.worth(i, j, a)))
		add(16, mix(t.governor, u.lemma))
		k.features = append(k.features, mix(mix(200, u.lemma), t.sort))
		return k.features
	}
	add(17, k.alike(m, c, a))
	add(18, mix(t.lemma, u.lemma))
	add(19, number(m.owned)<<1|number(m.owned && k.owner(m, a)))
	add(20, number(k.restricted(m)))
	return k.features
}

// worth is the salience of a candidate for a pronoun of the third person, in
// few steps.
func (k *ranking) worth(i, j, a int) int {
	class := agreement[k.traits[i].class]
	if class == "" {
		return -1
	}
	return max(0, min(k.salience(&k.m[i], &k.m[j], a, class)/15, 14))
}

// quoting says how mention m and candidate c stand to quotations.
func (k *ranking) quoting(m, c *profile, a int) uint32 {
	p, q := k.quote[m.Head], k.quote[c.Head]
	v := number(p >= 0)<<1 | number(q >= 0)
	if p == q {
		v |= 4
	}
	if k.speaker >= 0 && k.find(k.speaker) == a {
		v |= 8
	}
	return v
}

// bound says how m and c stand in the tree: below one governor, or one below
// the governor of the other.
func (k *ranking) bound(m, c *profile) uint32 {
	if m.sentence != c.sentence {
		return 0
	}
	g, h := k.head(m.Head), k.head(c.Head)
	if g == h {
		return 1
	}
	for n := 0; g >= 0 && n < 8; n++ {
		if g == c.Head {
			return 2
		}
		if g == h {
			return uint32(3 + min(n, 3))
		}
		g = k.head(g)
	}
	return 8
}

// alike says how the words of m agree with those of cluster a and of its
// mention c.
func (k *ranking) alike(m, c *profile, a int) uint32 {
	var words []string
	head, exact := false, false
	for _, j := range k.members[a] {
		f := &k.m[j]
		if f.Form == extract.Pronoun || f.First >= m.First {
			continue
		}
		words = append(append(words, f.words...), f.modifiers...)
		head = head || f.lemma == m.lemma
		exact = exact || f.key == m.key
	}
	v := number(head)<<3 | number(exact)<<2 | number(within(m.modifiers, words))<<1
	if within(c.modifiers, m.modifiers) {
		v |= 1
	}
	if m.complement == c.complement && m.complement != "" {
		v |= 16
	} else if m.complement != "" && c.complement != "" {
		v |= 32
	}
	if slices.ContainsFunc(m.words, func(w string) bool { return slices.Contains(words, w) }) {
		v |= 64
	}
	return v
}
