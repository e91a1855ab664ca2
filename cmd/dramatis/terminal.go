package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/fatih/color"
	"golang.org/x/term"
)

// safe makes text from articles, names and files fit for one line of a
// terminal: controls, which could move the cursor or change the screen, and
// marks that reverse the direction of text are written as \x1b and \u202e.
func safe(s string) string {
	if strings.IndexFunc(s, unsafe) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case !unsafe(r):
			b.WriteRune(r)
		case r == '\n' || r == '\t' || r == '\r':
			b.WriteByte(' ')
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

func unsafe(r rune) bool {
	return r < 0x20 || 0x7f <= r && r < 0xa0 || 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069
}

// quote is safe text between quotation marks.
func quote(s string) string { return `"` + safe(s) + `"` }

// A filter makes what passes through it safe, line by line: data formats keep
// their tabs and line ends on a terminal and lose their escape sequences.
type filter struct{ w io.Writer }

func (f filter) Write(b []byte) (int, error) {
	lines := strings.SplitAfter(string(b), "\n")
	for i, line := range lines {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		for j := range cells {
			cells[j] = safe(cells[j])
		}
		lines[i] = strings.Join(cells, "\t")
		if strings.HasSuffix(line, "\n") {
			lines[i] += "\n"
		}
	}
	if _, err := io.WriteString(f.w, strings.Join(lines, "")); err != nil {
		return 0, err
	}
	return len(b), nil
}

func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// A palette paints words for a terminal; its zero paints nothing.
type palette struct{ on bool }

func (p palette) paint(s string, attributes ...color.Attribute) string {
	if !p.on {
		return s
	}
	c := color.New(attributes...)
	c.EnableColor()
	return c.Sprint(s)
}

func (p palette) bold(s string) string      { return p.paint(s, color.Bold) }
func (p palette) faint(s string) string     { return p.paint(s, color.Faint) }
func (p palette) subject(s string) string   { return p.paint(s, color.FgCyan, color.Bold) }
func (p palette) predicate(s string) string { return p.paint(s, color.FgYellow, color.Bold) }
func (p palette) object(s string) string    { return p.paint(s, color.FgMagenta, color.Bold) }
