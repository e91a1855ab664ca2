package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/identity"
	"github.com/dramatis-kg/dramatis/queries"
)

func (p *program) mergeCommand() *cli.Command {
	return &cli.Command{
		Name:      "merge",
		Usage:     "say that names mean one actor",
		ArgsUsage: "A B…",
		Description: `Joins actors for good: articles that are added, removed or read anew do not
change it, dramatis undo does. The facts stay as the articles have them.

Examples:
  dramatis merge "Bo Lindqvist" "B. Lindkvist"
  dramatis merge reyes "the Mayor" --reason "she was elected in May"`,
		Flags:  judgementFlags(),
		Action: p.merge,
	}
}

func (p *program) splitCommand() *cli.Command {
	return &cli.Command{
		Name:      "split",
		Usage:     "say that names of one actor mean several",
		ArgsUsage: "A [NAME…]",
		Description: `Takes names out of an actor, each of which then is an actor of its own; all of
them where none is given. "dramatis show A" lists them. --doc takes out what one
article says, where two people have the same name.

Examples:
  dramatis split "Ann Reyes" "A. Reyes"
  dramatis split "Tom Marsh" --doc ferry.txt --reason "the skipper, not the judge"
  dramatis split "Halden Lines"`,
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "doc", Usage: "only what document `DOC` says: its identifier, file or address"},
		}, judgementFlags()...),
		Action: p.split,
	}
}

func (p *program) undoCommand() *cli.Command {
	return &cli.Command{
		Name:      "undo",
		Usage:     "take back the last judgement on identity",
		ArgsUsage: "[ID…]",
		Description: `Takes back what the last merge, split, answer of resolve or import has said, and
the one before when it is typed again; or the judgements with these identifiers,
which "dramatis judgements" lists.

Examples:
  dramatis undo
  dramatis undo 3f0a52aa07`,
		Action: p.undo,
	}
}

// judgementFlags sign a judgement.
func judgementFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "reason", Usage: "keep `WORDS` with the judgement"},
		&cli.StringFlag{Name: "author", Usage: "sign as `NAME` ($DRAMATIS_AUTHOR or the user's name by default)"},
		&cli.StringFlag{Name: "at", Usage: "sign with `TIME` (2024-05-02T10:00:00Z) in place of now"},
	}
}

// A signature says who judges and when.
type signature struct{ author, reason, time string }

func signatureOf(c *cli.Context) (signature, error) {
	s := signature{c.String("author"), c.String("reason"), c.String("at")}
	for _, name := range []string{os.Getenv("DRAMATIS_AUTHOR"), os.Getenv("USER"), os.Getenv("USERNAME"), "somebody"} {
		if s.author == "" {
			s.author = name
		}
	}
	if s.author == identity.Machine {
		return s, fail(exitUsage, "--author %s: that is the program itself, name a person", s.author)
	}
	if s.time == "" {
		s.time = time.Now().UTC().Format(time.RFC3339)
	}
	if _, err := time.Parse(time.RFC3339, s.time); err != nil {
		return s, fail(exitUsage, "--at %s: must be a time like 2024-05-02T10:00:00Z", quote(s.time))
	}
	return s, nil
}

