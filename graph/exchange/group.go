package exchange

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/identity"
)

const (
	shares     = 128      // into which the lines are parted
	inMemory   = 48 << 20 // bytes of lines that are kept there before files are used
	factPrefix = "dramatis:fact/"
	factOf     = "<dramatis:document>"
)

// A sorter brings the lines of N-Quads that belong to one document together.
// Lines come in any order, and more of them than memory holds; so they are
// parted by document into shares, of which one after the other is read. A line
// belongs to the document that is its label or that holds the fact that is.
type sorter struct {
	share   [shares]bytes.Buffer
	pending bytes.Buffer       // edges of facts not met yet
	facts   map[[16]byte]uint8 // the share of each fact
	size    int                // bytes in memory
	folder  string             // of files; "" while there are none
	skip    func(error)        // told of a line that belongs to no document
	judged  func(identity.Judgement)
	edges   map[string]int // lines of judgements' edges, until their records are found
}

func newSorter(skip func(error), judged func(identity.Judgement)) *sorter {
	return &sorter{facts: make(map[[16]byte]uint8), edges: make(map[string]int), skip: skip, judged: judged}
}

func (s *sorter) close() {
	if s.folder != "" {
		os.RemoveAll(s.folder)
	}
}

// add takes a line and its number.
func (s *sorter) add(n int, line []byte) error {
	label := labelOf(line)
	to := &s.pending
	switch {
	case label == nil:
		if t := bytes.TrimSpace(line); len(t) > 0 && t[0] != '#' {
			s.skip(fmt.Errorf("line %d: no quad with a label: %.80q", n, t))
		}
		return nil
	case bytes.HasPrefix(label, documentPrefix):
		share := shareOf(label)
		to = &s.share[share]
		s.learn(line, share)
	case bytes.HasPrefix(label, []byte(factPrefix)):
		if share, ok := s.facts[keyOf(label)]; ok {
			to = &s.share[share]
		}
	case bytes.HasPrefix(label, []byte(judgementPrefix)):
		s.judgement(n, line, string(label))
		return nil
	default:
		s.skip(fmt.Errorf("line %d: the label %.80q is neither a document nor a fact", n, label))
		return nil
	}
	return s.put(to, n, line)
}

// judgement takes a line of a judgement: its record holds all of it.
func (s *sorter) judgement(n int, line []byte, label string) {
	if label != string(judgements) {
		if _, ok := s.edges[label]; !ok {
			s.edges[label] = n
		}
		return
	}
	q, _, err := statement(line, nil)
	if err == nil {
		var j identity.Judgement
		if j, err = judgementOf(q); err == nil {
			s.edges[j.ID()] = 0
			s.judged(j)
			return
		}
	}
	s.skip(fmt.Errorf("line %d: %w", n, err))
}

// bare complains of judgements without a record.
func (s *sorter) bare() {
	for label, n := range s.edges {
		if n > 0 {
			s.skip(fmt.Errorf("line %d: no record of the judgement %.80q", n, label))
		}
	}
}

var documentPrefix = []byte(graph.DocumentIRI(""))

// learn remembers the document of a fact if the line names it.
func (s *sorter) learn(line []byte, share uint8) {
	if fact := factIn(line); fact != nil {
		s.facts[keyOf(fact)] = share
	}
}

// factIn returns the fact whose document the line names, nil if it names none.
func factIn(line []byte) []byte {
	end := bytes.IndexByte(line, '>')
	if end < 1 || line[0] != '<' || !bytes.HasPrefix(bytes.TrimLeft(line[end+1:], " \t"), []byte(factOf)) {
		return nil
	}
	return line[1:end]
}

func (s *sorter) put(to *bytes.Buffer, n int, line []byte) error {
	var number [20]byte
	to.Write(strconv.AppendInt(number[:0], int64(n), 10))
	to.WriteByte(' ')
	to.Write(line)
	to.WriteByte('\n')
	s.size += len(line) + 8
	if s.size < inMemory {
		return nil
	}
	return s.spill()
}

// labelOf returns the label of a line, nil if it has none. What stands between
// angle brackets at the end of a line can be nothing else, or statement will
// complain.
func labelOf(line []byte) []byte {
	line = bytes.TrimRight(line, " \t\r")
	if len(line) == 0 || line[len(line)-1] != '.' {
		return nil
	}
	line = bytes.TrimRight(line[:len(line)-1], " \t")
	if len(line) == 0 || line[len(line)-1] != '>' {
		return nil
	}
	start := bytes.LastIndexByte(line, '<')
	if start < 1 {
		return nil
	}
	return line[start+1 : len(line)-1]
}

