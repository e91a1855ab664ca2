package neural

import (
	"fmt"
	"math/rand/v2"
)

// A tensor is a row-major matrix inside the flat list of parameters (or of
// their gradients, which has the same layout).
type tensor struct {
	name       string
	off        int
	rows, cols int
}

func (t tensor) size() int { return t.rows * t.cols }

// of returns the elements of t in flat.
func (t tensor) of(flat []float32) []float32 { return flat[t.off : t.off+t.size()] }

// row returns one row of t in flat.
func (t tensor) row(flat []float32, i int32) []float32 {
	from := t.off + int(i)*t.cols
	return flat[from : from+t.cols]
}

// linear is an affine map from in to out values; its matrix is in×out.
type linear struct{ w, b tensor }

// shape holds every size that the parameters depend on.
type shape struct {
	Words, Affixes, Ngrams int // rows of the embedding tables
	Word, Part             int // widths of the embeddings: words; affixes and n-grams
	Classes                int // inputs for what the gazetteer knows; 0 for none
	Hidden, Layers         int // width of an LSTM, per direction; LSTMs on top of each other
	Arc, Rel               int // widths of the projections for heads and for relations
	Tags, Rels             int // width of all tag scores side by side; relations
	Glance                 int `json:",omitempty"` // width of what tokens tell their heads and dependents after the first glance; 0 for no glance
	Near                   int `json:",omitempty"` // kinds of distance to a head; 0 for none
	TableBits, MatrixBits  int `json:",omitempty"` // of a number in the weight file, in embeddings and in matrices; 0 means 8
}

func (s shape) input() int { return s.Word + 2*s.Part + s.Classes }

// network lists the parameters of a shape.
type network struct {
	shape
	word, affix, ngram tensor
	lstm               [][2]lstm // layer, direction
	tags               linear
	glance             glance
	proj               linear // dependent and head for arcs, dependent and head for relations
	heads              scorer // its root has a vector for relations, too
	rel                linear
	all                []tensor
	recurs             map[int]bool // offsets of the matrices of the recurrences
	total              int
}

func (n *network) tensor(name string, rows, cols int) tensor {
	t := tensor{name, n.total, rows, cols}
	n.all = append(n.all, t)
	n.total += t.size()
	return t
}

func (n *network) linear(name string, in, out int) linear {
	return linear{n.tensor(name+".w", in, out), n.tensor(name+".b", 1, out)}
}

// Networks that answer together are stored in fewer bits; what they say of the
// development portions is as good with four and five as with eight.
const tableBits, matrixBits, leastBits = 4, 5, 2

// bits returns how many bits a number of tensor i has in a weight file. Biases
// always have eight.
func (n *network) bits(i int) int {
	switch {
	case i < 3 && n.TableBits > 0:
		return n.TableBits
	case i >= 3 && n.all[i].rows > 1 && n.MatrixBits > 0:
		return n.MatrixBits
	}
	return 8
}

// newNetwork lays out the parameters of s.
func newNetwork(s shape) *network {
	n := &network{shape: s, recurs: map[int]bool{}}
	n.word = n.tensor("word", s.Words, s.Word)
	n.affix = n.tensor("affix", s.Affixes, s.Part)
	n.ngram = n.tensor("ngram", s.Ngrams, s.Part)
	n.lstm = make([][2]lstm, s.Layers)
	for layer, in := 0, s.input(); layer < s.Layers; layer, in = layer+1, 2*s.Hidden {
		for dir, name := range []string{"forward", "backward"} {
			name = fmt.Sprintf("lstm%d.%s", layer+1, name)
			n.lstm[layer][dir] = lstm{n.linear(name+".x", in, 4*s.Hidden), n.tensor(name+".h", s.Hidden, 4*s.Hidden)}
			n.recurs[n.lstm[layer][dir].h.off] = true
		}
	}
	n.tags = n.linear("tags", 2*s.Hidden, s.Tags)
	if s.Glance > 0 {
		n.glance = glance{view: n.linear("view", 2*s.Hidden, 2*s.Arc+2*s.Glance)}
		n.glance.scorer = n.scorer("glance.", s.Arc, s.Near, s.Glance)
	}
	n.proj = n.linear("proj", 2*s.Hidden+2*s.Glance, 2*s.Arc+2*s.Rel)
	n.heads = n.scorer("", s.Arc, s.Near, s.Rel)
	n.rel = n.linear("rel", 3*s.Rel, s.Rels)
	return n
}

// initial draws parameters: uniform with the variance of Glorot and Bengio
// (2010) for matrices, zero for biases, one for the forget gates.
func (n *network) initial(r *rand.Rand) []float32 {
	p := make([]float32, n.total)
	for _, t := range n.all {
		limit := float32(2.4) / float32(t.rows+t.cols)
		switch {
		case t.rows == 1 && t != n.heads.root && t != n.glance.root:
			continue
		case t == n.word || t == n.affix || t == n.ngram || t == n.heads.root || t == n.glance.root:
			limit = 0.06
		}
		limit = sqrt(limit)
		for i := range t.of(p) {
			p[t.off+i] = limit * (2*r.Float32() - 1)
		}
	}
	for _, layer := range n.lstm {
		for _, l := range layer {
			b := l.x.b.of(p)[n.Hidden : 2*n.Hidden]
			for i := range b {
				b[i] = 1
			}
		}
	}
	return p
}

// forward sets y to x·w + b for m rows of x.
func (l linear) forward(p []float32, m int, x, y []float32) {
	for i := 0; i < m; i++ {
		copy(y[i*l.w.cols:(i+1)*l.w.cols], l.b.of(p))
	}
	gemm(m, l.w.cols, l.w.rows, rows(x, l.w.rows), l.w.of(p), l.w.cols, y, l.w.cols)
}

// backward adds to dx (unless nil) and to the gradients g. flipped holds the
// parameters with every matrix transposed.
func (l linear) backward(flipped, g []float32, m int, x, dy, dx []float32) {
	in, out := l.w.rows, l.w.cols
	gemm(in, out, m, transposed(x, in), dy, out, l.w.of(g), out)
	db := l.b.of(g)
	for i := 0; i < m; i++ {
		addTo(db, dy[i*out:(i+1)*out])
	}
	if dx != nil {
		gemm(m, in, out, rows(dy, out), l.w.of(flipped), in, dx, in)
	}
}

// addTo adds x to y, element by element.
func addTo(y, x []float32) {
	x = x[:len(y)]
	for i := addMany(y, x); i < len(y); i++ {
		y[i] += x[i]
	}
}

// flip writes the transposes of every shards-th matrix of p (the embeddings
// aside) to q, beginning with number first; those of the recurrences packed.
func (n *network) flip(p, q []float32, first int) {
	matrices := n.all[3:]
	for k := first; k < len(matrices); k += shards {
		t := matrices[k]
		a, b := t.of(p), t.of(q)
		if n.recurs[t.off] {
			packFlipped(t.rows, t.cols, a, b)
			continue
		}
		for i0 := 0; i0 < t.rows; i0 += panel { // a cache line of b at a time
			for j := range t.cols {
				for i := i0; i < min(i0+panel, t.rows); i++ {
					b[j*t.rows+i] = a[i*t.cols+j]
				}
			}
		}
	}
}
