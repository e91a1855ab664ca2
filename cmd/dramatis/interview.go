package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/identity"
	"github.com/dramatis-kg/dramatis/queries"
)

// An interview asks about pairs of actors, one key each.
type interview struct {
	*program
	c       *cli.Context
	s       *queries.Snapshot
	by      signature
	open    []identity.Proposal
	joined  map[string]string // actors that were joined in this interview, to others of them
	replies []reply
}

// A reply is an answer of this interview.
type reply struct {
	at   int      // of the pair
	ids  []string // judgements; none for "later"
	from string   // the actor that a yes has joined to another; "" for none
}

func (s *interview) run() error {
	for at := 0; at >= 0; {
		if at < len(s.open) && s.top(s.open[at].A) == s.top(s.open[at].B) {
			at++ // by an answer to another pair
			continue
		}
		if at == len(s.open) && len(s.replies) == 0 {
			break
		}
		s.show(at)
		key, err := s.key()
		if err == nil {
			at, err = s.take(at, key)
		}
		if err != nil {
			return err
		}
	}
	s.summary()
	return nil
}

// take does what a key asks for and returns the pair to ask about next, -1 for
// none.
func (s *interview) take(at int, key byte) (int, error) {
	switch {
	case key == 'q':
		return -1, nil
	case key == 'u':
		return s.takeBack(at)
	case at == len(s.open):
		return at, nil
	case key == 'l':
		s.replies = append(s.replies, reply{at: at})
		return at + 1, nil
	}
	return at + 1, s.answer(at, key == 'y')
}

func (s *interview) summary() {
	yes, no := 0, 0
	for _, g := range s.replies {
		switch {
		case g.from != "":
			yes++
		case len(g.ids) > 0:
			no++
		}
	}
	fmt.Fprintf(s.out, "%s joined, %d kept apart\n", count(yes, "pair"), no)
}

// top follows joins to the actor that stands for all of them.
func (s *interview) top(iri string) string {
	for s.joined[iri] != "" {
		iri = s.joined[iri]
	}
	return iri
}

// show prints a pair with its evidence and asks.
func (s *interview) show(at int) {
	if at == len(s.open) {
		fmt.Fprint(s.out, "\nThat was the last pair. [u]ndo [q]uit ")
		s.out.Flush()
		return
	}
	o := s.open[at]
	fmt.Fprintf(s.out, "\n%s  %s\n", s.palette.bold(fmt.Sprintf("%d of %d", at+1, len(s.open))), safe(o.Reason))
	if o.Against != "" {
		fmt.Fprintf(s.out, "  but: %s\n", safe(o.Against))
	}
	s.side("A", o.A)
	s.side("B", o.B)
	fmt.Fprintf(s.out, "One actor (%.2f)? [y]es [n]o [l]ater [u]ndo [q]uit ", o.Score)
	s.out.Flush()
}

func (s *interview) side(letter, iri string) {
	a := sideOf(s.s, iri)
	fmt.Fprintf(s.out, "  %s  %s  %s, %s in %s\n", letter, s.palette.bold(safe(a.Name)), safe(a.Kind),
		count(a.Mentions, "mention"), count(a.Documents, "document"))
	line := func(what string, words []string) {
		if len(words) > 0 {
			fmt.Fprintf(s.out, "     %s %s\n", s.palette.faint(what), safe(few(words)))
		}
	}
	line("names:", a.Names)
	line("roles:", a.Roles)
	line("with:", a.Company)
	line("beware:", a.Beware)
	for _, text := range a.Sentences {
		fmt.Fprintf(s.out, "     · %s\n", safe(cutText(text, 200)))
	}
}

// cutText cuts what is too long for a glance.
func cutText(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}

// key waits for one of the keys and prints it. On a terminal none has to be
// followed by Enter. The end of the input and Ctrl-C quit.
func (s *interview) key() (byte, error) {
	if f, ok := s.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		before, err := term.MakeRaw(int(f.Fd()))
		if err != nil {
			return 0, fail(exitUsage, "the terminal gives no single keys: %v", err)
		}
		defer term.Restore(int(f.Fd()), before)
	}
	var b [1]byte
	for {
		n, err := s.in.Read(b[:])
		if n == 0 && err != nil {
			b[0] = 'q'
			if err != io.EOF {
				b[0] = 4
			}
		}
		switch k := b[0] | 0x20; {
		case b[0] == 3, b[0] == 4: // Ctrl-C, Ctrl-D
			fmt.Fprintln(s.out, "q")
			return 'q', nil
		case strings.IndexByte("ynluq", k) >= 0 && b[0] > 0x40:
			fmt.Fprintf(s.out, "%c\n", k)
			return k, nil
		}
	}
}

// answer keeps a yes or a no.
func (s *interview) answer(at int, yes bool) error {
	o := s.open[at]
	decide := s.s.Identity().Distinguish
	if yes {
		decide = s.s.Identity().Merge
	}
	list, err := decide(o.A, o.B)
	if err != nil {
		return fail(exitFault, "%v", err)
	}
	signed := identity.Sign(list, s.by.author, s.by.reason, s.by.time)
	if err := s.keep(s.c, signed); err != nil {
		return err
	}
	g := reply{at: at}
	for _, j := range signed {
		if j, err = j.Tidy(); err != nil {
			return fail(exitFault, "%v", err)
		}
		g.ids = append(g.ids, j.ID())
	}
	if yes {
		g.from = s.top(o.A)
		s.joined[g.from] = s.top(o.B)
	}
	s.replies = append(s.replies, g)
	return nil
}

// takeBack undoes the last answer of the interview and returns the pair it was
// given to.
func (s *interview) takeBack(at int) (int, error) {
	if len(s.replies) == 0 {
		fmt.Fprint(s.out, "nothing to undo\n")
		return at, nil
	}
	last := s.replies[len(s.replies)-1]
	s.replies = s.replies[:len(s.replies)-1]
	if last.from != "" {
		delete(s.joined, last.from)
	}
	if len(last.ids) == 0 {
		return last.at, nil
	}
	store, err := open(s.c, graph.Options{})
	if err != nil {
		return at, err
	}
	defer store.Close()
	_, err = store.Undo(context.WithoutCancel(s.c.Context), last.ids...)
	return last.at, readError(s.c, err)
}
