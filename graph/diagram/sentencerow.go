package diagram

import (
	"math"

	"github.com/dramatis-kg/dramatis/graph/diagram/arc"
)

const (
	wordSize     = 15.0 // points
	tagSize      = 9.0
	relationSize = 10.0
	wordGap      = 13.0
	portGap      = 7.0
	levelHeight  = 19.0
	bend         = 6.0 // radius of the corners of an arc
	sideRoom     = 18.0
	maxWordRunes = 32
	maxStubRunes = 14
)

// A sentenceRow is a stretch of a sentence as wide as the page, laid out. Its x
// count from the left edge of the picture, its levels from the words upwards.
type sentenceRow struct {
	of         *Sentence
	first, end int // words
	caption    string
	left       []float64 // of each word
	wide       []float64
	arcs       []rowArc
	levels     int
	width      float64
	lanes      []lane
}

// A rowArc is an arc, or the part of one that lies in a row: cut at the left
// or right edge where it leads to another row. A root has a line only.
type rowArc struct {
	from, to float64 // left and right
	tip      float64 // where the arrow stands; NaN if in another row
	level    int
	deprel   string
	label    string
	middle   float64 // of the label
	wide     float64 // of the label
	cut      [2]bool
	root     bool
}

// A typography is what the rows of a sentence share.
type typography struct {
	s      *Sentence
	arcs   []arc.Arc
	places [][2]int
	root   []int     // place of the root's line at each word; -1 for none
	ends   []int     // of arcs and roots at each word
	wide   []float64 // of each word
	ending [][]int   // arcs by the word of their right end
}

func (s *Sentence) typography() *typography {
	t := &typography{s: s, ending: make([][]int, len(s.Words)), wide: make([]float64, len(s.Words)), root: make([]int, len(s.Words))}
	for i, w := range s.Words {
		if w.Head >= 0 {
			t.arcs = append(t.arcs, arc.Arc{Head: w.Head, Dep: i})
		}
	}
	t.places, t.ends = arc.Ports(len(s.Words), t.arcs)
	for i, a := range t.arcs {
		right := max(a.Head, a.Dep)
		t.ending[right] = append(t.ending[right], i)
	}
	for i, w := range s.Words {
		t.root[i] = -1
		if w.Head < 0 && w.Deprel != "" {
			t.plantRoot(i)
		}
		text := max(textWidth(clean(w.Text, maxWordRunes), wordSize, false), textWidth(clean(w.Tag, maxWordRunes), tagSize, false))
		t.wide[i] = round2(max(text, float64(t.ends[i])*portGap))
	}
	return t
}

// plantRoot makes room for the line of root w between its arcs to the left and
// those to the right.
func (t *typography) plantRoot(w int) {
	t.root[w] = len(t.ending[w])
	t.ends[w]++
	for i, a := range t.arcs {
		switch {
		case a.Head == w && a.Dep > w:
			t.places[i][0]++
		case a.Dep == w && a.Head > w:
			t.places[i][1]++
		}
	}
}

// port returns where the k-th end stands, from the left of word w.
func (t *typography) port(w, k int) float64 {
	pitch := min(portGap+2, t.wide[w]/float64(t.ends[w]))
	return round2(t.wide[w]/2 + (float64(k)-float64(t.ends[w]-1)/2)*pitch)
}

// end returns where arc i stands at word w, from the left of the word.
func (t *typography) end(i, w int) float64 {
	side := 0
	if t.arcs[i].Dep == w {
		side = 1
	}
	return t.port(w, t.places[i][side])
}

// label returns what stands on arc i as seen from a row that holds its ends
// from first to end only: "obj of opened" where the head lies elsewhere.
func (t *typography) label(i, first, end int) string {
	a := t.arcs[i]
	deprel := clean(t.s.Words[a.Dep].Deprel, maxWordRunes)
	word := func(w int) string { return clean(t.s.Words[w].Text, maxStubRunes) }
	switch {
	case a.Head < first || a.Head >= end:
		return deprel + " of " + word(a.Head)
	case a.Dep < first || a.Dep >= end:
		return deprel + ": " + word(a.Dep)
	}
	return deprel
}

// room is what an arc needs between its ends for its label.
func room(label string) float64 {
	return round2(textWidth(label, relationSize, false) + 2*bend)
}

// place sets the words from first to end side by side, apart enough for the
// labels of the arcs between them, and returns their left edges and where the
// last one ends. Positions are made of hundredths, so that all computers round
// them alike.
func (t *typography) place(first, end int) ([]float64, float64) {
	left := make([]float64, end-first)
	x := sideRoom - wordGap
	for w := first; w < end; w++ {
		x += wordGap
		for _, i := range t.ending[w] {
			other := t.arcs[i].Head + t.arcs[i].Dep - w
			from := 4.0
			if other >= first {
				from = left[other-first] + t.end(i, other)
			}
			x = max(x, from+room(t.label(i, first, end))-t.end(i, w))
		}
		left[w-first] = x
		x += t.wide[w]
	}
	return left, x
}

// rows breaks s into rows of at most width points and lays them out.
func (s *Sentence) rows(width float64) []sentenceRow {
	if len(s.Words) == 0 {
		return nil
	}
	t := s.typography()
	var out []sentenceRow
	last := 0
	for _, end := range t.breaks(width - 2*sideRoom) {
		out = append(out, t.row(last, end))
		last = end
	}
	out[0].caption = clean(s.Caption, maxTitleRunes)
	s.lanes(out)
	return out
}

