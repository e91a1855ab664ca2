package postgres

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/hidal-go/hidalgo/kv"

	"github.com/dramatis-kg/dramatis/graph/postgres/pgtest"
)

var ctx = context.Background()

func TestServer(t *testing.T) {
	s := pgtest.Start(t)
	for name, test := range map[string]func(*testing.T, *pgtest.Server){
		"ledger": testLedger, "quads": testQuads,
	} {
		t.Run(name, func(t *testing.T) { test(t, s) })
	}
}

func begin(ctx context.Context, tx kv.Tx) error { return tx.Put(versionKey, kv.Value("1")) }

func open(t *testing.T, s *pgtest.Server) *DB {
	t.Helper()
	db, err := Open(ctx, s.Empty(t), Options{Create: true, Begin: begin})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func (db *DB) update(t *testing.T, write func(*Tx) error) {
	t.Helper()
	tx, err := db.Begin(ctx, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(write(tx), tx.Commit(ctx)); err != nil {
		t.Fatal(err)
	}
}

// Keys keep their order and their parts, whatever bytes are in them.
func testLedger(t *testing.T, s *pgtest.Server) {
	db := open(t, s)
	keys := []kv.Key{kv.SKey("a"), kv.SKey("a", "b"), kv.SKey("a", "b\x00"), kv.SKey("a", "b\x00", "c"), kv.SKey("a", "b\x00\x01c"), kv.SKey("a", "b\x01"), kv.SKey("a", "bé", "\xff\x00")}
	db.update(t, func(tx *Tx) error {
		for i := range keys {
			k := keys[len(keys)-1-i]
			if err := tx.Put(k, kv.Value(fmt.Sprint(len(keys)-1-i))); err != nil {
				return err
			}
		}
		return nil
	})
	tx, err := db.Tx(false)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Close()
	n := 0
	it := tx.Scan(kv.SKey("a"))
	for it.Next(ctx) {
		if it.Key().Compare(keys[n]) != 0 || string(it.Val()) != fmt.Sprint(n) {
			t.Errorf("entry %d\n got %q: %s\nwant %q", n, it.Key(), it.Val(), keys[n])
		}
		n++
	}
	if it.Err() != nil || n != len(keys) {
		t.Errorf("Scan\n got %d entries, %v\nwant %d", n, it.Err(), len(keys))
	}
	if _, err := tx.Get(ctx, kv.SKey("b")); !errors.Is(err, kv.ErrNotFound) {
		t.Errorf("Get of what is not there\n got %v\nwant kv.ErrNotFound", err)
	}
}

func quads(n int) (out []quad.Quad) {
	for i := range n {
		out = append(out, quad.Quad{
			Subject: quad.IRI(fmt.Sprintf("a:%d", i%7)), Predicate: quad.IRI("a:p"),
			Object: quad.String(fmt.Sprintf("it's \"%d\" \\x00 {,} é", i)), Label: quad.IRI(fmt.Sprintf("a:doc/%d", i%3)),
		})
	}
	return out
}

func testQuads(t *testing.T, s *pgtest.Server) {
	db := open(t, s)
	all := append(quads(50),
		quad.Quad{Subject: quad.IRI("a:x"), Predicate: quad.IRI("a:p"), Object: quad.LangString{Value: "ferry", Lang: "en"}, Label: quad.IRI("a:doc/0")},
		quad.Quad{Subject: quad.IRI("a:x"), Predicate: quad.IRI("a:p"), Object: quad.TypedString{Value: "3", Type: "a:int"}, Label: quad.IRI("a:doc/0")},
		quad.Quad{Subject: quad.IRI("a:x"), Predicate: quad.IRI("a:p"), Object: quad.String("3"), Label: quad.IRI("a:doc/0")},
		quad.Quad{Subject: quad.IRI("a:x"), Predicate: quad.IRI("a:p"), Object: quad.String("3"), Label: quad.IRI("a:doc/1")})
	db.update(t, func(tx *Tx) error { return tx.Add(all) })
	if got, want := stored(t, db), lines(all); got != want {
		t.Errorf("stored\n got %s\nwant %s", got, want)
	}
	db.update(t, func(tx *Tx) error { return tx.Remove(all[:20]) })
	if got, want := stored(t, db), lines(all[20:]); got != want {
		t.Errorf("stored after removal\n got %s\nwant %s", got, want)
	}
	tx, err := db.Begin(ctx, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := tx.Remove(all[:1]); err == nil {
		t.Error("a quad that is not stored is removed without complaint")
	}
	tx.Close()
	db.update(t, func(tx *Tx) error { return tx.Remove(all[20:]) })
	if got := stored(t, db); got != "" {
		t.Errorf("stored after removal of all\n got %s", got)
	}
}

func lines(quads []quad.Quad) string {
	var out []string
	for _, q := range quads {
		out = append(out, q.NQuad())
	}
	return sorted(out)
}

// stored returns what the store holds, and what Check says.
func stored(t *testing.T, db *DB) string {
	t.Helper()
	tx, err := db.Begin(ctx, false)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Close()
	var out []string
	for i := range 3 {
		links, err := tx.Links(ctx, []quad.Direction{quad.Label}, []uint64{tx.Node(quad.IRI(fmt.Sprintf("a:doc/%d", i)))})
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range links {
			v, err := tx.Values(ctx, []uint64{l.Subject, l.Predicate, l.Object, l.Label})
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, quad.Quad{Subject: v[0], Predicate: v[1], Object: v[2], Label: v[3]}.NQuad())
		}
	}
	faults, n, err := tx.Check(ctx, func(quad.Value) error { return nil })
	if err != nil || len(faults) > 0 || n != len(out) {
		t.Errorf("Check\n got %d quads, %q, %v\nwant %d and no fault", n, faults, err, len(out))
	}
	return sorted(out)
}

func sorted(list []string) string {
	slices.Sort(list)
	return strings.Join(list, "\n")
}