func shareOf(doc []byte) uint8 {
	h := fnv.New32a()
	h.Write(doc)
	return uint8(h.Sum32() % shares)
}

func keyOf(fact []byte) (k [16]byte) {
	h := fnv.New128a()
	h.Write(fact)
	h.Sum(k[:0])
	return k
}

// spill appends what is in memory to the files.
func (s *sorter) spill() error {
	if s.folder == "" {
		folder, err := os.MkdirTemp("", "dramatis-import-*")
		if err != nil {
			return err
		}
		s.folder = folder
	}
	for i := range s.share {
		if err := s.append(strconv.Itoa(i), &s.share[i]); err != nil {
			return err
		}
	}
	s.size = 0
	return s.append("pending", &s.pending)
}

func (s *sorter) append(name string, b *bytes.Buffer) error {
	f, err := os.OpenFile(filepath.Join(s.folder, name), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(b.Bytes())
	b.Reset()
	return errors.Join(err, f.Close())
}

// content returns all lines of a share, or of those pending.
func (s *sorter) content(name string, b *bytes.Buffer) ([]byte, error) {
	if s.folder == "" {
		return b.Bytes(), nil
	}
	old, err := os.ReadFile(filepath.Join(s.folder, name))
	if err != nil {
		return nil, err
	}
	return append(old, b.Bytes()...), nil
}

// settle moves the pending lines to their shares.
func (s *sorter) settle() error {
	in := bytes.NewReader(s.pending.Bytes())
	lines := newLines(in)
	if s.folder != "" {
		if err := s.spill(); err != nil {
			return err
		}
		f, err := os.Open(filepath.Join(s.folder, "pending"))
		if err != nil {
			return err
		}
		defer f.Close()
		lines = newLines(f)
	}
	for lines.Scan() {
		number, text, _ := bytes.Cut(lines.Bytes(), []byte(" "))
		n, _ := strconv.Atoi(string(number))
		label := labelOf(text)
		share, ok := s.facts[keyOf(label)]
		if !ok {
			s.skip(fmt.Errorf("line %d: no document holds the fact %.80q", n, label))
			continue
		}
		if s.folder == "" {
			s.share[share].Write(lines.Bytes())
			s.share[share].WriteByte('\n')
		} else if err := s.put(&s.share[share], n, text); err != nil {
			return err
		}
	}
	return lines.Err()
}

// A numbered is a line of N-Quads and its number.
type numbered struct {
	line []byte
	n    int
}

// documents yields the lines of each document, in an order that depends on
// nothing but the documents.
func (s *sorter) documents(ctx context.Context) iter.Seq2[[]numbered, error] {
	return func(yield func([]numbered, error) bool) {
		if err := s.settle(); err != nil {
			yield(nil, err)
			return
		}
		s.facts = nil
		for i := range s.share {
			lines, err := s.content(strconv.Itoa(i), &s.share[i])
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(nil, err)
				return
			}
			for _, doc := range split(lines) {
				if !yield(doc, nil) {
					return
				}
			}
			s.share[i] = bytes.Buffer{}
		}
	}
}

// split parts the lines of a share into those of each document, by IRI.
func split(lines []byte) [][]numbered {
	var all []numbered
	for line := range bytes.Lines(lines) {
		number, text, _ := bytes.Cut(bytes.TrimSuffix(line, []byte("\n")), []byte(" "))
		n, _ := strconv.Atoi(string(number))
		all = append(all, numbered{text, n})
	}
	facts := make(map[string][]byte) // the document of each
	for _, l := range all {
		if fact := factIn(l.line); fact != nil {
			facts[string(fact)] = labelOf(l.line)
		}
	}
	docs := make(map[string][]numbered)
	var order []string
	for _, l := range all {
		doc := labelOf(l.line)
		if of, ok := facts[string(doc)]; ok {
			doc = of
		}
		if docs[string(doc)] == nil {
			order = append(order, string(doc))
		}
		docs[string(doc)] = append(docs[string(doc)], l)
	}
	slices.Sort(order)
	out := make([][]numbered, len(order))
	for i, doc := range order {
		out[i] = docs[doc]
	}
	return out
}

// quadDocuments yields the lines of each document of N-Quads.
func quadDocuments(ctx context.Context, r io.Reader, skip func(error), judged func(identity.Judgement)) iter.Seq2[[]numbered, error] {
	return func(yield func([]numbered, error) bool) {
		s := newSorter(skip, judged)
		defer s.close()
		lines := newLines(r)
		for n := 1; lines.Scan(); n++ {
			err := s.add(n, lines.Bytes())
			if n%1024 == 0 && err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(nil, err)
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield(nil, readError(err))
			return
		}
		s.bare()
		s.documents(ctx)(yield)
	}
}