// breaks returns the ends of rows that cut few arcs and fill the page evenly,
// by dynamic programming over the words.
func (t *typography) breaks(width float64) []int {
	const perRow, perArc, perName, ragged, orphan = 400, 60, 400, 500, 1200
	n := len(t.s.Words)
	left, _ := t.place(0, n)
	over := make([]int, n+2) // arcs over the gap before each word, as differences
	for _, a := range t.arcs {
		over[min(a.Head, a.Dep)+1]++
		over[max(a.Head, a.Dep)+1]--
	}
	for i := 1; i <= n; i++ {
		over[i] += over[i-1]
	}
	for _, m := range t.s.Names {
		for i := m.First + 1; i < m.End; i++ {
			over[i] += perName / perArc
		}
	}
	cost, from := make([]float64, n+1), make([]int, n+1)
	for end := 1; end <= n; end++ {
		cost[end] = math.Inf(1)
		for first := end - 1; first >= 0; first-- {
			wide := left[end-1] + t.wide[end-1] - left[first]
			if wide > width && first < end-1 {
				break
			}
			c := cost[first] + perRow
			if end < n {
				slack := max(0, 1-wide/width)
				c += perArc*float64(over[end]) + float64(ragged*slack)*slack
			} else if first > 0 {
				c += orphan * max(0, 1-float64(4*wide)/width) // no row for a full stop alone
			}
			if c < cost[end] {
				cost[end], from[end] = c, first
			}
		}
	}
	var ends []int
	for end := n; end > 0; end = from[end] {
		ends = append([]int{end}, ends...)
	}
	return ends
}

// row lays out the words from first to end.
func (t *typography) row(first, end int) sentenceRow {
	r := sentenceRow{of: t.s, first: first, end: end, wide: t.wide[first:end]}
	r.left, r.width = t.place(first, end)
	for i, a := range t.arcs {
		low, high := min(a.Head, a.Dep), max(a.Head, a.Dep)
		if high < first || low >= end || low < first && high >= end {
			continue
		}
		b := rowArc{tip: math.NaN(), deprel: t.s.Words[a.Dep].Deprel, label: t.label(i, first, end), cut: [2]bool{low < first, high >= end}}
		if !b.cut[0] {
			b.from = r.left[low-first] + t.end(i, low)
		}
		if !b.cut[1] {
			b.to = r.left[high-first] + t.end(i, high)
		}
		switch {
		case a.Dep == low && !b.cut[0]:
			b.tip = b.from
		case a.Dep == high && !b.cut[1]:
			b.tip = b.to
		}
		b.wide = round2(textWidth(b.label, relationSize, false))
		if b.cut[1] {
			r.width = max(r.width, b.from+room(b.label)-4)
		}
		r.arcs = append(r.arcs, b)
	}
	r.width += sideRoom
	r.stack()
	for w := first; w < end; w++ {
		if t.root[w] >= 0 {
			r.root(r.left[w-first]+t.port(w, t.root[w]), t.s.Words[w].Deprel)
		}
	}
	return r
}

// stack gives the arcs their heights and their labels a place.
func (r *sentenceRow) stack() {
	spans := make([][2]float64, len(r.arcs))
	for i := range r.arcs {
		a := &r.arcs[i]
		if a.cut[1] {
			a.to = r.width
		}
		spans[i] = [2]float64{a.from, a.to}
	}
	for i, level := range arc.Levels(spans) {
		r.arcs[i].level = level
		r.levels = max(r.levels, level)
	}
	for i := range r.arcs {
		r.arcs[i].middle = r.free(&r.arcs[i])
	}
}

// free returns the middle of a's label: halfway along, or as near to it as no
// upright of an arc that crosses a goes through the label.
func (r *sentenceRow) free(a *rowArc) float64 {
	half := a.wide/2 + 1
	low, high := a.from+half, a.to-half
	best, least := round2((a.from+a.to)/2), math.Inf(1)
	for x := low; x <= high; x += 2 {
		if d := math.Abs(x - best); d < least && !r.upright(a, x-half, x+half) {
			least = d
		}
	}
	if least == 0 || math.IsInf(least, 1) || !r.upright(a, best-half, best+half) {
		return best
	}
	for x := low; x <= high; x += 2 {
		if math.Abs(x-best) == least && !r.upright(a, x-half, x+half) {
			return round2(x)
		}
	}
	return best
}

// upright says whether an arc above a comes down between from and to.
func (r *sentenceRow) upright(a *rowArc, from, to float64) bool {
	for i := range r.arcs {
		b := &r.arcs[i]
		if b == a || b.level <= a.level {
			continue
		}
		if !b.cut[0] && from < b.from && b.from < to || !b.cut[1] && from < b.to && b.to < to {
			return true
		}
	}
	return false
}

// root adds the line of a root at x, higher than whatever its label meets.
func (r *sentenceRow) root(x float64, deprel string) {
	a := rowArc{from: x, to: x, tip: x, deprel: deprel, label: clean(deprel, maxWordRunes), middle: x, level: 1, root: true}
	a.wide = round2(textWidth(a.label, relationSize, false))
	a.middle = max(x, round2(a.wide/2)+4)
	r.width = max(r.width, a.middle+round2(a.wide/2)+4)
	for i := range r.arcs {
		if b := &r.arcs[i]; b.from < a.middle+a.wide/2+2 && a.middle-a.wide/2-2 < b.to {
			a.level = max(a.level, b.level+1)
		}
	}
	r.levels = max(r.levels, a.level)
	r.arcs = append(r.arcs, a)
}
