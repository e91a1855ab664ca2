// Package tag holds what tagging needs besides scores: inventories of tags,
// the decoding of names, and the lemmatiser.
package tag

import (
	"slices"
	"strings"
)

// An Inventory numbers the tags of a set.
type Inventory []string

// Collect returns the inventory of all tags in seqs, sorted.
func Collect(seqs [][]string) Inventory {
	var inv Inventory
	for _, seq := range seqs {
		inv = append(inv, seq...)
	}
	slices.Sort(inv)
	return slices.Compact(inv)
}

// Index returns the number of a tag, or -1 if the inventory lacks it.
func (inv Inventory) Index(t string) int {
	if i, ok := slices.BinarySearch(inv, t); ok {
		return i
	}
	return -1
}

// Indices returns the number of every tag of seq; nil for nil.
func (inv Inventory) Indices(seq []string) []int {
	if seq == nil {
		return nil
	}
	out := make([]int, len(seq))
	for i, t := range seq {
		out[i] = inv.Index(t)
	}
	return out
}

// Best returns the tag with the highest score, the first among equals; "" for
// an empty inventory.
func (inv Inventory) Best(scores []float32) string {
	if len(inv) == 0 {
		return ""
	}
	best := 0
	for i := range inv {
		if scores[i] > scores[best] {
			best = i
		}
	}
	return inv[best]
}

// Names returns the best sequence of BIO tags for n tokens, by the algorithm
// of Viterbi (1967): "I-PER" follows only "B-PER" or "I-PER". scores has a row
// of stride values for every token, in the order of the inventory.
func (inv Inventory) Names(scores []float32, n, stride int) []string {
	k := len(inv)
	if n == 0 || k == 0 {
		return make([]string, n)
	}
	best := make([]float64, k)
	next := make([]float64, k)
	back := make([]uint8, n*k)
	for i := 0; i < n; i++ {
		for t := range inv {
			from, top := -1, 0.0
			for s := range inv {
				if inv.follows(t, s, i == 0) && (from < 0 || best[s] > top) {
					from, top = s, best[s]
				}
			}
			if from < 0 {
				top = -1e30
				from = t
			}
			back[i*k+t] = uint8(from)
			next[t] = top + float64(scores[i*stride+t])
		}
		best, next = next, best
	}
	last := 0
	for t := range best {
		if best[t] > best[last] {
			last = t
		}
	}
	out := make([]string, n)
	for i := n - 1; i >= 0; i-- {
		out[i] = inv[last]
		last = int(back[i*k+last])
	}
	return out
}

// follows says whether tag t may stand after tag s, or begin a sentence.
func (inv Inventory) follows(t, s int, first bool) bool {
	kind, inside := strings.CutPrefix(inv[t], "I-")
	if !inside {
		return true
	}
	return !first && strings.HasSuffix(inv[s], "-"+kind)
}
