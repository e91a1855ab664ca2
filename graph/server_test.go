package graph

import (
	"bufio"
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	_ "github.com/cayleygraph/cayley/graph/sql/postgres"
	"github.com/cayleygraph/quad"
	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph/postgres/pgtest"
)

func TestServer(t *testing.T) {
	server := pgtest.Start(t)
	for _, test := range []struct {
		name string
		run  func(*testing.T, *pgtest.Server)
	}{
		{"Builders", testBuilders}, {"Kill", testKilledBuilder}, {"Cut", testCutConnection}, {"Busy", testBusy},
		{"StockCayley", testStockCayley}, {"Foreign", testForeign}, {"Mutations", testServerMutations},
		{"Secrets", testSecrets}, {"Restore", testRestoreFails},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, server) })
	}
}

// buildProcess starts a process that adds builtDocuments to the store at place.
func buildProcess(t *testing.T, place string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), "GRAPH_TEST_BUILD="+place)
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	return c, bufio.NewScanner(out)
}

func townCopy(t *testing.T) string { return nquadsOf(t, town(builtDocuments)...) }

// Four processes that build one store of the same documents, from nothing, give
// the store that one would have built.
func testBuilders(t *testing.T, server *pgtest.Server) {
	place := server.Empty(t)
	var all []*exec.Cmd
	var outs []*bufio.Scanner
	for range 4 {
		c, out := buildProcess(t, place)
		all, outs = append(all, c), append(outs, out)
	}
	for i, c := range all {
		last := ""
		for outs[i].Scan() {
			last = outs[i].Text()
		}
		if err := c.Wait(); err != nil {
			t.Errorf("builder %d: %v: %s", i, err, last)
		}
	}
	s := openNew(t, place)
	defer s.Close()
	if export(t, s) != townCopy(t) {
		t.Error("four builders give another graph than one")
	}
	if got := faultsOf(t, s); got != "" {
		t.Errorf("Verify\n got %s\nwant nothing", got)
	}
}

// A builder that is killed loses no document it has acknowledged, and holds up
// nobody.
func testKilledBuilder(t *testing.T, server *pgtest.Server) {
	place := server.Empty(t)
	docs := town(builtDocuments)
	acknowledged := 0
	for round := 1; acknowledged < builtDocuments; round++ {
		c, out := buildProcess(t, place)
		done := -1 // lines read: "open", then documents
		for done < 9*round && out.Scan() {
			done++
		}
		time.Sleep(time.Duration(round*7%10) * time.Millisecond)
		c.Process.Kill()
		c.Wait()
		acknowledged = max(acknowledged, done)
		s := openNew(t, place)
		var kept []*extract.Document
		for i, d := range docs {
			ok, err := s.Has(ctx, d.ID)
			if err != nil || !ok && i < acknowledged {
				t.Fatalf("round %d: document %d of %d acknowledged is lost (%v)", round, i, acknowledged, err)
			}
			if ok {
				kept = append(kept, d)
			}
		}
		if export(t, s) != nquadsOf(t, kept...) {
			t.Fatalf("round %d: the store does not hold its %d documents whole", round, len(kept))
		}
		s.Close()
	}
}

// When the server ends a connection the store says so; what was acknowledged is
// there, and the rest comes with the next try.
func testCutConnection(t *testing.T, server *pgtest.Server) {
	place := server.Empty(t)
	s := openNew(t, place)
	add(t, s, ferry(t), "/f", Added)
	s.kv.fault = func(int) error {
		return server.Exec("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction' AND application_name = 'dramatis'")
	}
	_, err := s.Add(ctx, bridge(t), "/b")
	if !errors.Is(err, ErrServer) || !strings.Contains(fmt.Sprint(err), "again") {
		t.Errorf("Add on a connection that is cut\n got %v\nwant ErrServer and a remedy", err)
	}
	if _, err := s.Add(ctx, bridge(t), "/b"); !errors.Is(err, ErrClosed) {
		t.Errorf("Add after a failed write\n got %v\nwant ErrClosed", err)
	}
	s = openNew(t, place)
	defer s.Close()
	if got, want := export(t, s), nquadsOf(t, ferry(t)); got != want {
		t.Errorf("after a failed write\n got %s\nwant %s", got, want)
	}
	add(t, s, bridge(t), "/b", Added)
}

