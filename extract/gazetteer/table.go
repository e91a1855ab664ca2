package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// deepest is the number of words of the longest name kept.
const deepest = 7

// A table is a trie of names by their words. Words and nodes share one sequence
// of numbers; the node that stands for a word alone has the number of the word.
type table struct {
	ids   map[string]int32
	next  map[uint64]int32
	class []Class
	caps  map[int32]Class // what a word names only where it stands in capitals: "WHO"
	names []pending       // names of several words, until all words have their numbers
}

type pending struct {
	words []string
	class Class
}

func edge(node, word int32) uint64 { return uint64(uint32(node))<<32 | uint64(uint32(word)) }

// word returns the number of w in any case, or -1. Accents do not count.
func (t *table) word(w string) int32 {
	var buf [64]byte
	key, ok := fold(buf[:0], w)
	if !ok {
		return -1
	}
	if id, ok := t.ids[string(key)]; ok {
		return id
	}
	return -1
}

// fold appends w to dst in small letters and without accents, as far as there is
// room.
func fold(dst []byte, w string) ([]byte, bool) {
	for _, r := range w {
		if len(dst)+utf8.UTFMax > cap(dst) {
			return dst, false
		}
		switch {
		case r < utf8.RuneSelf:
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			dst = append(dst, byte(r))
		case r == '’' || r == '‘' || r == 'ʻ' || r == 'ʼ':
			dst = append(dst, '\'')
		case unicode.Is(unicode.Mn, r):
		default:
			if p := plain()[unicode.ToLower(r)]; p != 0 {
				dst = append(dst, p)
			} else {
				dst = utf8.AppendRune(dst, unicode.ToLower(r))
			}
		}
	}
	return dst, true
}

// number returns the number of the word w, a new one if need be.
func (t *table) number(w string) int32 {
	var buf [64]byte
	key, ok := fold(buf[:0], w)
	if !ok {
		return -1
	}
	id, ok := t.ids[string(key)]
	if !ok {
		id = int32(len(t.class))
		t.ids[string(key)] = id
		t.class = append(t.class, 0)
	}
	return id
}

// add gives the name the class c.
func (t *table) add(name string, c Class) {
	for range 2 {
		words := strings.Fields(name)
		if len(words) == 0 || len(words) > deepest {
			return
		}
		id := int32(0)
		for _, w := range words {
			id = t.number(w)
		}
		if len(words) > 1 {
			t.names = append(t.names, pending{words, c})
		} else if id >= 0 {
			if t.class[id]&c == 0 && acronym(words[0]) {
				t.caps[id] |= c
			} else if !acronym(words[0]) {
				t.caps[id] &^= c
			}
			t.class[id] |= c
		}
		if !strings.Contains(name, "-") || strings.Contains(name, " - ") {
			return
		}
		name = strings.ReplaceAll(name, "-", " - ") // as treebanks cut it
	}
}

// of returns what the word w with the number id names alone.
func (t *table) of(id int32, w string) Class {
	c := t.class[id]
	if only := t.caps[id]; only != 0 && !acronym(w) {
		c &^= only
	}
	return c
}

// acronym says whether w has two capitals or more and no small letter.
func acronym(w string) bool {
	n := 0
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n > 1
}

// link makes the nodes of the names of several words.
func (t *table) link() {
	for _, n := range t.names {
		node := t.number(n.words[0])
		for _, w := range n.words[1:] {
			e := edge(node, t.number(w))
			next, ok := t.next[e]
			if !ok {
				next = int32(len(t.class))
				t.next[e] = next
				t.class = append(t.class, 0)
			}
			node = next
		}
		t.class[node] |= n.class
	}
	t.names = nil
}
