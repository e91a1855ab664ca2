package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A visitor is a browser without a screen.
type visitor struct {
	http.Client
	base string
}

// visit starts the explorer of a store and follows the address it prints. stop
// is Ctrl-C, and returns what the program ended with.
func visit(t *testing.T, file string) (v *visitor, stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	in, out := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- newProgram(strings.NewReader(""), out, io.Discard).execute(ctx, []string{"serve", "--db", file, "--author", "Mira Osei"})
		out.Close()
	}()
	address, err := bufio.NewReader(in).ReadString('\n')
	if err != nil {
		t.Fatalf("serve printed no address: %v", <-ended)
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		t.Fatal(err)
	}
	if u.Hostname() != "127.0.0.1" {
		t.Fatalf("%s is served to other machines", u.Host)
	}
	jar, _ := cookiejar.New(nil) // fails never
	v = &visitor{http.Client{Jar: jar}, "http://" + u.Host}
	if got := v.get(t, "/?"+u.RawQuery); !strings.Contains(got, "explorer.js") {
		t.Fatalf("the first page is\n%s", got)
	}
	return v, func() error { cancel(); return <-ended }
}

func (v *visitor) get(t *testing.T, path string) string {
	t.Helper()
	r, err := v.Get(v.base + path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func (v *visitor) post(t *testing.T, path, body string) string {
	t.Helper()
	r, err := http.NewRequest("POST", v.base+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Origin", v.base)
	r.Header.Set("Content-Type", "application/json")
	answer, err := v.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.Status + string(b)
}

// succeeding returns what runs commands, with those flags behind, that have to
// succeed, and tells what they print.
func succeeding(t *testing.T, flags ...string) func(args ...string) string {
	return func(args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		if code := newProgram(strings.NewReader(""), &out, &errs).run(append(args, flags...)); code != 0 {
			t.Fatalf("dramatis %q: exit code %d: %s", args, code, errs.String())
		}
		return out.String()
	}
}

// What is merged in the page is merged in the store, signed, for every command,
// and other commands can write while the page is open.
func TestServe(t *testing.T) {
	dir := t.TempDir()
	file, article := filepath.Join(dir, "a.db"), filepath.Join(dir, "ferry.txt")
	if err := os.WriteFile(article, []byte("Ann Reyes met Bo Lindqvist in Brightwater. Tom Marsh hired the Harbour Union.\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	dramatis := succeeding(t, "--db", file)
	dramatis("add", article)
	before := dramatis("export")
	v, stop := visit(t, file)
	names := func(q string) int { return strings.Count(v.get(t, "/api/search?q="+q), `"name":`) }
	if names("lindqvist") != 1 || names("reyes") != 1 {
		t.Fatalf("search: %s", v.get(t, "/api/search?q=lindqvist"))
	}
	merge := `{"a":"dramatis:person/ann-reyes","b":"dramatis:person/bo-lindqvist"}`
	if got := v.post(t, "/api/merge", merge); got != "204 No Content" {
		t.Fatalf("merge: %s", got)
	}
	if got := v.get(t, "/api/search?q=lindqvist"); !strings.Contains(got, "person/ann-reyes") {
		t.Errorf("after the merge, search gives %s", got)
	}
	if got := dramatis("judgements"); !strings.Contains(got, "Mira Osei") {
		t.Errorf("judgements\n%s", got)
	}
	if got := v.post(t, "/api/merge", merge); !strings.HasPrefix(got, "409 ") {
		t.Errorf("the same again: %s", got)
	}
	if got := v.post(t, "/api/undo", "{}"); got != "204 No Content" {
		t.Errorf("undo: %s", got)
	}
	if got := dramatis("export"); got != before {
		t.Error("after undo, the export is another")
	}
	if err := stop(); err != nil {
		t.Errorf("Ctrl-C ends it with %v", err)
	}
	if _, err := v.Get(v.base + "/"); err == nil {
		t.Error("it answers after Ctrl-C")
	}
}

// Who sends a request letter by letter, or promises a body and sends none, is
// cut off; others are answered meanwhile.
func TestServeSlowVisitors(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go listen(ctx, l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			w.WriteHeader(http.StatusBadRequest)
		}
	}))
	var slow []net.Conn
	for _, sent := range []string{"", "GET / HTTP/1.1\r\nHost: a", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc"} {
		conn, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		io.WriteString(conn, sent)
		slow = append(slow, conn)
	}
	start := time.Now()
	if r, err := http.Get("http://" + l.Addr().String()); err != nil || r.StatusCode != http.StatusOK {
		t.Fatalf("meanwhile: %v", err)
	}
	for n, conn := range slow {
		conn.SetReadDeadline(start.Add(20 * time.Second))
		if _, err := io.ReadAll(conn); err != nil && !errors.Is(err, syscall.ECONNRESET) {
			t.Errorf("connection %d is open after %s: %v", n, time.Since(start), err)
		}
	}
}

func TestServeNothing(t *testing.T) {
	var out, errs bytes.Buffer
	code := newProgram(strings.NewReader(""), &out, &errs).run([]string{"serve", "--db", filepath.Join(t.TempDir(), "none.db")})
	if code != exitStore || !strings.Contains(errs.String(), "run `dramatis add FILE` first") {
		t.Errorf("exit code %d, want %d: %s", code, exitStore, errs.String())
	}
}
