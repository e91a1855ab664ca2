package main

import (
	"fmt"
	"strings"

	"github.com/dramatis-kg/dramatis/graph/diagram"
	"github.com/dramatis-kg/dramatis/graph/diagram/arc"
)

// A textArcs is a sentence whose words stand side by side.
type textArcs struct {
	s      *diagram.Sentence
	words  []string
	left   []int // of each word
	wide   []int
	arcs   []arc.Arc
	places [][2]int
	ends   []int
	width  int
}

// arcs prints the words side by side below their arcs, with tags and kinds of
// names below. It says whether they fit; if not it prints nothing.
func (t *terminal) arcs(x *seen) bool {
	s := x.picture(false)
	a := layArcs(&s)
	if a.width > t.columns {
		return false
	}
	if x.caption != "" {
		fmt.Fprintf(t.w, "%s\n\n", t.faint(x.caption))
	}
	for _, line := range a.lines() {
		fmt.Fprintln(t.w, t.faint(line))
	}
	paint := make([]func(string) string, len(a.words))
	for _, f := range s.Facts {
		for part, words := range f.Parts {
			for _, i := range words {
				paint[i] = [3]func(string) string{t.subject, t.predicate, t.object}[part]
			}
		}
	}
	t.row(a, func(i int) string { return a.words[i] }, paint)
	t.row(a, func(i int) string { return cell(s.Words[i].Tag, 8) }, nil)
	if kinds := a.kinds(); kinds != "" {
		fmt.Fprintln(t.w, kinds)
	}
	return true
}

// row prints one text below each word.
func (t *terminal) row(a *textArcs, of func(int) string, paint []func(string) string) {
	var b strings.Builder
	at := 0
	for i := range a.words {
		w := of(i)
		x := a.left[i] + (a.wide[i]-cells(w))/2
		b.WriteString(strings.Repeat(" ", max(0, x-at)))
		at = x + cells(w)
		if paint == nil {
			w = t.faint(w)
		} else if paint[i] != nil {
			w = paint[i](w)
		}
		b.WriteString(w)
	}
	fmt.Fprintln(t.w, strings.TrimRight(b.String(), " "))
}

// layArcs sets the words far enough apart for the labels between them.
func layArcs(s *diagram.Sentence) *textArcs {
	a := &textArcs{s: s, words: wordsOf(s)}
	n := len(s.Words)
	ending := make([][]int, n)
	for i, w := range s.Words {
		if w.Head >= 0 {
			right := max(i, w.Head)
			ending[right] = append(ending[right], len(a.arcs))
			a.arcs = append(a.arcs, arc.Arc{Head: w.Head, Dep: i})
		}
	}
	a.places, a.ends = arc.Ports(n, a.arcs)
	a.left, a.wide = make([]int, n), make([]int, n)
	for i, w := range s.Words {
		a.wide[i] = max(cells(a.words[i]), cells(cell(w.Tag, 8)), 2*a.ends[i]-1)
		a.left[i] = a.width
		for _, k := range ending[i] {
			other := a.arcs[k].Head + a.arcs[k].Dep - i
			a.left[i] = max(a.left[i], a.end(k, other)+cells(a.label(k))+3-(a.end(k, i)-a.left[i]))
		}
		a.width = a.left[i] + a.wide[i] + 1
	}
	a.width--
	return a
}

func (a *textArcs) label(k int) string { return cell(a.s.Words[a.arcs[k].Dep].Deprel, 20) }

// end returns the column where arc k stands at word w.
func (a *textArcs) end(k, w int) int {
	side := 0
	if a.arcs[k].Dep == w {
		side = 1
	}
	return a.left[w] + (a.wide[w]-(2*a.ends[w]-1))/2 + 2*a.places[k][side]
}

// lines returns the arcs from top to bottom; a triangle points at the
// dependent.
func (a *textArcs) lines() []string {
	spans := make([][2]float64, len(a.arcs))
	for k, x := range a.arcs {
		low, high := min(x.Head, x.Dep), max(x.Head, x.Dep)
		spans[k] = [2]float64{float64(a.end(k, low)), float64(a.end(k, high))}
	}
	levels, top := arc.Levels(spans), 0
	for _, l := range levels {
		top = max(top, l)
	}
	if top == 0 {
		return nil
	}
	grid := make([][]rune, top+1) // the last line holds the triangles
	for y := range grid {
		grid[y] = []rune(strings.Repeat(" ", a.width))
	}
	for k := range a.arcs {
		from, to := int(spans[k][0]), int(spans[k][1])
		y := top - levels[k]
		for x := from + 1; x < to; x++ {
			grid[y][x] = '─'
		}
		grid[y][from], grid[y][to] = '┌', '┐'
	}
	a.uprights(grid, levels, spans)
	var out []string
	for _, line := range grid {
		out = append(out, strings.TrimRight(string(line), " "))
	}
	return out
}

// uprights adds the ends of the arcs to grid, then the labels, since an arc
// that crosses another must not hide what that one is called.
func (a *textArcs) uprights(grid [][]rune, levels []int, spans [][2]float64) {
	top := len(grid) - 1
	for k, x := range a.arcs {
		for _, w := range []int{x.Head, x.Dep} {
			col := a.end(k, w)
			for y := top - levels[k] + 1; y <= top; y++ {
				if grid[y][col] == '─' {
					grid[y][col] = '┼'
				} else {
					grid[y][col] = '│'
				}
			}
			if w == x.Dep {
				grid[top][col] = '▼'
			}
		}
	}
	for k := range a.arcs {
		label := []rune(a.label(k))
		from, to := int(spans[k][0]), int(spans[k][1])
		copy(grid[top-levels[k]][from+(to-from-len(label)+1)/2:], label)
	}
}

// kinds returns the line that says below each name what it names; "" for none.
func (a *textArcs) kinds() string {
	line := ""
	for _, m := range a.s.Names {
		from, to := a.left[m.First], a.left[m.End-1]+a.wide[m.End-1]
		kind := string(m.Kind)
		if wide := to - from; wide > len(kind)+1 {
			side := (wide - len(kind) - 2) / 2
			kind = "└" + strings.Repeat("─", side) + kind + strings.Repeat("─", wide-len(kind)-2-side) + "┘"
		}
		if from > cells(line) || line == "" {
			line += strings.Repeat(" ", from-cells(line)) + kind
		}
	}
	return line
}
