package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/term"
)

// A grid is a table for people: columns two blanks apart, long cells wrapped.
type grid struct{ t table.Writer }

// newGrid starts a table of columns. On a terminal its cells share the width.
func (p *program) newGrid(columns ...string) *grid {
	g := &grid{table.NewWriter()}
	style := table.StyleDefault
	style.Box.PaddingLeft, style.Box.PaddingRight = "", "  "
	style.Options = table.Options{}
	style.Format.Header = text.FormatDefault
	g.t.SetStyle(style)
	g.t.SuppressTrailingSpaces()
	var header table.Row
	var widths []table.ColumnConfig
	for i, c := range columns {
		header = append(header, p.palette.bold(c))
		widths = append(widths, table.ColumnConfig{Number: i + 1, WidthMax: p.cellWidth(len(columns)), WidthMaxEnforcer: text.WrapSoft})
	}
	g.t.AppendHeader(header)
	g.t.SetColumnConfigs(widths)
	return g
}

// cellWidth is where the cells of a table are wrapped. Without a terminal it
// is the same everywhere, so that output can be compared.
func (p *program) cellWidth(columns int) int {
	if p.screen {
		if w, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil && w > 0 {
			return max(14, w/max(1, columns)+8)
		}
	}
	return 44
}

// row adds cells, which must be safe already where they are painted.
func (g *grid) row(cells ...string) {
	row := make(table.Row, len(cells))
	for i, c := range cells {
		row[i] = c
	}
	g.t.AppendRow(row)
}

func (p *program) print(g *grid) {
	for _, line := range strings.Split(g.t.Render(), "\n") {
		fmt.Fprintln(p.out, strings.TrimRight(line, " "))
	}
}
