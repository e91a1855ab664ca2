package identity

// A forest joins nodes to trees, and keeps apart what must not be joined. Which
// trees come out depends on the order of joins only where something is kept
// apart.
type forest struct {
	parent []int32
	size   []int32
	sides  []map[int32]int8 // of a tree, by separation: 1 left, 2 right
	next   []int32          // a ring through the nodes of each tree
}

func newForest(n int) *forest {
	f := &forest{}
	for range n {
		f.grow()
	}
	return f
}

// grow adds a node by itself and returns it.
func (f *forest) grow() int32 {
	i := int32(len(f.parent))
	f.parent, f.size = append(f.parent, i), append(f.size, 1)
	f.sides, f.next = append(f.sides, nil), append(f.next, i)
	return i
}

func (f *forest) root(i int32) int32 {
	for f.parent[i] != i {
		f.parent[i] = f.parent[f.parent[i]]
		i = f.parent[i]
	}
	return i
}

// separate puts the node on a side of a separation: nodes on both sides are
// never in one tree.
func (f *forest) separate(i, separation int32, side int8) {
	r := f.root(i)
	if f.sides[r] == nil {
		f.sides[r] = map[int32]int8{}
	}
	f.sides[r][separation] |= side
}

// apart says whether the trees of two nodes must not be joined.
func (f *forest) apart(a, b int32) bool {
	x, y := f.sides[f.root(a)], f.sides[f.root(b)]
	if len(x) > len(y) {
		x, y = y, x
	}
	for s, side := range x {
		if side|y[s] == 3 && side != y[s] {
			return true
		}
	}
	return false
}

// join makes one tree of those of a and b, unless they are kept apart, and
// returns its root.
func (f *forest) join(a, b int32) (int32, bool) {
	x, y := f.root(a), f.root(b)
	if x == y {
		return x, true
	}
	if f.apart(x, y) {
		return x, false
	}
	if f.size[x] < f.size[y] || f.size[x] == f.size[y] && y < x {
		x, y = y, x
	}
	f.parent[y] = x
	f.size[x] += f.size[y]
	f.next[x], f.next[y] = f.next[y], f.next[x]
	for s, side := range f.sides[y] {
		f.separate(x, s, side)
	}
	f.sides[y] = nil
	return x, true
}

// members calls yield with each node of the tree of i.
func (f *forest) members(i int32, yield func(int32)) {
	yield(i)
	for n := f.next[i]; n != i; n = f.next[n] {
		yield(n)
	}
}
