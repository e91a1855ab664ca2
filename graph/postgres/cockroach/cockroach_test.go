package cockroach

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/lib/pq"

	"github.com/dramatis-kg/dramatis/graph/postgres/pgtest"
)

func TestMain(m *testing.M) {
	Register()
	m.Run()
}

// A statement keeps its second label, on PostgreSQL in place of CockroachDB.
func TestSecondLabel(t *testing.T) {
	place := pgtest.Start(t).Empty(t)
	if err := graph.InitQuadStore(Type, place, nil); err != nil {
		t.Fatal(err)
	}
	if err := graph.InitQuadStore(Type, place, nil); !errors.Is(err, graph.ErrDatabaseExists) {
		t.Errorf("a second InitQuadStore\n got %v\nwant ErrDatabaseExists", err)
	}
	qs, err := graph.NewQuadStore(Type, place, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer qs.Close()
	w, err := qs.NewQuadWriter()
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, label := range []string{"a:ferry", "a:bridge", "a:ferry"} {
		q := quad.Make(quad.IRI("a:ann-marsh"), quad.IRI("a:meet"), quad.IRI("a:bo-lind"), quad.IRI(label))
		if _, err := w.WriteQuads([]quad.Quad{q}); err != nil {
			t.Fatal(err)
		}
		want = append(want, q.NQuad())
	}
	var got []string
	it := qs.QuadsAllIterator()
	defer it.Close()
	for it.Next(context.Background()) {
		got = append(got, qs.Quad(it.Result()).NQuad())
	}
	slices.Sort(got)
	slices.Sort(want)
	want = slices.Compact(want)
	if it.Err() != nil || !slices.Equal(got, want) {
		t.Errorf("stored\n got %s, %v\nwant %s", strings.Join(got, "\n     "), it.Err(), strings.Join(want, "\n     "))
	}
}

// Statements run again as long as the server says so.
func TestRetry(t *testing.T) {
	db, err := sql.Open("postgres", pgtest.Start(t).Empty(t))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	runs := 0
	err = retry(tx, func() error {
		if runs++; runs < 3 {
			return &pq.Error{Code: "40001"}
		}
		_, err := tx.Exec("SELECT 1")
		return err
	})
	if err != nil || runs != 3 {
		t.Errorf("retry\n got %v after %d runs\nwant nil after 3", err, runs)
	}
	boom := errors.New("boom")
	if err := retry(tx, func() error { return boom }); err != boom {
		t.Errorf("retry of what fails\n got %v\nwant boom", err)
	}
}