// Who waits too long for another writer is told who that is, and can go on.
func testBusy(t *testing.T, server *pgtest.Server) {
	place := server.Empty(t)
	s := openNew(t, place)
	defer s.Close()
	other := openNew(t, place)
	defer other.Close()
	other.server.SetLockWait(300 * time.Millisecond)
	err := s.update(ctx, func(ledger, *reader) error {
		start := time.Now()
		_, err := other.Add(ctx, ferry(t), "")
		if took := time.Since(start); !errors.Is(err, ErrLocked) || took > 3*time.Second || !strings.Contains(err.Error(), "dramatis, process ") {
			t.Errorf("Add while another writes\n got %v after %v\nwant ErrLocked and the process", err, took)
		}
		if err := other.Compact(ctx); !errors.Is(err, ErrLocked) {
			t.Errorf("Compact while another writes\n got %v\nwant ErrLocked", err)
		}
		if got := export(t, other); got != "" {
			t.Errorf("a reader beside a writer\n got %s", got)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	add(t, other, ferry(t), "", Added)
}

// Stock Cayley reads the tables, and follows its paths through them.
func testStockCayley(t *testing.T, server *pgtest.Server) {
	place := server.Empty(t)
	s := openNew(t, place)
	defer s.Close()
	add(t, s, ferry(t), "", Added)
	add(t, s, bridge(t), "", Added)
	qs, err := cayley.NewQuadStore("postgres", place, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer qs.Close()
	var lines []string
	it := qs.QuadsAllIterator()
	defer it.Close()
	for it.Next(ctx) {
		line, err := appendQuad(nil, qs.Quad(it.Result()))
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, string(line))
	}
	slices.Sort(lines)
	if got, want := strings.Join(lines, ""), export(t, s); got != want || it.Err() != nil {
		t.Errorf("Cayley reads\n got %s, %v\nwant %s", got, it.Err(), want)
	}
	checkPath(t, qs)
}

// Tables of another program are left alone.
func testForeign(t *testing.T, server *pgtest.Server) {
	place := server.Empty(t)
	if err := pgtest.Exec(place, "CREATE TABLE nodes (name text)", "INSERT INTO nodes VALUES ('mine')"); err != nil {
		t.Fatal(err)
	}
	for _, o := range []Options{{}, {Create: true}, {ReadOnly: true}} {
		if _, err := Open(place, o); !errors.Is(err, ErrNotStore) || !strings.Contains(err.Error(), "search_path") {
			t.Errorf("Open(%+v)\n got %v\nwant ErrNotStore and a remedy", o, err)
		}
	}
	place = server.Empty(t)
	s := openNew(t, place)
	err := s.update(ctx, func(l ledger, _ *reader) error { return l.write(versionKey, versionEntry{Schema: schemaVersion + 1}) })
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	if _, err := Open(place, Options{}); !errors.Is(err, ErrVersion) {
		t.Errorf("Open of a newer schema\n got %v\nwant ErrVersion", err)
	}
}

// testServerMutations changes every value of every row, one after the other,
// and wants Verify to find it; where no server is required, of a few rows. The
// number of a quad means nothing.
func testServerMutations(t *testing.T, server *pgtest.Server) {
	place := server.Empty(t)
	s := openNew(t, place)
	defer s.Close()
	add(t, s, council(t), "/a", Added)
	db, err := sql.Open("postgres", place)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, dir := range quad.Directions { // a server would not let us otherwise
		if _, err := db.Exec("ALTER TABLE quads DROP CONSTRAINT " + dir.String() + "_hash_fk"); err != nil {
			t.Fatal(err)
		}
	}
	want := export(t, s)
	flipped := "set_byte(%[1]s, length(%[1]s) / 2, get_byte(%[1]s, length(%[1]s) / 2) # 1)"
	tried := 0
	for _, c := range []struct{ table, column, change string }{
		{"nodes", "hash", flipped}, {"nodes", "refs", "refs + 1"}, {"nodes", "refs", "refs - 1"},
		{"nodes", "value_string", "value_string || 'x'"}, {"nodes", "value_string", "overlay(value_string placing '#' from 1)"},
		{"nodes", "value_string", "NULL"}, {"nodes", "iri", "CASE WHEN iri THEN NULL ELSE true END"}, {"nodes", "iri", "false"},
		{"nodes", "bnode", "true"}, {"nodes", "value", "'x'"}, {"nodes", "datatype", "'a:b'"}, {"nodes", "language", "'en'"},
		{"nodes", "value_int", "1"}, {"nodes", "value_bool", "true"}, {"nodes", "value_float", "1"}, {"nodes", "value_time", "now()"},
		{"quads", "subject_hash", flipped}, {"quads", "predicate_hash", flipped}, {"quads", "object_hash", flipped}, {"quads", "label_hash", flipped},
		{"quads", "label_hash", "NULL"}, {"quads", "ts", "now()"}, {"quads", "object_hash", "subject_hash"},
		{"dramatis_ledger", "key", flipped}, {"dramatis_ledger", "value", flipped},
	} {
		change := c.change
		if strings.Contains(change, "%") {
			change = fmt.Sprintf(change, c.column)
		}
		for row := 0; ; row++ {
			undo := mutate(t, db, c.table, c.column, change, row)
			if undo == nil {
				break
			}
			tried++
			if faultsOf(t, s) == "" {
				t.Errorf("%s.%s = %s in row %d: Verify finds nothing", c.table, c.column, change, row)
			}
			undo()
			if row == 3 && (testing.Short() || os.Getenv("DRAMATIS_TEST_POSTGRES") != "required") {
				break
			}
		}
		if export(t, s) != want || faultsOf(t, s) != "" {
			t.Fatal("the changes were not undone")
		}
	}
	if tried < 75 {
		t.Errorf("only %d changes were tried", tried)
	}
	t.Logf("%d changes", tried)
}

// mutate changes a row. Its inverse puts the old rows back, in their places; it
// is nil if there is no such row. A value that is so already is passed over.
func mutate(t *testing.T, db *sql.DB, table, column, change string, row int) (undo func()) {
	t.Helper()
	exec := func(statement string) {
		if _, err := db.Exec(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	var id string
	for ; ; row++ {
		var same bool
		err := db.QueryRow(fmt.Sprintf("SELECT ctid, %s IS NOT DISTINCT FROM %s FROM %s ORDER BY ctid OFFSET %d LIMIT 1", column, change, table, row)).Scan(&id, &same)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			t.Fatal(err)
		}
		if !same {
			break
		}
	}
	exec("CREATE TEMPORARY TABLE old AS SELECT * FROM " + table)
	exec(fmt.Sprintf("UPDATE %s SET %s = %s WHERE ctid = '%s'", table, column, change, id))
	return func() {
		exec("TRUNCATE " + table)
		exec("INSERT INTO " + table + " SELECT * FROM old")
		exec("DROP TABLE old")
	}
}

// testSecrets wants no message with a password, whatever is wrong.
func testSecrets(t *testing.T, server *pgtest.Server) {
	const secret = "hunter2-of-Brightwater"
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := closed.Addr().String()
	closed.Close()
	t.Setenv("PGCONNECT_TIMEOUT", "3")
	for name, c := range map[string]struct {
		place string
		want  string
	}{
		"wrong password":      {server.Place(secret), "check the user and the password"},
		"wrong password, TCP": {server.PlaceTCP(secret), "check the user and the password"},
		"wrong user":          {strings.Replace(server.Place(secret), pgtest.User, "nobody-here", 1), "check the user"},
		"wrong database":      {strings.Replace(server.Place(pgtest.Password), "/postgres", "/none", 1), "createdb"},
		"wrong host":          {"postgres://ann:" + secret + "@no-such-host.invalid/news", "check the name of the host"},
		"nobody there":        {"postgres://ann:" + secret + "@" + nobody + "/news", "see that it runs"},
		"TLS":                 {server.PlaceTCP(secret, "sslmode=require"), "sslmode=disable"},
		"broken port":         {"postgres://ann:" + secret + "@localhost:port/news", "postgres://USER@HOST"},
		"slash in password":   {"postgres://ann:12/" + secret + "@localhost/news", "percent-encode"},
		"hash in password":    {"postgres://ann:12#" + secret + "@localhost/news", "percent-encode"},
		"question mark":       {"postgres://ann:12?" + secret + "@localhost/news", "percent-encode"},
		"percent in password": {"postgres://ann:%" + secret + "@localhost/news", "postgres://USER@HOST"},
		"space in password":   {"postgres://ann:a " + secret + "@localhost/news", "postgres://USER@HOST"},
		"no slashes":          {"postgres:ann:" + secret + "@localhost/news", "postgres://USER@HOST"},
		"parameter":           {server.PlaceTCP(secret, "password="+secret, "sslmode=nonsense-"+secret), "sslmode"},
		"wrong schema":        {server.Place(pgtest.Password, "search_path=nowhere"), "CREATE SCHEMA"},
	} {
		_, err := Open(c.place, Options{Create: true})
		if err == nil {
			t.Errorf("%s: no error", name)
			continue
		}
		text := fmt.Sprintf("%v %+v", err, err)
		if strings.Contains(text, secret) || strings.Contains(text, "hunter2") || strings.Contains(text, pgtest.Password) {
			t.Errorf("%s: the password is in %q", name, text)
		}
		if !strings.Contains(text, c.want) || strings.Contains(text, "\n") {
			t.Errorf("%s\n got %s\nwant one line with %q", name, err, c.want)
		}
		if err := Copy(ctx, c.place, filepath.Join(t.TempDir(), "x"), false); err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: Copy\n got %v\nwant an error without the password", name, err)
		}
	}
}

// A restore that fails leaves what was there.
func testRestoreFails(t *testing.T, server *pgtest.Server) {
	place := server.Empty(t)
	s := openNew(t, place)
	add(t, s, ferry(t), "", Added)
	want := export(t, s)
	s.Close()
	file := filepath.Join(t.TempDir(), "backup.db")
	b := openNew(t, file)
	add(t, b, bridge(t), "", Added)
	b.Close()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, bytes.Replace(data, []byte("Salt Bridge"), []byte("Malt Bridge"), -1), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Copy(ctx, file, place, true); !errors.Is(err, ErrDamaged) {
		t.Errorf("Copy of a damaged backup\n got %v\nwant ErrDamaged", err)
	}
	s = openNew(t, place)
	defer s.Close()
	if got := export(t, s); got != want {
		t.Errorf("after a failed restore\n got %s\nwant %s", got, want)
	}
}