// judging opens the graph for writing and calls do with it as it is now.
func (p *program) judging(c *cli.Context, do func(*graph.Store, *queries.Snapshot) error) error {
	s, err := open(c, graph.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	snapshot, err := queries.Load(c.Context, s)
	if err != nil {
		return readError(c, err)
	}
	return do(s, snapshot)
}

// judge stores judgements, signed.
func judge(c *cli.Context, s *graph.Store, list []identity.Judgement, by signature) error {
	_, err := s.Judge(context.WithoutCancel(c.Context), identity.Sign(list, by.author, by.reason, by.time))
	return readError(c, err)
}

func (p *program) merge(c *cli.Context) error {
	names, err := arguments(c, 2, -1)
	if err != nil {
		return err
	}
	by, err := signatureOf(c)
	if err != nil {
		return err
	}
	return p.judging(c, func(store *graph.Store, s *queries.Snapshot) error {
		actors, err := p.lookupAll(s, names)
		if err != nil {
			return err
		}
		var list []identity.Judgement
		for _, e := range actors[1:] {
			more, err := s.Identity().Merge(actors[0].IRI, e.IRI)
			if err != nil {
				return fail(exitUsage, "both names mean %s: nothing is to be merged", actors[0].Name)
			}
			list = append(list, more...)
		}
		if err := judge(c, store, list, by); err != nil {
			return err
		}
		for _, e := range actors[1:] {
			fmt.Fprintf(p.errs, "merged %s into %s: `dramatis undo` takes it back\n", quote(e.Name), quote(actors[0].Name))
		}
		return nil
	})
}

func (p *program) split(c *cli.Context) error {
	args, err := arguments(c, 1, -1)
	if err != nil {
		return err
	}
	by, err := signatureOf(c)
	if err != nil {
		return err
	}
	return p.judging(c, func(store *graph.Store, s *queries.Snapshot) error {
		e, err := p.lookup(s, args[0])
		if err != nil {
			return err
		}
		actor, ok := s.Identity().Actor(e.IRI)
		if !ok {
			return fail(exitNothing, "%s has no names to be taken apart", quote(e.Name))
		}
		doc, err := oneDocument(c, store, c.String("doc"))
		if err != nil {
			return err
		}
		keys, err := namesOf(actor, args[1:], doc)
		if err != nil {
			return err
		}
		list, err := s.Identity().Split(actor.IRI, keys...)
		if err != nil {
			return fail(exitUsage, "%s has one name only: --doc takes out what one article says", quote(e.Name))
		}
		if err := judge(c, store, list, by); err != nil {
			return err
		}
		fmt.Fprintf(p.errs, "split %s: `dramatis undo` takes it back\n", quote(e.Name))
		return nil
	})
}

// namesOf returns the keys of those names of an actor that are meant, in one
// document where doc is given; none where all are.
func namesOf(actor identity.Actor, asked []string, doc string) ([]string, error) {
	var keys []string
	for _, name := range asked {
		n := len(keys)
		for _, have := range actor.Names {
			if name == have.IRI || slices.Equal(identity.Words(name), identity.Words(have.Text)) {
				keys = append(keys, have.IRI)
			}
		}
		if len(keys) == n {
			var texts []string
			for _, have := range actor.Names {
				texts = append(texts, quote(have.Text))
			}
			return nil, fail(exitNothing, "%s is not joined in %s: its names are %s", quote(name), quote(actor.Name), strings.Join(texts, ", "))
		}
	}
	if doc == "" {
		return keys, nil
	}
	var in []string
	for _, have := range actor.Names {
		if slices.Contains(have.Documents, doc) && (len(asked) == 0 || slices.Contains(keys, have.IRI)) {
			in = append(in, identity.In(have.IRI, doc))
		}
	}
	if len(in) == 0 {
		return nil, fail(exitNothing, "that document does not speak of %s", quote(actor.Name))
	}
	return in, nil
}

func (p *program) undo(c *cli.Context) error {
	asked, err := arguments(c, 0, -1)
	if err != nil {
		return err
	}
	s, err := open(c, graph.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	var ids []string
	for _, name := range asked {
		id, err := judgementID(c, s, name)
		if err != nil {
			return err
		}
		ids = append(ids, id)
	}
	gone, err := s.Undo(context.WithoutCancel(c.Context), ids...)
	if errors.Is(err, graph.ErrNotFound) {
		return fail(exitNothing, "there is no judgement to take back")
	}
	if err != nil {
		return readError(c, err)
	}
	for _, j := range gone {
		fmt.Fprintf(p.errs, "took back: %s\n", safe(judgementWords(j)))
	}
	return nil
}

// judgementID returns the IRI of the only judgement that begins so.
func judgementID(c *cli.Context, s *graph.Store, name string) (string, error) {
	hash := strings.TrimPrefix(name, "dramatis:judgement/")
	var found []string
	for j, err := range s.Judgements(c.Context) {
		if err != nil {
			return "", readError(c, err)
		}
		if id := j.ID(); strings.HasPrefix(strings.TrimPrefix(id, "dramatis:judgement/"), hash) && len(hash) >= 4 {
			found = append(found, id)
		}
	}
	if len(found) != 1 {
		return "", fail(exitNothing, "%s is the beginning of %s: `dramatis judgements` lists them", quote(name), count(len(found), "judgement"))
	}
	return found[0], nil
}

// judgementWords tells a judgement on one line: "person/ann-reyes is
// person/a-reyes".
func judgementWords(j identity.Judgement) string {
	verb := " is "
	if j.Verdict == identity.Different {
		verb = " is not "
	}
	return keyWords(j.A) + verb + keyWords(j.B)
}

// keyWords is a key as people read it.
func keyWords(key string) string {
	name, doc, in := strings.Cut(strings.TrimPrefix(key, "dramatis:"), "@")
	if in {
		name += " in " + doc[:min(10, len(doc))]
	}
	return name
}
