package identity

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/extract"
)

// mostInBlock bounds a block whose members are all compared with one another;
// in a larger one each is compared with the most mentioned alone.
const mostInBlock = 12

// A pair is two nodes with names that resemble one another.
type pair struct {
	a, b   int32
	score  float64
	reason string
	kinds  bool // one name, taken for two kinds
}

// pairs returns what shares a block and resembles one another, best first.
func (r *resolver) pairs() []pair {
	found := map[[2]int32]pair{}
	blocks := r.blocks()
	for _, key := range sortedKeys(blocks) {
		block := blocks[key]
		slices.SortStableFunc(block, func(a, b int32) int {
			return cmp.Compare(r.occurrences[b].Mentions, r.occurrences[a].Mentions)
		})
		for i := range block {
			for j := range i {
				if i < mostInBlock || j == 0 {
					r.consider(found, block[j], block[i])
				}
			}
		}
	}
	out := make([]pair, 0, len(found))
	for _, p := range found {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.a, b.a), cmp.Compare(a.b, b.b))
	})
	return out
}

// blocks returns, under each key, one occurrence of every tree that has it.
func (r *resolver) blocks() map[string][]int32 {
	type entry struct {
		key  string
		root int32
	}
	blocks, seen := map[string][]int32{}, map[entry]bool{}
	for n := range r.occurrences {
		if !r.occurrences[n].Named || r.forms[n].vague() {
			continue
		}
		root := r.forest.root(int32(n))
		for _, key := range r.blockKeys(int32(n)) {
			if e := (entry{key, root}); !seen[e] {
				seen[e] = true
				blocks[key] = append(blocks[key], int32(n))
			}
		}
	}
	return blocks
}

// consider keeps the pair if its names resemble one another, more than others
// of the two trees that were found before.
func (r *resolver) consider(found map[[2]int32]pair, a, b int32) {
	x, y := r.forest.root(a), r.forest.root(b)
	if x == y {
		return
	}
	if x > y {
		x, y, a, b = y, x, b, a
	}
	if score, reason := r.resemblance(a, b); score > found[[2]int32{x, y}].score {
		kinds := r.occurrences[a].Kind != r.occurrences[b].Kind && slices.Equal(r.forms[a].all, r.forms[b].all)
		found[[2]int32{x, y}] = pair{a, b, score, reason, kinds}
	}
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// blockKeys returns the keys under which an occurrence is compared with others.
func (r *resolver) blockKeys(n int32) []string {
	o, f := &r.occurrences[n], &r.forms[n]
	keys := []string{"= " + f.looks}
	if proper := properPart(o.Name); proper != "" {
		keys = append(keys, "e "+proper)
	}
	if o.Kind == extract.Person {
		if !f.full() {
			return keys
		}
		first, last := f.first(), f.last()
		keys = append(keys, "p "+first+" "+last, "i "+first[:1]+" "+last, "s "+first+" "+last[:1])
		if len(f.words) > 2 {
			keys = append(keys, "p "+first+" "+f.words[1])
		}
		for _, a := range o.Aliases {
			if len(Words(a)) > 1 {
				keys = append(keys, "= "+skeleton(a))
			}
		}
		return keys
	}
	keys = append(keys, "b "+f.key())
	if f.short {
		keys = append(keys, "a "+f.key())
	} else if s := initials(o.Name); utf8.RuneCountInString(s) > 1 {
		keys = append(keys, "a "+s)
	}
	for _, a := range o.Aliases {
		if abbreviation(a) {
			keys = append(keys, "a "+strings.Join(Words(a), ""))
		} else if len(Words(a)) > 1 {
			keys = append(keys, "= "+skeleton(a))
		}
	}
	return keys
}
