package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

const xsdString = "http://www.w3.org/2001/XMLSchema#string"

// A lineScanner reads one line of N-Quads.
type lineScanner struct {
	rest []byte
	same map[string]quad.Value // IRIs met before, so that they are kept once
}

var errNoStatement = errors.New("no statement of N-Quads")

// statement reads a line of N-Quads 1.1; ok is false for an empty line and for
// a comment. IRIs that seem to be in same are taken from there.
func statement(line []byte, same map[string]quad.Value) (q quad.Quad, ok bool, err error) {
	s := &lineScanner{bytes.TrimRight(line, " \t\r\n"), same}
	if s.space(); len(s.rest) == 0 || s.rest[0] == '#' {
		return q, false, nil
	}
	if !utf8.Valid(line) {
		return q, false, errors.New("invalid UTF-8")
	}
	for _, dir := range []quad.Direction{quad.Subject, quad.Predicate, quad.Object, quad.Label} {
		if dir == quad.Label && len(s.rest) > 0 && s.rest[0] == '.' {
			break
		}
		v, err := s.term()
		if err != nil {
			return q, false, err
		}
		_, iri := v.(quad.IRI)
		_, blank := v.(quad.BNode)
		if !iri && dir != quad.Object && (!blank || dir == quad.Predicate) {
			return q, false, fmt.Errorf("%s cannot be %s", v, dir)
		}
		q.Set(dir, v)
		s.space()
	}
	if len(s.rest) == 0 || s.rest[0] != '.' {
		return q, false, errNoStatement
	}
	s.rest = s.rest[1:]
	if s.space(); len(s.rest) > 0 && s.rest[0] != '#' {
		return q, false, errNoStatement
	}
	return q, true, nil
}

func (s *lineScanner) space() {
	for len(s.rest) > 0 && (s.rest[0] == ' ' || s.rest[0] == '\t') {
		s.rest = s.rest[1:]
	}
}

func (s *lineScanner) term() (quad.Value, error) {
	if len(s.rest) == 0 {
		return nil, errNoStatement
	}
	switch s.rest[0] {
	case '<':
		return s.iri()
	case '"':
		return s.literal()
	case '_':
		end := bytes.IndexAny(s.rest, " \t")
		if end < 3 || s.rest[1] != ':' {
			return nil, errNoStatement
		}
		name := string(s.rest[2:end])
		s.rest = s.rest[end:]
		return quad.BNode(name), nil
	}
	return nil, errNoStatement
}

func (s *lineScanner) iri() (quad.Value, error) {
	end := bytes.IndexByte(s.rest, '>')
	if end < 0 {
		return nil, errNoStatement
	}
	raw := s.rest[1:end]
	s.rest = s.rest[end+1:]
	if v := s.same[string(raw)]; v != nil {
		return v, nil
	}
	text := string(raw)
	if bytes.IndexByte(raw, '\\') >= 0 {
		var err error
		if text, err = unescape(raw, false); err != nil {
			return nil, err
		}
	}
	var v quad.Value = quad.IRI(text)
	if s.same != nil {
		s.same[string(raw)] = v
	}
	return v, nil
}

func (s *lineScanner) literal() (quad.Value, error) {
	end := 1
	for ; end < len(s.rest) && s.rest[end] != '"'; end++ {
		if s.rest[end] == '\\' {
			end++
		}
	}
	if end >= len(s.rest) {
		return nil, errors.New("a literal without an end")
	}
	text, err := unescape(s.rest[1:end], true)
	if err != nil {
		return nil, err
	}
	s.rest = s.rest[end+1:]
	switch {
	case len(s.rest) > 0 && s.rest[0] == '@':
		n := 1
		for n < len(s.rest) && s.rest[n] != ' ' && s.rest[n] != '\t' && s.rest[n] != '.' {
			n++
		}
		tag := string(s.rest[1:n])
		s.rest = s.rest[n:]
		return quad.LangString{Value: quad.String(text), Lang: tag}, nil
	case bytes.HasPrefix(s.rest, []byte("^^<")):
		s.rest = s.rest[2:]
		kind, err := s.iri()
		if err != nil || kind == quad.IRI(xsdString) {
			return quad.String(text), err
		}
		return quad.TypedString{Value: quad.String(text), Type: kind.(quad.IRI)}, nil
	}
	return quad.String(text), nil
}

// unescape resolves \uXXXX and \UXXXXXXXX, and in a literal \n and the like.
func unescape(raw []byte, literal bool) (string, error) {
	at := bytes.IndexByte(raw, '\\')
	if at < 0 {
		return string(raw), nil
	}
	out := append(make([]byte, 0, len(raw)), raw[:at]...)
	for i := at; i < len(raw); i++ {
		if raw[i] != '\\' {
			out = append(out, raw[i])
			continue
		}
		if i++; i == len(raw) {
			return "", errors.New("an escape without an end")
		}
		const letters, meant = "tbnrf\"'\\", "\t\b\n\r\f\"'\\"
		size := 4
		if raw[i] == 'U' {
			size = 8
		}
		k := strings.IndexByte(letters, raw[i])
		switch {
		case k >= 0 && literal:
			out = append(out, meant[k])
		case raw[i]|0x20 == 'u' && i+size < len(raw):
			n, err := strconv.ParseUint(string(raw[i+1:i+1+size]), 16, 32)
			if err != nil || !utf8.ValidRune(rune(n)) {
				return "", fmt.Errorf("no character: \\%s", raw[i:i+1+size])
			}
			out = utf8.AppendRune(out, rune(n))
			i += size
		default:
			return "", fmt.Errorf("no escape: \\%c", raw[i])
		}
	}
	return string(out), nil
}
