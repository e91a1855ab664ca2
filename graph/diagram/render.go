package diagram

import (
	"context"
	"io"
)

// Render draws g to w. Equal graphs and options give equal bytes; letters that
// the embedded font lacks make PNG depend on the computer's fonts. It refuses
// what no single picture can show: more than MaxNodes or MaxEdges.
//
// Unless o.InProcess is set, Render starts this program once more as a child
// that lays graphs out, one at a time: Prepare starts it ahead, the time limit
// or any failure ends it, and it stays for some seconds after each picture.
func Render(ctx context.Context, w io.Writer, g *Graph, o Options) error {
	o, err := o.resolved()
	if err != nil {
		return err
	}
	if err := g.check(); err != nil {
		return err
	}
	if write, ok := dataFormats[o.Format]; ok {
		_, err := io.WriteString(w, write(g, o))
		return err
	}
	s, err := compose(ctx, g, o)
	if err != nil {
		return err
	}
	title := clean(g.Title, maxTitleRunes)
	switch o.Format {
	case "png":
		return s.png(w, o)
	case "pdf":
		return s.pdf(w, o, title)
	}
	_, err = io.WriteString(w, s.svg(o, title, clean(g.Subtitle, 3*maxTitleRunes)))
	return err
}

// dataFormats write a graph for other programs to draw.
var dataFormats = map[string]func(*Graph, Options) string{
	"dot": DOT, "mermaid": mermaid, "graphml": graphML, "gexf": gexf, "cytoscape": cytoscape,
}

func (n *placedNode) outline() []point { return kindStyles[n.style].shape.outline(n.rect) }

// textCentre is where n's text is centred: folds and spines push it aside.
func (n *placedNode) textCentre() point {
	c := n.c
	switch kindStyles[n.style].shape {
	case bookBox:
		c.x += 2.5
	case cutBox:
		c.y += 1
	}
	return c.sub(point{y: n.role.h / 2})
}

// roleCentre is where n's role is centred, below its text.
func (n *placedNode) roleCentre() point {
	c := n.textCentre()
	c.y += (n.text.h + n.role.h) / 2
	return c
}

// baseline returns the y of the base line of line i of b around the centre.
func (b *textBlock) baseline(centre float64, i int) float64 {
	// Capitals of Noto Sans are 0.714 em high: half of that centres them.
	return centre + (float64(i)-float64(len(b.lines)-1)/2)*b.size*leading + b.size*0.355
}

// crossAt is where the mark of a denied edge stands, half way to the arrow.
func (e *placedEdge) crossAt() (at, direction point) {
	line, _ := e.arrow()
	return line.middle()
}

// cross returns the strokes that mark a denied edge.
func (e *placedEdge) cross() [][]point {
	if !e.denied || len(e.curve) == 0 {
		return nil
	}
	at, d := e.crossAt()
	u := point{d.x - d.y, d.x + d.y}.scale(4.2)
	v := point{d.x + d.y, d.y - d.x}.scale(4.2)
	return [][]point{{at.sub(u), at.add(u)}, {at.sub(v), at.add(v)}}
}
