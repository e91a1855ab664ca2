package neural

import (
	"reflect"
	"testing"
)

// Heads near the best of a token compete; one that stands alone, and the token
// itself, do not.
func TestContenders(t *testing.T) {
	w := &workspace{segs: []segment{{0, 2}, {2, 5}}}
	ld := stride(2)
	w.arcs = make([]float32, 2*ld+3*stride(3))
	copy(w.arcs, []float32{3, 9, 1})                                     // root, itself, token 1
	copy(w.arcs[ld:], []float32{9, 1, 9})                                // the root alone is near
	copy(w.arcs[2*ld:], []float32{2, 0, 2, 1})                           // three, equal ones in order
	copy(w.arcs[2*ld+stride(3):], []float32{-100, -4, 0, 0})             // two
	copy(w.arcs[2*ld+2*stride(3):], []float32{0, 0.5, -behind - 0.6, 7}) // itself does not count
	var c contenders
	c.find(w)
	got := [][2]int{}
	for i := range c.children {
		got = append(got, [2]int{c.children[i], c.parents[i]})
	}
	want := [][2]int{{0, -1}, {0, 1}, {2, -1}, {2, 3}, {2, 4}, {3, 4}, {3, 2}, {4, 2}, {4, -1}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("children and parents\ngot  %v\nwant %v", got, want)
	}
	if w.arcs[0] != w.arcs[c.cells[0]] || w.arcs[c.cells[4]] != 1 {
		t.Errorf("cells %v", c.cells)
	}
}

// Of two heads with the same score the one wins whose relation is sure.
func TestWeighPrefersSureRelations(t *testing.T) {
	m := &Model{rels: []string{"nsubj", "obj", "root"}}
	if sure, vague := surprise([]float32{9, 0, 0}, m.fitting([]float32{9, 0, 0}, 0)), surprise([]float32{1, 1, 0}, m.fitting([]float32{1, 1, 0}, 0)); sure >= vague {
		t.Errorf("surprise\ngot  %v for a sure relation, %v for a vague one\nwant less, more", sure, vague)
	}
	if r := m.fitting([]float32{1, 2, 9}, 4); m.rels[r] != "obj" {
		t.Errorf("best relation to a token: %s, want obj", m.rels[r])
	}
	if r := m.fitting([]float32{1, 2, 0}, -1); m.rels[r] != "root" {
		t.Errorf("best relation to the root: %s", m.rels[r])
	}
}
