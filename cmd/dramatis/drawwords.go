package main

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/graph/diagram"
)

// pictureTerminal names the way in which a terminal takes pictures, by what it
// says of itself: "kitty" and "iterm" are protocols of that name; "" is none.
func pictureTerminal() string {
	switch {
	case os.Getenv("TMUX") != "" || strings.HasPrefix(os.Getenv("TERM"), "screen"):
		return "" // what runs inside does not reach the terminal
	case os.Getenv("TERM") == "xterm-kitty" || os.Getenv("TERM") == "xterm-ghostty" || os.Getenv("KITTY_WINDOW_ID") != "":
		return "kitty"
	case slices.Contains([]string{"iTerm.app", "WezTerm", "mintty"}, os.Getenv("TERM_PROGRAM")):
		return "iterm"
	}
	return ""
}

// kittyChunk is the most that the protocol of kitty takes at once.
const kittyChunk = 4096

// showPicture paints g in the terminal itself.
func (p *program) showPicture(c *cli.Context, g *diagram.Graph, o diagram.Options) error {
	o.Format = "png"
	var b bytes.Buffer
	if err := drawError(diagram.Render(c.Context, &b, g, o)); err != nil {
		return err
	}
	data := base64.StdEncoding.EncodeToString(b.Bytes())
	if p.shows == "iterm" {
		fmt.Fprintf(p.out, "\x1b]1337;File=inline=1;size=%d;width=100%%:%s\a\n", b.Len(), data)
		return nil
	}
	for first := true; first || data != ""; first = false {
		part := data[:min(kittyChunk, len(data))]
		data = data[len(part):]
		keys := ""
		if first {
			keys = "a=T,f=100,"
		}
		more := 0
		if data != "" {
			more = 1
		}
		fmt.Fprintf(p.out, "\x1b_G%sm=%d;%s\x1b\\", keys, more, part)
	}
	fmt.Fprintln(p.out)
	return nil
}

// A wordTree writes a graph as a tree of lines. An edge is a line at the first
// of its nodes that is reached; a node that stands elsewhere bears a mark.
type wordTree struct {
	*program
	g     *diagram.Graph
	edges [][]int // by node
	told  []bool  // edges written
	seen  []bool  // nodes that have their place
}

// wordPicture writes g for a terminal.
func (p *program) wordPicture(g *diagram.Graph) error {
	fmt.Fprintf(p.out, "%s\n%s\n", p.palette.bold(safe(g.Title)), p.palette.faint(safe(g.Subtitle)))
	if g.Timeline {
		p.wordTimeline(g)
		return nil
	}
	w := wordTree{program: p, g: g, edges: make([][]int, len(g.Nodes)), told: make([]bool, len(g.Edges)), seen: make([]bool, len(g.Nodes))}
	for i, e := range g.Edges {
		w.edges[e.From] = append(w.edges[e.From], i)
		w.edges[e.To] = append(w.edges[e.To], i)
	}
	order := make([]int, len(g.Nodes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := &g.Nodes[a], &g.Nodes[b]
		if x.Focus != y.Focus {
			return map[bool]int{true: -1, false: 1}[x.Focus]
		}
		return cmp.Compare(y.Support, x.Support)
	})
	for _, i := range order {
		if w.seen[i] {
			continue
		}
		w.seen[i] = true
		fmt.Fprintf(p.out, "\n%s  %s\n", p.palette.subject(safe(g.Nodes[i].Label)), p.palette.faint(w.about(i)))
		w.branches(i, "", 0)
	}
	return nil
}

func (w *wordTree) about(i int) string {
	n := &w.g.Nodes[i]
	if n.Role != "" {
		return safe(n.Role)
	}
	return safe(string(n.Kind))
}

// deepest bounds how far branches of branches go before they would leave the
// screen.
const deepest = 8

