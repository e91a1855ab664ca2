package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/term"

	"github.com/dramatis-kg/dramatis/graph/diagram"
)

// A terminal draws sentences with letters and lines.
type terminal struct {
	w io.Writer
	palette
	columns int
}

// columns is how wide the terminal is; without one it is the same everywhere,
// so that output can be compared.
func (p *program) columns() int {
	if p.screen {
		if w, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil && w >= 40 {
			return w
		}
	}
	return fixedColumns
}

const (
	fixedColumns = 100
	maxWordCells = 30
)

// cell returns text fit for a column of at most limit cells.
func cell(s string, limit int) string {
	s = strings.Join(strings.Fields(safe(s)), " ")
	if text.StringWidthWithoutEscSequences(s) <= limit {
		return s
	}
	n := 0
	for i, r := range s {
		if n += text.RuneWidth(r); n > limit-1 {
			return s[:i] + "…"
		}
	}
	return s
}

func cells(s string) int { return text.StringWidthWithoutEscSequences(s) }

// pad fills s, which is painted as plain, up to width cells.
func pad(s, plain string, width int) string {
	return s + strings.Repeat(" ", max(0, width-cells(plain)))
}

// heading prints the caption and the sentence.
func (t *terminal) heading(x *seen) {
	if x.caption != "" {
		fmt.Fprintln(t.w, t.faint(x.caption))
	}
	for _, line := range strings.Split(text.WrapSoft(safe(x.doc.SentenceText(x.sentence)), t.columns), "\n") {
		fmt.Fprintln(t.w, strings.TrimRight(line, " "))
	}
	fmt.Fprintln(t.w)
}

// A treeLine is what stands on one line of a tree.
type treeLine struct {
	branch, word         string
	deprel, upos, lemma  string
	name, part           string
	paintWord, paintPart func(string) string
}

// tree prints one word a line in the order of the sentence; lines on the left
// join each head with its dependents.
func (t *terminal) tree(x *seen) {
	t.heading(x)
	s := x.picture(false)
	lines := make([]treeLine, len(s.Words))
	heads := make([]int, len(s.Words))
	for i, w := range s.Words {
		heads[i] = w.Head
		token := &x.doc.Tokens[x.span().First+i]
		lines[i] = treeLine{word: cell(w.Text, maxWordCells), deprel: cell(w.Deprel, 20), upos: cell(w.Tag, 8), lemma: cell(token.Lemma, maxWordCells), paintWord: same, paintPart: same}
		if w.Head < 0 {
			lines[i].paintWord = t.bold
		}
	}
	for i, b := range branches(heads) {
		lines[i].branch = b
	}
	for _, m := range s.Names {
		for i := m.First; i < m.End; i++ {
			lines[i].name = `"`
		}
		lines[m.First].name = string(m.Kind)
	}
	for _, f := range s.Facts {
		for part, words := range f.Parts {
			for _, i := range words {
				lines[i].part = [3]string{"subject", "predicate", "object"}[part]
				lines[i].paintWord = [3]func(string) string{t.subject, t.predicate, t.object}[part]
				lines[i].paintPart = lines[i].paintWord
			}
		}
	}
	t.align(lines)
}

func same(s string) string { return s }

// align prints lines in columns. The lemma is shortened, then left out, where
// there is no room.
func (t *terminal) align(lines []treeLine) {
	var left, deprel, upos, lemma, name, part int
	for i := range lines {
		l := &lines[i]
		left = max(left, cells(l.branch)+cells(l.word))
		deprel, upos, lemma = max(deprel, cells(l.deprel)), max(upos, cells(l.upos)), max(lemma, cells(l.lemma))
		name, part = max(name, cells(l.name)), max(part, cells(l.part))
	}
	free := t.columns - left - 2 - deprel - 2 - upos
	for _, w := range []int{name, part} {
		if w > 0 {
			free -= w + 2
		}
	}
	lemma = min(lemma, free-2)
	for i := range lines {
		l := &lines[i]
		out := t.faint(l.branch) + l.paintWord(l.word) + strings.Repeat(" ", left-cells(l.branch)-cells(l.word)) +
			"  " + pad(l.deprel, l.deprel, deprel) + "  " + pad(t.faint(l.upos), l.upos, upos)
		if lemma >= 4 {
			short := cell(l.lemma, lemma)
			out += "  " + pad(t.faint(short), short, lemma)
		}
		if name > 0 {
			out += "  " + pad(l.name, l.name, name)
		}
		if part > 0 {
			out += "  " + l.paintPart(l.part)
		}
		fmt.Fprintln(t.w, strings.TrimRight(out, " "))
	}
}

