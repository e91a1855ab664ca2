package gazetteer

import (
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
)

// Build makes the tables anew.
func Build() { buildFixed().extend() }

// FixedSum is a checksum of what the network reads.
func FixedSum() uint32 {
	t := fixed()
	var all []string
	for w, id := range t.ids {
		all = append(all, fmt.Sprint(w, " ", t.class[id], " ", t.caps[id]))
	}
	all = append(all, fixedNames(t)...)
	slices.Sort(all)
	return crc32.ChecksumIEEE([]byte(strings.Join(all, "\n")))
}

// fixedNames lists the names of several words with their classes.
func fixedNames(t *table) []string {
	words := map[int32]string{}
	for w, id := range t.ids {
		words[id] = w
	}
	next := map[int32]map[int32]int32{}
	for e, n := range t.next {
		from, word := int32(e>>32), int32(uint32(e))
		if next[from] == nil {
			next[from] = map[int32]int32{}
		}
		next[from][word] = n
	}
	var out []string
	var walk func(node int32, name string)
	walk = func(node int32, name string) {
		for word, n := range next[node] {
			longer := name + " " + words[word]
			out = append(out, fmt.Sprint(longer, " ", t.class[n]))
			walk(n, longer)
		}
	}
	for id, w := range words {
		walk(id, w)
	}
	return out
}