// branches writes the edges of node i that are not written yet, and below each
// those of the node that it leads to.
func (w *wordTree) branches(i int, indent string, depth int) {
	var open []int
	for _, e := range w.edges[i] {
		if !w.told[e] {
			w.told[e] = true
			open = append(open, e)
		}
	}
	slices.SortStableFunc(open, func(a, b int) int {
		return cmp.Or(cmp.Compare(w.other(a, i), w.other(b, i)), cmp.Compare(w.g.Edges[b].Support, w.g.Edges[a].Support))
	})
	wide := 0
	for _, e := range open {
		wide = max(wide, text.StringWidthWithoutEscSequences(w.label(e)))
	}
	// A node is entered once all edges of this one are written.
	enter := make([]bool, len(open))
	for k, e := range open {
		if v := w.other(e, i); !w.seen[v] && depth < deepest {
			w.seen[v] = true
			enter[k] = true
		}
	}
	for k, e := range open {
		branch, stem := "├", "│  "
		if k == len(open)-1 {
			branch, stem = "╰", "   "
		}
		v := w.other(e, i)
		fmt.Fprintf(w.out, "%s%s%s%s\n", indent, branch, w.arrow(e, i, wide), w.name(v, enter[k]))
		if enter[k] {
			w.branches(v, indent+stem, depth+1)
		}
	}
}

func (w *wordTree) other(e, i int) int {
	if w.g.Edges[e].From == i {
		return w.g.Edges[e].To
	}
	return w.g.Edges[e].From
}

// name writes node v; one whose edges stand elsewhere is faint.
func (w *wordTree) name(v int, here bool) string {
	name := safe(w.g.Nodes[v].Label)
	if !here {
		return w.palette.faint(name + " ↗")
	}
	if role := w.g.Nodes[v].Role; role != "" {
		return w.palette.object(name) + w.palette.faint(", "+safe(role))
	}
	return w.palette.object(name)
}

func (w *wordTree) label(e int) string {
	edge := &w.g.Edges[e]
	label := safe(strings.Join(edge.Labels[:min(1, len(edge.Labels))], ""))
	if n := len(edge.Labels) - 1; n > 0 {
		label += fmt.Sprintf(" +%d", n)
	}
	if edge.Denied {
		label = "not " + label
	}
	return label
}

// arrow writes edge e as seen from node i, as wide as its neighbours: solid for
// what the articles assert, dashed for what is reported, dotted for plans.
func (w *wordTree) arrow(e, i, wide int) string {
	edge := &w.g.Edges[e]
	line := "─"
	switch {
	case edge.Planned:
		line = "·"
	case edge.Reported:
		line = "┄"
	}
	label := w.label(e)
	fill := strings.Repeat(line, wide-text.StringWidthWithoutEscSequences(label)+1)
	if edge.Denied {
		fill = "╳" + strings.TrimPrefix(fill, line)
	}
	if edge.From == i {
		return line + " " + w.palette.predicate(label) + " " + fill + "▶ "
	}
	return "◀ " + w.palette.predicate(label) + " " + fill + line + " "
}

// wordTimeline writes every event on a line of its own, its date in front
// where it changes.
func (p *program) wordTimeline(g *diagram.Graph) {
	wide := 0
	for _, e := range g.Edges {
		wide = max(wide, text.StringWidthWithoutEscSequences(safe(e.When)))
	}
	fmt.Fprintln(p.out)
	last := ""
	for _, e := range g.Edges {
		when := ""
		if e.When != last {
			when, last = safe(e.When), e.When
		}
		object := ""
		if e.To >= 0 {
			object = " " + p.palette.object(safe(g.Nodes[e.To].Label))
		}
		if e.Text != "" {
			object = " " + p.palette.object(safe(e.Text))
		}
		if e.Tail != "" {
			object += " " + safe(e.Tail)
		}
		label := safe(strings.Join(e.Labels, ", "))
		if e.Denied {
			label = "not " + label
		}
		fmt.Fprintf(p.out, "%s  %s %s%s%s\n", text.AlignRight.Apply(when, wide), p.palette.subject(safe(g.Nodes[e.From].Label)),
			p.palette.predicate(label), object, p.palette.faint(marks(&e)))
	}
}

// marks tells in words what strokes tell in a picture.
func marks(e *diagram.Edge) string {
	var list []string
	if e.Planned {
		list = append(list, "planned")
	}
	if e.Reported {
		list = append(list, "reported")
	}
	if len(list) == 0 {
		return ""
	}
	return " (" + strings.Join(list, ", ") + ")"
}
