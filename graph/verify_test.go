package graph

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph/kv/btree"
	"github.com/cayleygraph/cayley/graph/proto"
	hidalgo "github.com/hidal-go/hidalgo/kv"
)

// faultsOf returns all that Verify finds, a line each.
func faultsOf(t testing.TB, s *Store) string {
	t.Helper()
	var all []string
	err := s.Verify(ctx, func(doc string, _ int, faults []string) {
		for _, f := range faults {
			all = append(all, strings.TrimSpace(doc+" "+f))
		}
	})
	if err != nil {
		all = append(all, "error: "+err.Error())
	}
	return strings.Join(all, "\n")
}

func TestVerifySound(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		check := func(when string, documents int) {
			t.Helper()
			if got := faultsOf(t, s); got != "" {
				t.Errorf("Verify %s\n got %s\nwant nothing", when, got)
			}
			seen, quads, whole := 0, 0, 0
			if err := s.Verify(ctx, func(doc string, n int, _ []string) {
				if doc == "" {
					whole += n
				} else {
					quads += n
					seen++
				}
			}); err != nil {
				t.Fatal(err)
			}
			if want := strings.Count(export(t, s), "\n"); seen != documents || quads != want || whole != want {
				t.Errorf("Verify %s\n got %d documents, %d quads, %d in all\nwant %d, %d", when, seen, quads, whole, documents, want)
			}
		}
		check("of an empty store", 0)
		add(t, s, ferry(t), "/a", Added)
		add(t, s, ferry(t), "/copy", Unchanged)
		add(t, s, bridge(t), "", Added)
		check("of two documents", 2)
		add(t, s, council(t), "/a", Replaced)
		add(t, s, bridge(t), "/copy", Replaced)
		check("after replacing", 2)
		if _, err := s.Remove(ctx, DocumentIRI(bridge(t).ID)); err != nil {
			t.Fatal(err)
		}
		check("after removing", 1)
	})
}

