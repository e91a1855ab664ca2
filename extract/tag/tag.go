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

// A Decoder finds the best names in the scores of a BIO inventory, one sentence
// after the other in the same memory.
type Decoder struct {
	inventory  Inventory
	before     [][]int // for each tag inside a name, those it may follow; nil for others
	best, next []float64
	back       []uint8
	out        []string
}

// NewDecoder returns a decoder for the inventory.
func NewDecoder(inv Inventory) *Decoder {
	k := len(inv)
	d := &Decoder{inventory: inv, before: make([][]int, k), best: make([]float64, k), next: make([]float64, k)}
	kinds := map[string][]int{}
	for t, tag := range inv {
		kind, inside := strings.CutPrefix(tag, "I-")
		if !inside {
			continue
		}
		if kinds[kind] == nil {
			for s, before := range inv {
				if strings.HasSuffix(before, "-"+kind) {
					kinds[kind] = append(kinds[kind], s) // the tag itself at least
				}
			}
		}
		d.before[t] = kinds[kind]
	}
	return d
}

// Names returns the best sequence of BIO tags for n tokens, by the algorithm
// of Viterbi (1967): "I-PER" follows only "B-PER" or "I-PER". scores has a row
// of stride values for every token, in the order of the inventory. What it
// returns is good until the next call.
func (d *Decoder) Names(scores []float32, n, stride int) []string {
	k := len(d.inventory)
	d.out = slices.Grow(d.out[:0], n)[:n]
	if n == 0 || k == 0 {
		clear(d.out)
		return d.out
	}
	d.back = slices.Grow(d.back[:0], n*k)[:n*k]
	clear(d.best)
	for i := range n {
		any := 0
		for s, x := range d.best {
			if x > d.best[any] {
				any = s
			}
		}
		for t, before := range d.before {
			from, top := any, d.best[any]
			switch {
			case before != nil && i == 0:
				from, top = t, -1e30
			case before != nil:
				from = before[0]
				for _, s := range before[1:] {
					if d.best[s] > d.best[from] {
						from = s
					}
				}
				top = d.best[from]
			}
			d.back[i*k+t] = uint8(from)
			d.next[t] = top + float64(scores[i*stride+t])
		}
		d.best, d.next = d.next, d.best
	}
	last := 0
	for t := range d.best {
		if d.best[t] > d.best[last] {
			last = t
		}
	}
	for i := n - 1; i >= 0; i-- {
		d.out[i] = d.inventory[last]
		last = int(d.back[i*k+last])
	}
	return d.out
}
