package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"
)

// writeJSON writes v on lines of its own, or on one line for a stream of
// values. No control character goes out raw, not even those that JSON allows.
func writeJSON(w io.Writer, v any, oneLine bool) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if !oneLine {
		e.SetIndent("", "  ")
	}
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(escapeControls(b.Bytes()))
	return err
}

// escapeControls writes as \u009b what is unsafe in the strings of b, which is
// JSON: outside strings there is nothing but line ends to keep.
func escapeControls(b []byte) []byte {
	if bytes.IndexFunc(b, func(r rune) bool { return unsafe(r) && r != '\n' }) < 0 {
		return b
	}
	var out bytes.Buffer
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if unsafe(r) && r != '\n' {
			fmt.Fprintf(&out, `\u%04x`, r)
		} else {
			out.Write(b[:n])
		}
		b = b[n:]
	}
	return out.Bytes()
}
