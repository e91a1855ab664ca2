package queries

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"github.com/dramatis-kg/dramatis/graph"
)

// fewestKept is the number of facts below which reading them anew takes no
// time to speak of.
const fewestKept = 1000

// LoadKept is Load by way of a file in which an earlier call has kept what it
// made of src, if program, which tells the build of the caller, and the revision
// of src are what they were then. Otherwise it reads src and writes the file,
// unless src is small. A file that cannot be read or written only costs time. A
// revision of "" keeps nothing.
func LoadKept(ctx context.Context, src interface {
	Source
	Revision(context.Context) (string, error)
}, file, program string) (*Snapshot, error) {
	revision, err := src.Revision(ctx)
	if err != nil || revision == "" || file == "" {
		return Load(ctx, src)
	}
	stamp := keptFormat + "\n" + program + "\n" + revision
	if s, err := readKept(file, stamp); err == nil {
		return s, nil
	}
	s, err := Load(ctx, src)
	if err != nil || len(s.facts) < fewestKept {
		return s, err
	}
	if now, err := src.Revision(ctx); err == nil && now == revision {
		_ = writeKept(file, s.keep(stamp)) // the next call will be as slow as this one
	}
	return s, nil
}

// keep returns the bytes of a file: a head with the stamp and the length and
// checksum of every part, then the parts. The first holds the stamp, the
// second where each text ends, the third the texts.
func (s *Snapshot) keep(stamp string) []byte {
	table := &coder{numbers: map[string]uint32{}}
	var parts [][]byte
	code := func(do func(*coder)) {
		c := &coder{texts: table.texts, numbers: table.numbers}
		do(c)
		table.texts = c.texts
		parts = append(parts, c.row)
	}
	code(func(c *coder) { codeDocuments(c, s) })
	code(func(c *coder) { codeEntities(c, s) })
	code(func(c *coder) { codeLinks(c, s) })
	code(func(c *coder) { codeInner(c, s) })
	code(s.index().code)
	code(func(c *coder) {
		if s.register != nil {
			s.register().code(c)
		}
	})
	for first := 0; first < len(s.facts); first += chunk {
		facts := s.facts[first:min(first+chunk, len(s.facts))]
		code(func(c *coder) { list(c, &facts, codeFact) })
	}
	var ends, texts []byte
	for _, t := range table.texts {
		texts = append(texts, t...)
		ends = binary.LittleEndian.AppendUint32(ends, uint32(len(texts)))
	}
	if uint64(len(texts)) > 1<<32-1 {
		return nil // more than 32 bits can tell apart
	}
	parts = append([][]byte{[]byte(stamp), ends, texts}, parts...)
	out := binary.LittleEndian.AppendUint32(nil, uint32(len(parts)))
	for _, p := range parts {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(p)))
		out = binary.LittleEndian.AppendUint32(out, crc32.Checksum(p, castagnoli))
	}
	return append(out, bytes.Join(parts, nil)...)
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// writeKept makes the file appear whole or not at all.
func writeKept(file string, data []byte) error {
	if data == nil {
		return nil
	}
	f, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+".*.tmp") // mode 0600, as the store
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), file)
}

// readKept returns the snapshot that file keeps under stamp.
func readKept(file, stamp string) (*Snapshot, error) {
	data, err := readOwn(file, stamp)
	if err != nil {
		return nil, err
	}
	parts, err := split(data)
	if err != nil {
		return nil, err
	}
	if len(parts) < 3+factParts || string(parts[0]) != stamp {
		return nil, errKept
	}
	table, err := keptTexts(parts[1], parts[2])
	if err != nil {
		return nil, err
	}
	return unpack(table, parts[3:])
}

