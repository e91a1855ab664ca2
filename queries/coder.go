package queries

import (
	"encoding/binary"
	"errors"
	"maps"
	"math"
	"slices"
)

// A coder writes values as a row of 32-bit words, or reads them back: what
// codes a thing does so for both directions, so that they cannot differ. Texts
// are numbers of a table, where each stands once.
type coder struct {
	reading bool
	row     []byte
	at      int  // in row, when reading
	short   bool // the row ended too early, or holds what cannot be
	texts   []string
	numbers map[string]uint32 // of texts, when writing
}

var errKept = errors.New("queries: what was kept is damaged")

func (c *coder) word(n *uint32) {
	if !c.reading {
		c.row = binary.LittleEndian.AppendUint32(c.row, *n)
		return
	}
	if c.at+4 > len(c.row) {
		c.short, *n = true, 0
		return
	}
	*n = binary.LittleEndian.Uint32(c.row[c.at:])
	c.at += 4
}

// number codes any number that fits in 32 bits with its sign.
func number[T ~int | ~int16 | ~int32](c *coder, n *T) {
	w := uint32(int32(*n))
	c.word(&w)
	*n = T(int32(w))
}

func (c *coder) float(x *float64) {
	bits := math.Float64bits(*x)
	low, high := uint32(bits), uint32(bits>>32)
	c.word(&low)
	c.word(&high)
	*x = math.Float64frombits(uint64(high)<<32 | uint64(low))
}

func (c *coder) flag(b *bool) {
	var w uint32
	if *b {
		w = 1
	}
	c.word(&w)
	*b = w != 0
}

func putText[T ~string](c *coder, s *T) {
	var w uint32
	if !c.reading {
		var known bool
		if w, known = c.numbers[string(*s)]; !known {
			w = uint32(len(c.texts))
			c.numbers[string(*s)] = w
			c.texts = append(c.texts, string(*s))
		}
	}
	c.word(&w)
	if !c.reading {
		return
	}
	if int(w) >= len(c.texts) {
		c.short = true
		return
	}
	*s = T(c.texts[w])
}

// list codes a list with what codes one of its members, which takes at least
// one word. An empty list comes back as nil.
func list[T any](c *coder, l *[]T, one func(*coder, *T)) {
	n := uint32(len(*l))
	c.word(&n)
	if c.reading {
		if int(n) > (len(c.row)-c.at)/4 {
			c.short, n = true, 0
		}
		*l = nil
		if n > 0 {
			*l = make([]T, n)
		}
	}
	for i := range *l {
		one(c, &(*l)[i])
	}
}

func putTexts(c *coder, l *[]string) { list(c, l, putText[string]) }

// lists codes a map of lists in the order of its keys.
func lists(c *coder, m *map[string][]int32) {
	keys := slices.Sorted(maps.Keys(*m))
	n := uint32(len(keys))
	c.word(&n)
	if !c.reading {
		for _, k := range keys {
			l := (*m)[k]
			putText(c, &k)
			list(c, &l, number[int32])
		}
		return
	}
	if int(n) > (len(c.row)-c.at)/4 {
		c.short, n = true, 0
	}
	*m = make(map[string][]int32, n)
	for range n {
		var k string
		var l []int32
		putText(c, &k)
		list(c, &l, number[int32])
		(*m)[k] = l
	}
}
