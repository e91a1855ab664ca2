package graph

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/dramatis-kg/dramatis/extract"
)

// WriteNQuads writes the quads of d as Export does.
func WriteNQuads(w io.Writer, d *extract.Document) error {
	quads, err := quadsOf(d)
	if err != nil {
		return fmt.Errorf("document %s: %w", d.ID, err)
	}
	lines, err := nquads(quads)
	if err != nil {
		return err
	}
	return writeLines(w, lines)
}

// nquads returns the quads as lines of canonical N-Quads, sorted by bytes.
func nquads(quads []quad.Quad) ([]string, error) {
	lines := make([]string, len(quads))
	var buf []byte
	for i, q := range quads {
		var err error
		if buf, err = appendQuad(buf[:0], q); err != nil {
			return nil, err
		}
		lines[i] = string(buf)
	}
	slices.Sort(lines)
	return slices.Compact(lines), nil
}

func writeLines(w io.Writer, lines []string) error {
	b := bufio.NewWriterSize(w, 64<<10)
	for _, l := range lines {
		b.WriteString(l)
	}
	return b.Flush()
}

// digestLines returns the SHA-256 of the lines in hex.
func digestLines(lines []string) string {
	h := sha256.New()
	for _, l := range lines {
		io.WriteString(h, l)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// appendQuad appends q as a line. Cayley's own writer is not used, because it
// escapes no IRI: a crafted one would be read again as two quads.
func appendQuad(b []byte, q quad.Quad) ([]byte, error) {
	if err := gate(q); err != nil {
		return b, err
	}
	for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		switch v := v.(type) {
		case quad.IRI:
			b = append(b, '<')
			b = append(b, v...)
			b = append(b, "> "...)
		case quad.String:
			b = append(appendLiteral(b, string(v)), ' ')
		case quad.LangString:
			b = append(append(append(appendLiteral(b, string(v.Value)), '@'), v.Lang...), ' ')
		case quad.TypedString:
			b = append(append(append(appendLiteral(b, string(v.Value)), "^^<"...), v.Type...), "> "...)
		}
	}
	return append(b, ".\n"...), nil
}

func appendLiteral(b []byte, s string) []byte {
	return append(appendEscaped(append(b, '"'), s), '"')
}

// appendEscaped escapes as canonical N-Quads ask: no more than must be. Other
// control characters do not pass the gate.
func appendEscaped[T string | []byte](b []byte, s T) []byte {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '\\', '"':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		default:
			b = append(b, c)
		}
	}
	return b
}
