package neural

import (
	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/depparse"
	"github.com/dramatis-kg/dramatis/extract/gazetteer"
	"github.com/dramatis-kg/dramatis/extract/tag"
)

// workspace holds the values between the layers for one batch of sentences;
// its slices grow to the largest batch seen.
type workspace struct {
	x      []float32   // input
	h      [][]float32 // states, layer by layer
	traces [][2]trace
	tags   []float32 // rows×Tags
	proj   []float32 // rows×(2·Arc+2·Rel)
	sight
	hints       hints
	glanced     mask
	heads, wide []float32 // head vectors of one sentence with the root first; their transpose
	pairs, rels []float32 // rows×3·Rel; rows×Rels
	grads       gradients
	scratch     scratch
	plan        plan // this and the next three serve the reader alone
	state       state
	input       input
	gates       []float32
	masks       []mask    // of x, of each layer, of proj
	nameScores  []float32 // of a whole document
	nameTokens  []int
	ballot      ballot
	names       *tag.Decoder
	finder      depparse.Finder
	words       []string           // of a sentence
	spans       []extract.Sentence // what the segments are in the document
	marks       []gazetteer.Class
	feats       []features
	segs        []segment
	extract     extractor
	others      []*workspace // of joined models
	follows     bool         // the features are those of the first of the joined models
	parents     []int
	labels      []int // relations of the rows
	contenders  contenders
}

// width returns the length of the projected rows.
func (n *network) width() int { return 2*n.Arc + 2*n.Rel }

// stride returns how many columns the arc scores of a sentence of k tokens
// have: the root, the tokens, and filling up to a full panel.
func stride(k int) int { return (k + panel) / panel * panel }

// embed looks up the rows of the tables and puts them side by side: the word,
// the sum of its affixes, the sum of its n-grams, a one for each of its classes.
func (n *network) embed(p []float32, feats []features, x []float32) {
	in := n.input()
	for i := range feats {
		f, row := &feats[i], x[i*in:(i+1)*in]
		copy(row, n.word.row(p, f.word))
		n.sum(p, n.affix, f.affix, row[n.Word:n.Word+n.Part])
		n.sum(p, n.ngram, f.ngrams, row[n.Word+n.Part:n.Word+2*n.Part])
		for c := range row[n.Word+2*n.Part:] {
			row[n.Word+2*n.Part+c] = float32(f.class >> c & 1)
		}
	}
}

// sum adds up rows of a table and divides by the root of their number, which
// keeps the variance.
func (n *network) sum(p []float32, t tensor, ids []int32, y []float32) {
	clear(y)
	for _, id := range ids {
		addTo(y, t.row(p, id))
	}
	s := scale(len(ids))
	for i := range y {
		y[i] = float32(y[i] * s)
	}
}

func scale(n int) float32 { return 1 / sqrt(float32(max(n, 1))) }

// recurrent returns the matrices of the recurrences, packed, for forward; it
// writes them to dst.
func (n *network) recurrent(p, dst []float32) []float32 {
	size := 4 * n.Hidden * n.Hidden
	dst = grow(dst, 2*n.Layers*size)
	for i := range 2 * n.Layers {
		pack(n.Hidden, 4*n.Hidden, n.lstm[i/2][i%2].h.of(p), dst[i*size:])
	}
	return dst
}

// forward computes everything up to the scores of tags and heads. recur is
// what recurrent makes of p; drop is nil outside training.
func (n *network) forward(p, recur []float32, w *workspace, drop *dropper) {
	m := len(w.feats)
	w.layers(n.Layers)
	w.x = grow(w.x, m*n.input())
	n.embed(p, w.feats, w.x)
	drop.apply(&w.masks[0], w.x, w.segs)
	in := w.x
	for layer, both := range n.lstm {
		w.h[layer] = grow(w.h[layer], m*2*n.Hidden)
		for back, l := range both {
			q := w.reading(layer, back, in, w.h[layer])
			q.recur = recur[(2*layer+back)*l.h.size():]
			l.forward(p, q)
		}
		in = w.h[layer]
		drop.apply(&w.masks[layer+1], in, w.segs)
	}
	w.tags = grow(w.tags, m*n.Tags)
	n.tags.forward(p, m, in, w.tags)
	w.proj = grow(w.proj, m*n.width())
	n.proj.forward(p, m, n.look(p, w, in, drop), w.proj)
	rectify(w.proj)
	drop.apply(&w.masks[n.Layers+1], w.proj, w.segs)
	n.heads.score(p, w, vectors{w.proj, n.width()}, &w.sight)
}

// layers makes room for the states of n layers.
func (w *workspace) layers(n int) {
	if len(w.h) < n {
		w.h, w.traces, w.masks = make([][]float32, n), make([][2]trace, n), make([]mask, n+2)
	}
}

func (w *workspace) reading(layer, back int, x, out []float32) reading {
	return reading{x: x, out: out, segs: w.segs, back: back == 1, trace: &w.traces[layer][back], scratch: &w.scratch}
}

// scoreRels scores the relations of every row to its head; parents holds rows,
// -1 for the root.
func (n *network) scoreRels(p []float32, w *workspace, parents []int) {
	n.pair(p, w, nil, parents)
	w.rels = grow(w.rels, len(parents)*n.Rels)
	n.rel.forward(p, len(parents), w.pairs, w.rels)
}

// pair puts each child (every row if there is no list) and its parent into
// w.pairs. The scorer is bilinear with a shared factor: the product of
// dependent and head, and each alone.
func (n *network) pair(p []float32, w *workspace, children, parents []int) {
	r := n.Rel
	w.pairs = grow(w.pairs, len(parents)*3*r)
	for i, h := range parents {
		child := i
		if children != nil {
			child = children[i]
		}
		d, g := n.relPair(p, w, child, h)
		z := w.pairs[i*3*r : (i+1)*3*r]
		for k := range d {
			z[k] = d[k] * g[k]
		}
		copy(z[r:], d)
		copy(z[2*r:], g)
	}
}

// relPair returns the relation vectors of dependent i and head h.
func (n *network) relPair(p []float32, w *workspace, i, h int) (dep, head []float32) {
	at := i*n.width() + 2*n.Arc
	dep = w.proj[at : at+n.Rel]
	if h < 0 {
		return dep, n.heads.root.of(p)[n.Arc:]
	}
	at = h*n.width() + 2*n.Arc + n.Rel
	return dep, w.proj[at : at+n.Rel]
}
