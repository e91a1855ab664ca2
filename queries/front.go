package queries

// A front is a breadth-first search from one end.
type front struct {
	hops  []int32 // of each entity from the end, counted from 1; 0 for not reached
	found []int32 // entities reached, the nearest first
	edge  int     // found[edge:] were reached last
	back  bool    // towards the beginning
}

// start puts f at one end, and forgets what it found before.
func (f *front) start(end int32, back bool) {
	for _, v := range f.found {
		f.hops[v] = 0
	}
	f.found = append(f.found[:0], end)
	f.hops[end] = 1
	f.edge, f.back = 0, back
}

func (f *front) last() []int32 { return f.found[f.edge:] }

// Scratch is memory for one search after another: clearing what was touched is
// cheaper than fresh memory for every entity.
type scratch struct {
	ahead, behind front
	layer         []int32 // of an entity on a shortest trail, counted from 1
	weight        []int   // of the lightest trail from an entity on
	next          []int32 // the entity after it on that trail
}

func (s *Snapshot) borrow() *scratch {
	if m, ok := s.scratch.Get().(*scratch); ok {
		return m
	}
	n := len(s.entities)
	return &scratch{
		ahead:  front{hops: make([]int32, n)},
		behind: front{hops: make([]int32, n)},
		layer:  make([]int32, n),
		weight: make([]int, n),
		next:   make([]int32, n),
	}
}

// grow goes one hop further, and says whether it met other.
func (w *walker) grow(f, other *front) bool {
	met := false
	edge := f.last()
	f.edge = len(f.found)
	for n, u := range edge {
		if n%1024 == 1023 && w.ctx.Err() != nil {
			return false
		}
		for v, bundle := range bundles(w.s.links.of(u)) {
			if f.hops[v] != 0 || !w.open(u, v, bundle, f.back) {
				continue
			}
			f.hops[v] = f.hops[u] + 1
			f.found = append(f.found, v)
			met = met || other.hops[v] != 0
		}
	}
	return met
}

// reach counts the entities within so many hops of one, without itself.
func (w *walker) reach(from int32, back bool, hops int) int {
	m := w.s.borrow()
	defer w.s.scratch.Put(m)
	m.ahead.start(from, back)
	m.behind.start(from, back)
	for ; hops > 0 && len(m.ahead.last()) > 0 && w.ctx.Err() == nil; hops-- {
		w.grow(&m.ahead, &m.behind)
	}
	return len(m.ahead.found) - 1
}

// shortest returns the lightest of the shortest trails from a to b. It grows
// a front from each end, always the smaller one, until they meet.
func (w *walker) shortest(a, b int32, maxHops int) trail {
	if w.avoid[a] || w.avoid[b] {
		return trail{}
	}
	m := w.s.borrow()
	defer w.s.scratch.Put(m)
	m.ahead.start(a, false)
	m.behind.start(b, true)
	for hops := 1; hops <= maxHops; hops++ {
		small, large := &m.ahead, &m.behind
		if len(large.last()) < len(small.last()) {
			small, large = large, small
		}
		if len(small.last()) == 0 || w.ctx.Err() != nil {
			return trail{}
		}
		if w.grow(small, large) {
			return w.lightest(m, hops, small)
		}
	}
	return trail{}
}

// lightest chooses among the trails of so many hops. Those that the front
// grown last has just reached and the other front had reached before lie on
// such trails, and so do all that lead from them straight back to either end.
func (w *walker) lightest(m *scratch, hops int, grown *front) trail {
	other := &m.behind
	if grown.back {
		other = &m.ahead
	}
	layers := make([][]int32, hops+1)
	var middle []int32
	for _, v := range grown.last() {
		if other.hops[v] != 0 {
			middle = append(middle, v)
		}
	}
	at := int(m.ahead.hops[middle[0]]) - 1
	layers[at] = middle
	for _, v := range middle {
		m.layer[v] = int32(at) + 1
	}
	for n := at - 1; n >= 0; n-- {
		layers[n] = w.home(m, &m.ahead, layers[n+1], n)
	}
	for n := at + 1; n <= hops; n++ {
		layers[n] = w.home(m, &m.behind, layers[n-1], n)
	}
	w.weighLayers(m, layers)
	a := layers[0][0]
	t := trail{nodes: []int32{a}, weight: m.weight[a]}
	for range hops {
		a = m.next[a]
		t.nodes = append(t.nodes, a)
	}
	for _, layer := range layers {
		for _, v := range layer {
			m.layer[v] = 0
		}
	}
	return t
}

// home returns the entities of layer n: those next to the layer beside it and
// one hop nearer to the end of f.
func (w *walker) home(m *scratch, f *front, beside []int32, n int) []int32 {
	var layer []int32
	for _, v := range beside {
		for u, bundle := range bundles(w.s.links.of(v)) {
			if m.layer[u] == 0 && f.hops[u] != 0 && f.hops[u] == f.hops[v]-1 && w.open(v, u, bundle, !f.back) {
				m.layer[u] = int32(n) + 1
				layer = append(layer, u)
			}
		}
	}
	return layer
}

// weighLayers finds the lightest trail from each entity on to the last layer;
// of equally light ones the first in the order of the entities.
func (w *walker) weighLayers(m *scratch, layers [][]int32) {
	end := len(layers) - 1
	m.weight[layers[end][0]] = 0
	for n := end - 1; n >= 0; n-- {
		for _, u := range layers[n] {
			m.next[u] = -1
			for v, bundle := range bundles(w.s.links.of(u)) {
				if m.layer[v] != int32(n)+2 || !w.open(u, v, bundle, false) {
					continue
				}
				_, total := w.weigh(bundle)
				if total += m.weight[v]; n+1 < end {
					total += w.s.pass(v)
				}
				if m.next[u] < 0 || total < m.weight[u] {
					m.weight[u], m.next[u] = total, v
				}
			}
		}
	}
}