// facts prints what was found in the sentence, by which rule.
func (t *terminal) facts(x *seen) {
	fmt.Fprintln(t.w)
	list := x.picture(true).Facts
	if len(list) == 0 {
		fmt.Fprintln(t.w, "no facts found")
	}
	for i := range list {
		f := &list[i]
		fmt.Fprintf(t.w, "%s —%s→ %s\n", t.subject(safe(f.Texts[0])), t.predicate(safe(f.Texts[1])), t.object(safe(f.Texts[2])))
		fmt.Fprintf(t.w, "  rule %s, %s\n", t.bold(safe(f.Rule)), safe(f.Note))
		if r, ok := ruleOf(f.Rule); ok {
			fmt.Fprintf(t.w, "  %s\n", t.faint(fmt.Sprintf("looks for %s, as in %q", r.Pattern, r.Example)))
		}
	}
}

// Directions in which lines leave a cell.
const (
	up = 1 << iota
	down
	leftward
	rightward
)

var joints = map[int]rune{
	0: ' ', up | down: '│', up | down | leftward: '┤', up | down | rightward: '├', up | rightward: '└', down | rightward: '┌',
	leftward | rightward: '─', leftward: '─', rightward: '─', up | leftward | rightward: '┴', down | leftward | rightward: '┬',
	up | down | leftward | rightward: '┼',
}

// crossed is where the line to a word goes over that of another head, which
// only trees that are not projective need.
const crossed = '╫'

// A stem is the line that joins a head with its dependents.
type stem struct{ column, top, bottom int }

// branches returns what stands before each word: the stem of each head has a
// column of its own, to the right of that of its own head.
func branches(heads []int) []string {
	stems := stemsOf(heads)
	step := 2
	for _, s := range stems {
		if s.column > 14 {
			step = 1 // a deep tree
		}
	}
	out := make([]string, len(heads))
	over := make([][]int, len(heads)) // heads whose stems go through each line
	for h, s := range stems {
		for i := s.top; i <= s.bottom && s.top < s.bottom; i++ {
			over[i] = append(over[i], h)
		}
	}
	for i := range heads {
		out[i] = branch(i, heads, stems, over[i], step)
	}
	return out
}

func branch(i int, heads []int, stems []stem, over []int, step int) string {
	own := stems[i]
	column := func(c int) int { return c*step + step }
	from, to := 0, column(own.column) // of the line to the word
	if heads[i] >= 0 {
		from = column(stems[heads[i]].column)
	}
	stands := own.top < own.bottom
	if !stands {
		to--
	}
	for _, h := range over {
		to = max(to, column(stems[h].column)+1)
	}
	if stands {
		to = max(to, column(own.column))
	}
	bits := make([]int, to+1)
	foreign := make([]bool, to+1)
	for _, h := range over {
		s, x := stems[h], column(stems[h].column)
		if i > s.top {
			bits[x] |= up
		}
		if i < s.bottom {
			bits[x] |= down
		}
		foreign[x] = h != i && h != heads[i]
	}
	for x := from; x <= to; x++ {
		if x > from || heads[i] < 0 {
			bits[x] |= leftward
		}
		bits[x] |= rightward
	}
	var b strings.Builder
	for x, bit := range bits {
		if foreign[x] && bit&(leftward|rightward) != 0 {
			b.WriteRune(crossed)
		} else {
			b.WriteRune(joints[bit])
		}
	}
	return b.String() + " "
}

// stemsOf gives each head a column; a word without dependents has the column
// that it would need, and no height.
func stemsOf(heads []int) []stem {
	stems := make([]stem, len(heads))
	below := make([][]int, len(heads))
	var queue []int
	for i := range heads {
		stems[i] = stem{top: i, bottom: i}
	}
	for i, h := range heads {
		if h < 0 {
			queue = append(queue, i)
			continue
		}
		below[h] = append(below[h], i)
		stems[h].top, stems[h].bottom = min(stems[h].top, i), max(stems[h].bottom, i)
	}
	used := map[int][]stem{} // by column
	for len(queue) > 0 {
		i := queue[0]
		queue = append(queue[1:], below[i]...)
		if heads[i] >= 0 {
			stems[i].column = stems[heads[i]].column + 1
		}
		for len(below[i]) > 0 && taken(used[stems[i].column], stems[i]) {
			stems[i].column++
		}
		if len(below[i]) > 0 {
			used[stems[i].column] = append(used[stems[i].column], stems[i])
		}
	}
	return stems
}

func taken(used []stem, s stem) bool {
	for _, o := range used {
		if s.top <= o.bottom && o.top <= s.bottom {
			return true
		}
	}
	return false
}

// wordsOf returns the words of a picture, fit for a terminal.
func wordsOf(s *diagram.Sentence) []string {
	out := make([]string, len(s.Words))
	for i, w := range s.Words {
		out[i] = cell(w.Text, maxWordCells)
	}
	return out
}
