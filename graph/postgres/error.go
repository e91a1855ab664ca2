package postgres

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/lib/pq"
)

// A Kind says what is wrong, so that callers can tell what to do.
type Kind uint8

// The kinds of errors.
const (
	BadAddress  Kind = iota // the address makes no sense
	Unreachable             // no such host, nobody listening, no such user or database, connection lost
	Missing                 // the database holds no store
	Foreign                 // its tables are another program's
	Busy                    // somebody else writes, or no connection is free
	ReadOnly                // the server, or the user, may not write
	Full                    // the server has no room
	Damaged                 // what is stored makes no sense
	Failed                  // anything else
)

// An Error says in one line what is wrong with a store on a server and what can
// be done. It never holds a password.
type Error struct {
	Kind Kind
	text string
	code string // SQLSTATE; "" if it does not come from the server
}

// Error is what is wrong, without any password.
func (e *Error) Error() string { return e.text }

// remedies are what can be done about what servers say, by SQLSTATE or its class.
var remedies = map[string]struct {
	kind   Kind
	remedy string
}{
	"28":    {Unreachable, "check the user and the password (PGPASSWORD, ~/.pgpass)"},
	"3D000": {Unreachable, "make the database first: createdb NAME"},
	"3F000": {Unreachable, "make the schema first: CREATE SCHEMA NAME"},
	"42501": {ReadOnly, "let the owner of the database grant the user CREATE on the schema"},
	"25006": {ReadOnly, "name the server that takes writes"},
	"53100": {Full, "make room on the server"},
	"53200": {Full, "give the server more memory"},
	"53300": {Busy, "wait until another program has ended, or raise max_connections"},
	"53400": {Full, "raise the limit on the server"},
	"55P03": {Busy, "wait until the other program has ended, or stop it"},
	"57014": {Failed, "raise statement_timeout"},
	"57P":   {Unreachable, "start the server, or wait until it runs"},
	"08":    {Unreachable, "see that the server runs, and run the command again"},
	"58":    {Full, "see the log of the server"},
	"XX":    {Damaged, "see the log of the server"},
}

// explain makes an Error of what the driver says.
func (db *DB) explain(err error) error { return explain(err, db.secrets) }

func explain(err error, secrets []string) error {
	var known *Error
	if err == nil || errors.As(err, &known) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	text := scrub(strings.TrimPrefix(err.Error(), "pq: "), secrets)
	var server *pq.Error
	if errors.As(err, &server) {
		return fromServer(server, scrub(server.Message, secrets))
	}
	var dns *net.DNSError
	var op *net.OpError
	switch {
	case errors.As(err, &dns):
		return &Error{Kind: Unreachable, text: "the server cannot be found (" + text + "): check the name of the host"}
	case strings.Contains(text, "SSL is not enabled"):
		return &Error{Kind: Unreachable, text: "the server speaks no TLS: add ?sslmode=disable where the way to it is safe"}
	case errors.As(err, &op) && op.Timeout():
		return &Error{Kind: Unreachable, text: "the server does not answer (" + text + "): check host, port and firewall"}
	case errors.As(err, &op) && op.Op == "dial":
		return &Error{Kind: Unreachable, text: "the server cannot be reached (" + text + "): see that it runs, and check host and port"}
	case errors.Is(err, driver.ErrBadConn), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.As(err, &op):
		return &Error{Kind: Unreachable, text: "the connection was lost (" + text + "): run the command again when the server is back"}
	case strings.Contains(text, "password"):
		return &Error{Kind: Unreachable, text: "the server wants a password: give it in PGPASSWORD or ~/.pgpass"}
	}
	return &Error{Kind: Failed, text: text}
}

func fromServer(e *pq.Error, message string) error {
	code := string(e.Code)
	for n := len(code); n > 1; n-- {
		if r, ok := remedies[code[:n]]; ok {
			return &Error{Kind: r.kind, code: code, text: message + ": " + r.remedy}
		}
	}
	return &Error{Kind: Failed, code: code, text: message + " (" + code + ")"}
}

// Again says whether the transaction may be tried once more: the server has
// ended it for the sake of another.
func Again(err error) bool {
	var e *Error
	return errors.As(err, &e) && (e.code == "40001" || e.code == "40P01")
}

// isCode says whether the server gave this code.
func isCode(err error, code string) bool {
	var e *Error
	return errors.As(err, &e) && e.code == code
}
