package main

import (
	"bytes"
	"encoding/base64"
	"image/png"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph/diagram"
)

func quay() *diagram.Graph {
	return &diagram.Graph{
		Title: "The quay",
		Nodes: []diagram.Node{
			{Label: "Ann Reyes", Kind: extract.Person, Role: "mayor"}, {Label: "Old Quay\x1b[2J", Kind: extract.Place, Focus: true}, {Label: "Bo Lind", Kind: extract.Person},
		},
		Edges: []diagram.Edge{
			{From: 0, To: 1, Labels: []string{"opened", "visited"}},
			{From: 2, To: 1, Labels: []string{"close"}, Denied: true},
			{From: 2, To: 0, Labels: []string{"accused"}, Reported: true},
			{From: 1, To: 1, Labels: []string{"is"}},
		},
	}
}

func TestWordPicture(t *testing.T) {
	var out bytes.Buffer
	p := newProgram(strings.NewReader(""), &out, &out)
	if err := p.wordPicture(quay()); err != nil {
		t.Fatal(err)
	}
	p.out.Flush()
	want := `The quay


Old Quay\x1b[2J  place
├◀ opened +1 ── Ann Reyes, mayor
│  ╰◀ accused ┄┄ Bo Lind ↗
├─ is ────────▶ Old Quay\x1b[2J ↗
╰◀ not close ╳─ Bo Lind
`
	if out.String() != want {
		t.Errorf("in words\n got %s\nwant %s", out.String(), want)
	}
}

// What terminals are sent is the PNG, in pieces that they take.
func TestShowPicture(t *testing.T) {
	for _, shows := range []string{"kitty", "iterm"} {
		var out bytes.Buffer
		p := newProgram(strings.NewReader(""), &out, &out)
		p.shows = shows
		c := cli.NewContext(cli.NewApp(), nil, &cli.Context{Context: t.Context()})
		if err := p.showPicture(c, quay(), diagram.Options{DPI: 72}); err != nil {
			t.Fatal(err)
		}
		p.out.Flush()
		data := ""
		if shows == "iterm" {
			_, data, _ = strings.Cut(strings.TrimSuffix(out.String(), "\a\n"), ":")
		} else {
			for _, part := range strings.Split(strings.TrimSuffix(out.String(), "\n"), "\x1b\\") {
				if len(part) > kittyChunk+64 {
					t.Errorf("a piece of %d bytes", len(part))
				}
				_, piece, _ := strings.Cut(part, ";")
				data += piece
			}
		}
		b, err := base64.StdEncoding.DecodeString(data)
		if err != nil {
			t.Fatalf("%s: %v", shows, err)
		}
		if _, err := png.Decode(bytes.NewReader(b)); err != nil {
			t.Errorf("%s: %v", shows, err)
		}
	}
}

func TestPictureTerminal(t *testing.T) {
	for _, test := range []struct{ term, program, tmux, want string }{
		{"xterm-256color", "", "", ""}, {"xterm-kitty", "", "", "kitty"}, {"xterm-256color", "iTerm.app", "", "iterm"}, {"xterm-256color", "mintty", "", "iterm"},
		{"xterm-kitty", "", "/tmp/tmux", ""}, {"screen", "WezTerm", "", ""},
	} {
		for key, value := range map[string]string{"TERM": test.term, "TERM_PROGRAM": test.program, "TMUX": test.tmux, "KITTY_WINDOW_ID": ""} {
			t.Setenv(key, value)
		}
		if got := pictureTerminal(); got != test.want {
			t.Errorf("TERM=%s TERM_PROGRAM=%s TMUX=%s\n got %q\nwant %q", test.term, test.program, test.tmux, got, test.want)
		}
	}
}
