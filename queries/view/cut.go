package view

import (
	"cmp"
	"slices"

	"github.com/dramatis-kg/dramatis/graph/diagram"
)

// dropRestated leaves out what somebody is said to have said where the
// articles themselves say the same of the same two.
func (d *drawing) dropRestated() {
	for _, e := range d.lines {
		if e.asserted() || e.denied || e.planned {
			continue
		}
		told, ok := d.edges[bond{from: e.from, to: e.to}]
		e.dropped = ok && !slices.ContainsFunc(e.labels, func(l label) bool {
			return !slices.ContainsFunc(told.labels, func(t label) bool { return t.key == l.key })
		})
	}
}

// crowded is how many nodes may have every line between them.
const crowded = 12

// thin leaves, in a crowded picture, what is asserted from one to another and
// the strongest claim beside it, a denial before all others.
func (d *drawing) thin() {
	if len(d.nodes) <= crowded {
		return
	}
	best := map[[2]int]*line{}
	before := func(a, b *line) bool {
		if a.denied != b.denied {
			return a.denied
		}
		return d.strength(a) > d.strength(b)
	}
	for _, e := range d.lines {
		pair := [2]int{e.from, e.to}
		if e.dropped || e.asserted() {
			continue
		}
		if best[pair] == nil || before(e, best[pair]) {
			best[pair] = e
		}
	}
	for _, e := range d.lines {
		e.dropped = e.dropped || !e.asserted() && best[[2]int{e.from, e.to}] != e
	}
}

// strength says how much an edge deserves its place.
func (d *drawing) strength(e *line) int {
	n := 2 * len(e.evidence)
	if e.asserted() {
		n += 3
	}
	if e.class() != diagram.Role {
		n += 2
	}
	for _, i := range []int{e.from, e.to} {
		if d.nodes[i].focus {
			n += 4
		}
	}
	if e.path {
		n += 1000
	}
	return n
}

// cut keeps at most n edges: first for each node the strongest that it has, so
// that none stands alone for want of room, then the strongest of all.
func (d *drawing) cut(n int) {
	ranked := slices.DeleteFunc(slices.Clone(d.lines), func(e *line) bool { return e.dropped })
	slices.SortStableFunc(ranked, func(a, b *line) int { return cmp.Compare(d.strength(b), d.strength(a)) })
	first := func(e *line, tied map[int]bool) bool {
		alone := !tied[e.from] || !tied[e.to]
		tied[e.from], tied[e.to] = true, true
		return alone
	}
	keep, tied := map[*line]bool{}, map[int]bool{}
	for _, e := range ranked {
		if len(keep) < n && first(e, tied) {
			keep[e] = true
		}
	}
	for _, e := range ranked {
		if len(keep) < n {
			keep[e] = true
		}
	}
	for _, e := range d.lines {
		e.dropped = !keep[e]
	}
}

// stay drops what no line leads to from those in focus, if there are any.
func (d *drawing) stay() {
	reached, grew := make([]bool, len(d.nodes)), false
	for i, n := range d.nodes {
		reached[i] = n.focus
		grew = grew || n.focus
	}
	if !grew {
		return
	}
	for grew {
		grew = false
		for _, e := range d.lines {
			if !e.dropped && reached[e.from] != reached[e.to] {
				reached[e.from], reached[e.to], grew = true, true, true
			}
		}
	}
	for _, e := range d.lines {
		e.dropped = e.dropped || !reached[e.from]
	}
}