// readOwn reads a file that holds the stamp near its beginning: what is of
// another version is not worth reading. Nor is what another user may have put
// there, who could make us tell things that are not in the store.
func readOwn(file, stamp string) ([]byte, error) {
	if info, err := os.Stat(file); err != nil || !info.Mode().IsRegular() {
		return nil, cmp.Or(err, errKept) // opening a pipe would wait
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() || !ours(info) {
		return nil, cmp.Or(err, errKept)
	}
	head := make([]byte, 1<<16)
	n, _ := f.ReadAt(head, 0)
	if !bytes.Contains(head[:n], []byte(stamp)) {
		return nil, errKept
	}
	data := make([]byte, info.Size())
	_, err = io.ReadFull(f, data)
	return data, err
}

// split returns the parts of a file.
func split(data []byte) ([][]byte, error) {
	if len(data) < 4 {
		return nil, errKept
	}
	n := int(binary.LittleEndian.Uint32(data))
	if n > (len(data)-4)/8 {
		return nil, errKept
	}
	head, body := data[4:4+8*n], data[4+8*n:]
	parts := make([][]byte, n)
	for i := range parts {
		size, sum := int(binary.LittleEndian.Uint32(head[8*i:])), binary.LittleEndian.Uint32(head[8*i+4:])
		if size > len(body) {
			return nil, errKept
		}
		parts[i], body = body[:size], body[size:]
		if crc32.Checksum(parts[i], castagnoli) != sum {
			return nil, errKept
		}
	}
	return parts, nil
}

func keptTexts(ends, all []byte) ([]string, error) {
	whole := string(all)
	texts := make([]string, len(ends)/4)
	start := 0
	for i := range texts {
		end := int(binary.LittleEndian.Uint32(ends[4*i:]))
		if end < start || end > len(whole) {
			return nil, errKept
		}
		texts[i], start = whole[start:end], end
	}
	return texts, nil
}

// unpack makes a snapshot of the parts that follow the texts.
func unpack(table []string, parts [][]byte) (*Snapshot, error) {
	s := &Snapshot{}
	count := 0
	for _, p := range parts[factParts:] {
		if len(p) < 4 {
			return nil, errKept
		}
		count += int(binary.LittleEndian.Uint32(p))
	}
	s.facts = make([]graph.Fact, count)
	var tasks []func() bool
	task := func(part int, do func(*coder)) {
		tasks = append(tasks, func() bool {
			c := &coder{reading: true, row: parts[part], texts: table}
			do(c)
			return !c.short && c.at == len(c.row)
		})
	}
	for i := factParts; i < len(parts); i++ {
		first := (i - factParts) * chunk
		task(i, func(c *coder) {
			var n uint32
			c.word(&n)
			for j := first; j < min(first+int(n), count); j++ {
				codeFact(c, &s.facts[j])
			}
		})
	}
	task(docPart, func(c *coder) { codeDocuments(c, s); s.numberDocuments() })
	task(entityPart, func(c *coder) { codeEntities(c, s); s.numberEntities() })
	task(linkPart, func(c *coder) { codeLinks(c, s) })
	task(innerPart, func(c *coder) { codeInner(c, s) })
	if !together(tasks) || !s.sound() {
		return nil, errKept
	}
	s.register = registerFrom(parts[identityPart], table)
	s.labels = sync.OnceValue(func() *labels { return label(s) })
	s.index = sync.OnceValue(func() *nameIndex {
		x := &nameIndex{entities: s.entities}
		c := &coder{reading: true, row: parts[namePart], texts: table}
		if x.code(c); c.short || !x.sound() {
			return indexNames(s.entities)
		}
		return x
	})
	return s, nil
}

// sound says whether all that points into s points at something.
func (s *Snapshot) sound() bool {
	l := &s.links
	if len(l.start) != len(s.entities)+1 || l.start[0] != 0 || int(l.start[len(s.entities)]) != len(l.arcs) || !slices.IsSorted(l.start) {
		return false
	}
	for i := range l.arcs {
		a := &l.arcs[i]
		if a.to < 0 || int(a.to) >= len(s.entities) || a.fact < 0 || int(a.fact) >= len(s.facts) || a.via < -1 {
			return false
		}
		if a.via < 0 {
			continue
		}
		if own := len(s.facts[a.fact].Modifiers); int(a.via) >= own && int(a.via) >= own+len(s.inner[a.fact]) {
			return false
		}
	}
	return true
}

// sound is that of a snapshot for the index.
func (x *nameIndex) sound() bool {
	beyond := func(list []int32, n int) bool {
		return slices.ContainsFunc(list, func(i int32) bool { return i < 0 || int(i) >= n })
	}
	for i := range x.entries {
		e := &x.entries[i]
		if e.entity < 0 || int(e.entity) >= len(x.entities) || beyond(e.words, len(x.vocabulary)) {
			return false
		}
	}
	if len(x.letters) != len(x.vocabulary) || len(x.postings) != len(x.vocabulary) {
		return false
	}
	for _, p := range x.postings {
		if beyond(p, len(x.entries)) {
			return false
		}
	}
	for _, m := range []map[string][]int32{x.short, x.glued} {
		for _, p := range m {
			if beyond(p, len(x.entries)) {
				return false
			}
		}
	}
	return true
}

// together runs tasks on all processors and says whether all went well.
func together(tasks []func() bool) bool {
	well := make([]bool, len(tasks))
	queue := make(chan int)
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for i := range queue {
				well[i] = tasks[i]()
			}
		})
	}
	for i := range tasks {
		queue <- i
	}
	close(queue)
	all.Wait()
	for _, ok := range well {
		if !ok {
			return false
		}
	}
	return true
}
