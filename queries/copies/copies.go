// Package copies finds texts that are copies of one another: what an agency
// wrote and several papers printed, with a word changed here and there.
package copies

import (
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
)

const (
	shingle = 4  // words in a row that are compared
	bands   = 24 // of the signature, one of which at least must agree
	rows    = 4  // numbers of a band
	alike   = 60 // per cent of shingles that copies share
	part    = 85 // per cent of the shorter text, if it was cut at the end
	shortly = 12 // words below which texts must be the same: too little to judge
)

// Groups returns a number for each text: copies of one another, and copies of
// those, have the same, which is the index of the first of them. Texts whose
// shingles of four words agree in 60 of 100 (Broder 1997) are copies, and so
// are those that hold nearly all of a shorter one. Pairs worth comparing are
// found by minhash, so that the effort grows with the number of texts and not
// with its square.
func Groups(texts []string) []int {
	group := make([]int, len(texts))
	sets := make([][]uint64, len(texts))
	buckets := map[[2]uint64][]int{}
	for i, t := range texts {
		group[i] = i
		sets[i] = shingles(t)
		for _, b := range signature(sets[i]) {
			for _, j := range buckets[b] {
				if root(group, i) != root(group, j) && same(sets[i], sets[j]) {
					join(group, i, j)
				}
			}
			if n := len(buckets[b]); n < 50 { // more of a bucket are copies of these, or of no use
				buckets[b] = append(buckets[b], i)
			}
		}
	}
	for i := range group {
		group[i] = root(group, i)
	}
	return group
}

func root(group []int, i int) int {
	for group[i] != i {
		i = group[i]
	}
	return i
}

func join(group []int, i, j int) {
	i, j = root(group, i), root(group, j)
	group[max(i, j)] = min(i, j)
}

// shingles returns hashes of all rows of four words, sorted, each once. Case
// and punctuation do not count.
func shingles(text string) []uint64 {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	n := shingle
	if len(words) < shortly {
		n = len(words)
	}
	var set []uint64
	for i := 0; n > 0 && i+n <= len(words); i++ {
		h := fnv.New64a()
		h.Write([]byte(strings.Join(words[i:i+n], " ")))
		set = append(set, h.Sum64())
	}
	slices.Sort(set)
	return slices.Compact(set)
}

// signature returns the bands of a set: two sets that share the part p of
// their shingles have one band in common with probability 1-(1-p⁴)²⁴.
func signature(set []uint64) [][2]uint64 {
	if len(set) == 0 {
		return nil
	}
	out := make([][2]uint64, bands)
	for b := range out {
		sum := uint64(1469598103934665603)
		for r := range rows {
			seed, least := mix(uint64(b*rows+r+1)), ^uint64(0)
			for _, x := range set {
				least = min(least, mix(x^seed))
			}
			sum = mix(sum ^ least)
		}
		out[b] = [2]uint64{uint64(b), sum}
	}
	return out
}

// mix is the finaliser of SplitMix64 (Steele et al. 2014).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// same compares sets of shingles.
func same(a, b []uint64) bool {
	shared := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			shared++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	short := min(len(a), len(b))
	return shared*100 >= alike*(len(a)+len(b)-shared) || short >= 16 && shared*100 >= part*short
}
