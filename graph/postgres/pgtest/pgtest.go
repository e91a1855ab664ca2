// Package pgtest starts a PostgreSQL server for a test, from the programs that
// are installed on the machine.
package pgtest

import (
	"bytes"
	"database/sql"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	_ "github.com/lib/pq"
)

// The user of the server, and a password that no message may hold.
const (
	User     = "editor"
	Password = "s3cr3t-of-the-Courier"
)

// A Server is a server with an empty database, on a port of the loopback and on
// a socket, that wants a password.
type Server struct {
	Port    int
	dir     string // of the socket
	pid     int
	schemas atomic.Int64
}

// Start starts a server and stops it when the test ends. Where the programs are
// missing the test is skipped, or fails if DRAMATIS_TEST_POSTGRES is "required".
func Start(t testing.TB) *Server {
	t.Helper()
	bin, err := programs()
	if err == nil {
		var s *Server
		if s, err = start(t, bin); err == nil {
			return s
		}
	}
	if os.Getenv("DRAMATIS_TEST_POSTGRES") == "required" {
		t.Fatalf("no PostgreSQL server to test with: %v", err)
	}
	t.Skipf("no PostgreSQL server to test with (apt-get install postgresql): %v", err)
	return nil
}

// programs returns the folder of the programs: Debian keeps each version in one.
func programs() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path), nil
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		return "", fmt.Errorf("initdb is neither in PATH nor in /usr/lib/postgresql/*/bin")
	}
	version := func(path string) int {
		n, _ := strconv.Atoi(strings.Split(path, "/")[4])
		return n
	}
	return filepath.Dir(slices.MaxFunc(found, func(a, b string) int { return version(a) - version(b) })), nil
}

func start(t testing.TB, bin string) (*Server, error) {
	dir, err := os.MkdirTemp("", "pg-") // short: the path of a socket has 107 bytes
	if err != nil {
		return nil, err
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	s := &Server{Port: freePort(t), dir: dir}
	passwords := filepath.Join(dir, "password")
	if err := os.WriteFile(passwords, []byte(Password+"\n"), 0o644); err != nil {
		return nil, err
	}
	owner := unprivileged(dir)
	data := filepath.Join(dir, "data")
	initdb := exec.Command(filepath.Join(bin, "initdb"), "-D", data, "-U", User, "-A", "scram-sha-256", "--pwfile", passwords,
		"-E", "UTF8", "--locale=C", "--no-sync")
	initdb.Dir, initdb.SysProcAttr = dir, owner
	if out, err := initdb.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w: %s", err, out)
	}
	log := &bytes.Buffer{}
	server := exec.Command(filepath.Join(bin, "postgres"), "-D", data, "-k", dir, "-p", strconv.Itoa(s.Port),
		"-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "shared_buffers=64MB", "-c", "max_wal_size=2GB", "-c", "deadlock_timeout=200ms")
	server.Dir, server.SysProcAttr = dir, owner
	server.Stdout, server.Stderr = log, log
	if err := server.Start(); err != nil {
		return nil, err
	}
	s.pid = server.Process.Pid
	t.Cleanup(func() {
		server.Process.Signal(os.Interrupt) // fast shutdown
		server.Wait()
		if t.Failed() {
			t.Logf("the server says:\n%s", log)
		}
	})
	return s, s.wait()
}

func freePort(t testing.TB) int {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// wait returns when the server answers.
func (s *Server) wait() (err error) {
	for range 300 {
		if err = s.Exec("SELECT 1"); err == nil {
			return nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return err
}

// Place returns the address of the database with this password, or none, on the
// socket.
func (s *Server) Place(password string, parameters ...string) string {
	return s.place("", password, append(parameters, "host="+s.dir, "port="+strconv.Itoa(s.Port))...)
}

// PlaceTCP is Place by way of the loopback.
func (s *Server) PlaceTCP(password string, parameters ...string) string {
	return s.place("127.0.0.1:"+strconv.Itoa(s.Port), password, append([]string{"sslmode=disable"}, parameters...)...)
}

func (s *Server) place(host, password string, parameters ...string) string {
	q := url.Values{}
	for _, p := range parameters {
		name, value, _ := strings.Cut(p, "=")
		q.Set(name, value)
	}
	u := url.URL{Scheme: "postgres", User: url.UserPassword(User, password), Host: host, Path: "/postgres", RawQuery: q.Encode()}
	return u.String()
}

// Empty returns the address of a schema that nobody has used.
func (s *Server) Empty(t testing.TB) string {
	t.Helper()
	name := fmt.Sprintf("test%d", s.schemas.Add(1))
	if err := s.Exec("CREATE SCHEMA " + name); err != nil {
		t.Fatal(err)
	}
	return s.Place(Password, "search_path="+name)
}

// Exec runs statements on the database.
func (s *Server) Exec(statements ...string) error { return Exec(s.Place(Password), statements...) }

// Exec runs statements on one connection to the database at place.
func Exec(place string, statements ...string) error {
	db, err := sql.Open("postgres", place)
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}

// CPU returns the processor time that the server has used, with all its
// processes; 0 where the system does not tell.
func (s *Server) CPU() (used time.Duration) {
	files, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			continue
		}
		// 4711 (postgres) S 4700 …: the parent is the second field behind the
		// name, times of the process and of its dead children the twelfth to
		// the fifteenth, in hundredths.
		pid, rest, _ := strings.Cut(string(data), " ")
		fields := strings.Fields(rest[strings.LastIndexByte(rest, ')')+1:])
		if own := strconv.Itoa(s.pid); len(fields) < 15 || pid != own && fields[1] != own {
			continue
		}
		for _, f := range fields[11:15] {
			n, _ := strconv.Atoi(f)
			used += time.Duration(n) * 10 * time.Millisecond
		}
	}
	return used
}