// clone copies what is in db into memory, changed by change.
func clone(t *testing.T, pairs []hidalgo.Pair, change func(i int) []byte) hidalgo.KV {
	t.Helper()
	db := btree.New()
	err := hidalgo.Update(ctx, db, func(tx hidalgo.Tx) error {
		for i, p := range pairs {
			if v := change(i); v != nil {
				if err := tx.Put(p.Key, v); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func pairsOf(t *testing.T, s *Store) (pairs []hidalgo.Pair) {
	t.Helper()
	err := hidalgo.View(s.kv, func(tx hidalgo.Tx) error {
		it := tx.Scan(nil)
		for it.Next(ctx) {
			pairs = append(pairs, hidalgo.Pair{Key: it.Key().Clone(), Val: it.Val().Clone()})
		}
		return it.Close()
	})
	if err != nil {
		t.Fatal(err)
	}
	return pairs
}

// timeless returns a record of the log without its time, which nothing reads.
func timeless(k hidalgo.Key, v []byte) string {
	var p proto.Primitive
	if string(k[0]) != "log" || p.Unmarshal(v) != nil {
		return string(v)
	}
	p.Timestamp = 0
	out, err := p.Marshal()
	if err != nil {
		return string(v)
	}
	return string(out)
}

// Whatever value below is changed or lost, Verify finds it.
func TestVerifyFindsEveryChange(t *testing.T) {
	s, err := Memory()
	if err != nil {
		t.Fatal(err)
	}
	s.extractor = "english-1"
	add(t, s, council(t), "/a", Added)
	add(t, s, bridge(t), "/b", Added)
	add(t, s, council(t), "/b", Replaced)
	pairs := pairsOf(t, s)
	tried, classes := 0, map[string]int{}
	for i, p := range pairs {
		if isMark(p.Key, p.Val) {
			continue // how memory makes a bucket
		}
		flips := []int{-1} // the value is lost
		for b := range p.Val {
			if !testing.Short() || len(p.Val) <= 8 || b%37 == i%37 {
				flips = append(flips, b)
			}
		}
		for _, b := range flips {
			changed := bytes.Clone(p.Val)
			what := "lost"
			if b < 0 {
				changed = nil
			} else {
				changed[b] ^= 1 << ((b + i) % 8)
				what = fmt.Sprintf("byte %d changed", b)
			}
			if changed != nil && timeless(p.Key, changed) == timeless(p.Key, p.Val) {
				continue
			}
			tried++
			class := string(p.Key[0])
			if len(class) == 3 && class != "log" {
				class = class[:1]
			} else if class == "dramatis" || class == "meta" {
				class += " " + string(p.Key[1])
			}
			classes[class]++
			db := clone(t, pairs, func(j int) []byte {
				if j == i {
					return changed
				}
				return pairs[j].Val
			})
			bad, err := newStore(db)
			if err != nil {
				continue // found on opening
			}
			if faultsOf(t, bad) == "" {
				t.Errorf("%q (%q) %s: Verify finds nothing", p.Key, p.Val, what)
			}
		}
	}
	t.Logf("%d changes: %v", tried, classes)
	for _, class := range []string{"log", "sp", "op", "c", "v", "n", "dramatis documents", "dramatis origins", "dramatis version", "meta size", "meta horizon", "meta indexes", "meta version"} {
		if classes[class] == 0 {
			t.Errorf("nothing of class %q was changed", class)
		}
	}
}

// What is written where nothing belongs is found too.
func TestVerifyFindsStrangers(t *testing.T) {
	s, err := Memory()
	if err != nil {
		t.Fatal(err)
	}
	add(t, s, council(t), "/a", Added)
	pairs := pairsOf(t, s)
	hash := bytes.Repeat([]byte{1}, 20)
	for _, p := range []hidalgo.Pair{
		{Key: hidalgo.Key{{'v', 1, 1}, hash}, Val: []byte{1}},
		{Key: hidalgo.Key{{'n', 1, 1}, hash}, Val: []byte{1}},
		{Key: hidalgo.SKey("sp", "0123456789abcdef"), Val: []byte{1}},
		{Key: hidalgo.SKey("dramatis", "documents", "0"), Val: []byte(`{"quads":0}`)},
		{Key: hidalgo.SKey("dramatis", "origins", "0"), Val: []byte(`{"document":"0"}`)},
		{Key: hidalgo.SKey("dramatis", "more"), Val: []byte(`{}`)},
		{Key: hidalgo.SKey("meta", "more"), Val: []byte(`1`)},
		{Key: hidalgo.SKey("strange", "more"), Val: []byte(`1`)},
		{Key: hidalgo.SKey("log", "12345678"), Val: []byte(`1`)},
	} {
		more := append(pairs[:len(pairs):len(pairs)], p)
		bad, err := newStore(clone(t, more, func(i int) []byte { return more[i].Val }))
		if err == nil && faultsOf(t, bad) == "" {
			t.Errorf("Verify finds nothing wrong with %q", p.Key)
		}
	}
}

// A record that contradicts its text or its quads is found although its
// digests are right.
func TestVerifyReadsQuotes(t *testing.T) {
	s := stored(t, ferry(t))
	doc := DocumentIRI(ferry(t).ID)
	for name, change := range map[string]func(l ledger) error{
		"another text": func(l ledger) error {
			e, err := l.document(ferry(t).ID)
			if err == nil {
				e.Content = digest("another")
				err = l.write(documentKey(ferry(t).ID), e)
			}
			return err
		},
		"one quad less": func(l ledger) error {
			e, err := l.document(ferry(t).ID)
			if err == nil {
				e.Quads--
				err = l.write(documentKey(ferry(t).ID), e)
			}
			return err
		},
	} {
		bad, err := newStore(clone(t, pairsOf(t, s), func(i int) []byte { return pairsOf(t, s)[i].Val }))
		if err == nil {
			err = bad.update(ctx, func(l ledger, _ *reader) error { return change(l) })
		}
		if err != nil {
			t.Fatal(err)
		}
		if got := faultsOf(t, bad); !strings.HasPrefix(got, doc+" ") {
			t.Errorf("%s\n got %q\nwant a fault of %s", name, got, doc)
		}
	}
	r := factRecord{Start: 0, End: 10, Predicate: predicateRecord{Span: [2]int{4, 9}}}
	text := newPoints("Ann met Bo")
	for _, c := range []struct {
		name   string
		change func(r *factRecord)
		wrong  int
	}{
		{"sound", func(*factRecord) {}, 0},
		{"no sentence", func(r *factRecord) { r.End = 0 }, 1},
		{"sentence outside", func(r *factRecord) { r.End = 11 }, 1},
		{"predicate outside", func(r *factRecord) { r.Predicate.Span[1] = 11 }, 1},
		{"subject turned round", func(r *factRecord) { r.Subject.Span = [2]int{3, 2} }, 1},
		{"object outside", func(r *factRecord) { r.Object = &argumentRecord{Span: [2]int{-1, 2}} }, 1},
		{"source outside", func(r *factRecord) { r.Source = &argumentRecord{Span: [2]int{8, 20}} }, 1},
	} {
		v, f := &verification{}, r
		c.change(&f)
		if v.evidence(&f, text, "dramatis:fact/1"); len(v.found) != c.wrong {
			t.Errorf("%s\n got %q\nwant %d faults", c.name, v.found, c.wrong)
		}
	}
}

// A store of schema 1 can be read as it is, and is brought up to date when it
// is opened for writing; its documents are read anew when they are added.
func TestMigrate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	s := openNew(t, path)
	add(t, s, ferry(t), "/a", Added)
	add(t, s, bridge(t), "", Added)
	want := export(t, s)
	err := s.update(ctx, func(l ledger, _ *reader) error {
		for _, d := range []string{ferry(t).ID, bridge(t).ID} {
			e, err := l.document(d)
			if err != nil {
				return err
			}
			old := struct {
				Origins []string `json:"origins"`
				Quads   int      `json:"quads"`
				SHA256  string   `json:"sha256"`
			}{e.Origins, e.Quads, e.SHA256}
			if err := l.tx.Put(documentKey(d), []byte(pack(old))); err != nil {
				return err
			}
		}
		err := l.tx.Put(originKey("/a"), []byte(pack(originEntry{ferry(t).ID, "/a"})))
		if err == nil {
			err = l.tx.Put(versionKey, []byte(`{"schema":1}`))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	before, _ := os.ReadFile(path)
	r, err := Open(path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := export(t, r) + faultsOf(t, r); got != want {
		t.Errorf("schema 1, read only\n got %s\nwant %s", got, want)
	}
	r.Close()
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("reading changes a store of schema 1")
	}
	for range 2 {
		s, err = Open(path, Options{Extractor: "new"})
		if err != nil {
			t.Fatal(err)
		}
		if got := export(t, s) + faultsOf(t, s); got != want {
			t.Errorf("schema 1, brought up to date\n got %s\nwant %s", got, want)
		}
		s.Close()
	}
	s, _ = Open(path, Options{Extractor: "new"})
	defer s.Close()
	if ok, err := s.Has(ctx, ferry(t).ID); ok || err != nil {
		t.Errorf("Has of what an unknown extractor read\n got %t, %v\nwant false", ok, err)
	}
	add(t, s, ferry(t), "/a", Unchanged) // the same facts
	if ok, err := s.Has(ctx, ferry(t).ID); !ok || err != nil {
		t.Errorf("Has after reading it again\n got %t, %v\nwant true", ok, err)
	}
}
