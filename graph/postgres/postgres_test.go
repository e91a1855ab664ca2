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
	for name, test := range map[string]func(*testing.T, *DB){"ledger": testLedger, "quads": testQuads, "load": testLoad, "ahead": testAhead} {
		t.Run(name, func(t *testing.T) { test(t, open(t, s, nil)) })
		// What we send to CockroachDB is something that PostgreSQL understands.
		t.Run(name+", as to CockroachDB", func(t *testing.T) { test(t, open(t, s, &cockroachDialect)) })
	}
}

func begin(ctx context.Context, tx kv.Tx) error { return tx.Put(versionKey, kv.Value("1")) }

func open(t *testing.T, s *pgtest.Server, d *dialect) *DB {
	t.Helper()
	db, err := Open(ctx, s.Empty(t), Options{Create: true, Begin: begin, dialect: d})
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
func testLedger(t *testing.T, db *DB) {
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

func testQuads(t *testing.T, db *DB) {
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

// Load replaces everything at once, or nothing.
func testLoad(t *testing.T, db *DB) {
	db.update(t, func(tx *Tx) error { return tx.Add(quads(3)) })
	before := stored(t, db)
	boom := errors.New("boom")
	fill := func(all []quad.Quad, err error) func(kv.Tx) error {
		return func(tx kv.Tx) error {
			for some := range slices.Chunk(all, 1000) {
				if err := tx.(*Loader).Add(some); err != nil {
					return err
				}
			}
			return errors.Join(err, tx.Put(versionKey, kv.Value("1")), tx.Put(versionKey, kv.Value("2")))
		}
	}
	check := func(err error) func(kv.Tx) error { return func(kv.Tx) error { return err } }
	if err := db.Load(ctx, fill(quads(9), boom), check(nil)); !errors.Is(err, boom) || stored(t, db) != before {
		t.Errorf("Load that fails\n got %v and %s\nwant boom and %s", err, stored(t, db), before)
	}
	if err := db.Load(ctx, fill(quads(9), nil), check(boom)); !errors.Is(err, boom) || stored(t, db) != before {
		t.Errorf("Load that is found wrong\n got %v and %s\nwant boom and %s", err, stored(t, db), before)
	}
	all := append(quads(5000), quad.Quad{Subject: quad.IRI("a:x"), Predicate: quad.IRI("a:p"), Object: quad.LangString{Value: "a\tb\nc\\", Lang: "en"}, Label: quad.IRI("a:doc/0")},
		quad.Quad{Subject: quad.IRI("a:x"), Predicate: quad.IRI("a:p"), Object: quad.TypedString{Value: "\\N", Type: "a:int"}, Label: quad.IRI("a:doc/0")})
	if err := db.Load(ctx, fill(all, nil), check(nil)); err != nil {
		t.Fatal(err)
	}
	if got, want := stored(t, db), lines(all); got != want {
		t.Errorf("stored after Load\n got %.300s\nwant %.300s", got, want)
	}
	tx, err := db.Begin(ctx, true)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Close()
	if v, err := tx.Get(ctx, versionKey); string(v) != "2" {
		t.Errorf("the ledger after Load\n got %s, %v\nwant 2", v, err)
	}
	if err := tx.Add(all[:1]); !isCode(err, "23505") {
		t.Errorf("a quad that is stored already\n got %v\nwant an error of the unique index", err)
	}
}

// What is fetched ahead is what would have been fetched one by one.
func testAhead(t *testing.T, db *DB) {
	doc, member := quad.IRI("a:doc/0"), quad.IRI("a:in")
	all := []quad.Quad{
		{Subject: doc, Predicate: quad.IRI("a:text"), Object: quad.String("Ann met Bo."), Label: doc},
		{Subject: quad.IRI("a:fact"), Predicate: member, Object: doc, Label: doc},
		{Subject: quad.IRI("a:ann"), Predicate: quad.IRI("a:meet"), Object: quad.IRI("a:bo"), Label: quad.IRI("a:fact")},
		{Subject: quad.IRI("a:ann"), Predicate: quad.IRI("a:meet"), Object: quad.IRI("a:bo"), Label: quad.IRI("a:other")},
	}
	db.update(t, func(tx *Tx) error { return errors.Join(tx.Add(all), tx.Put(kv.SKey("a"), kv.Value("b"))) })
	tell := func(tx *Tx) string {
		var out []string
		for _, ask := range []struct {
			dirs  []quad.Direction
			nodes []quad.Value
		}{
			{[]quad.Direction{quad.Label}, []quad.Value{doc}}, {[]quad.Direction{quad.Label}, []quad.Value{quad.IRI("a:fact")}},
			{[]quad.Direction{quad.Label}, []quad.Value{quad.IRI("a:other")}}, {[]quad.Direction{quad.Label}, []quad.Value{quad.IRI("a:none")}},
			{[]quad.Direction{quad.Subject, quad.Predicate}, []quad.Value{doc}}, {[]quad.Direction{quad.Subject, quad.Predicate}, []quad.Value{doc, quad.IRI("a:text")}},
			{[]quad.Direction{quad.Object, quad.Predicate}, []quad.Value{doc, member}}, {[]quad.Direction{quad.Subject, quad.Predicate}, []quad.Value{quad.IRI("a:fact")}},
		} {
			var numbers []uint64
			for _, v := range ask.nodes {
				numbers = append(numbers, tx.Node(v))
			}
			links, err := tx.Links(ctx, ask.dirs, numbers)
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range links {
				v, err := tx.Values(ctx, []uint64{l.Subject, l.Predicate, l.Object, l.Label})
				if err != nil {
					t.Fatal(err)
				}
				out = append(out, fmt.Sprint(ask.dirs, ask.nodes, v))
			}
		}
		return sorted(out)
	}
	plain, ahead := read(t, db), read(t, db)
	if err := ahead.Ahead(ctx, []uint64{ahead.Node(doc)}, ahead.Node(member), []kv.Key{kv.SKey("a")}); err != nil {
		t.Fatal(err)
	}
	if got, want := tell(ahead), tell(plain); got != want || strings.Count(want, "\n") != 7 {
		t.Errorf("after Ahead\n got %s\nwant %s", got, want)
	}
	if v, err := ahead.Get(ctx, kv.SKey("a")); string(v) != "b" {
		t.Errorf("Get after Ahead\n got %s, %v\nwant b", v, err)
	}
	if found, err := plain.LinksOfAny(ctx, []quad.Direction{quad.Subject, quad.Predicate}, []uint64{plain.Node(doc), plain.Node(quad.IRI("a:ann"))}, plain.Node(quad.IRI("a:meet"))); len(found) != 2 {
		t.Errorf("LinksOfAny\n got %v, %v\nwant 2 links", found, err)
	}
}

func read(t *testing.T, db *DB) *Tx {
	t.Helper()
	tx, err := db.Begin(ctx, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tx.Close() })
	return tx
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
