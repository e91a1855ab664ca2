package source

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"

	"github.com/dramatis-kg/dramatis/extract/internal/lazy"
)

var (
	errEmpty  = errors.New("empty")
	errBinary = errors.New("not a text")
	errNoText = errors.New("no text in it")
)

// magic are the first bytes of files that hold no plain text.
var magic = []struct{ prefix, name, remedy string }{
	{"%PDF-", "a PDF", "save it as text first"},
	{"PK\x03\x04", "a ZIP archive or office document", "unpack it or save it as text first"},
	{"\x89PNG", "a picture (PNG)", ""},
	{"\xff\xd8\xff", "a picture (JPEG)", ""},
	{"GIF8", "a picture (GIF)", ""},
	{"\x1f\x8b", "compressed (gzip)", "unpack it first"},
	{"\xd0\xcf\x11\xe0", "an old office document", "save it as text first"},
	{"\x7fELF", "a program", ""},
	{"{\\rtf", "rich text (RTF)", "save it as plain text first"},
}

// A magicError names the kind of a file that holds no plain text.
type magicError struct{ name, remedy string }

func (e *magicError) Error() string { return "this is " + e.name + ", not a text" }

// remedyOf returns what can be done about an error of decode.
func remedyOf(err error) string {
	var m *magicError
	if errors.As(err, &m) {
		return m.remedy
	}
	return ""
}

var (
	declaration = lazy.MustCompile(`(?i)(?:charset|<\?xml[^>]*encoding)\s*=\s*["']?([\w.:-]+)`)
	boms        = []struct{ mark, label string }{{"\xef\xbb\xbf", "utf-8"}, {"\xfe\xff", "utf-16be"}, {"\xff\xfe", "utf-16le"}}
)

// declared returns the character set that a page names in its first bytes; ""
// for none.
func declared(data []byte, format string) string {
	if format != "html" && format != "" {
		return ""
	}
	head := data[:min(len(data), 2048)]
	if !bytes.Contains(head, []byte("<")) {
		return ""
	}
	if m := declaration.FindSubmatch(head); m != nil {
		return string(m[1])
	}
	return ""
}

// decode returns data as UTF-8 with "\n" line ends. A byte order mark decides
// the character set, then label, then validity as UTF-8, then a guess.
func decode(data []byte, label string) (string, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return "", errEmpty
	}
	for _, b := range boms {
		if bytes.HasPrefix(data, []byte(b.mark)) {
			return convert(data[len(b.mark):], b.label)
		}
	}
	for _, m := range magic {
		if bytes.HasPrefix(data, []byte(m.prefix)) {
			return "", &magicError{m.name, m.remedy}
		}
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return "", fmt.Errorf("%w: it holds NUL bytes", errBinary)
	}
	if e, _ := charset.Lookup(label); e != nil && !isUTF8(label) {
		return convert(data, label)
	}
	if utf8.Valid(data) {
		return tidy(string(data))
	}
	return convert(data, guess(data))
}

func isUTF8(label string) bool {
	low := strings.ToLower(label)
	return low == "utf-8" || low == "utf8"
}

// guess returns the likely character set of data, which is not UTF-8. Where
// the statistics say little it is the Western one of old web pages.
func guess(data []byte) string {
	const western = "windows-1252"
	r, err := chardet.NewTextDetector().DetectBest(data[:min(len(data), 1<<16)])
	if err != nil || r.Confidence < 30 || isUTF8(r.Charset) {
		return western
	}
	if e, _ := charset.Lookup(r.Charset); e == nil {
		return western
	}
	return r.Charset
}

// convert decodes data from the character set of label.
func convert(data []byte, label string) (string, error) {
	e, _ := charset.Lookup(label)
	if e == nil {
		return "", fmt.Errorf("unknown character set %q", label)
	}
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return "", fmt.Errorf("character set %s: %w", label, err)
	}
	return tidy(strings.ToValidUTF8(string(out), "\uFFFD"))
}

// tidy makes line ends "\n" and refuses what is mostly control characters.
func tidy(s string) (string, error) {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	control, all := 0, 0
	for _, r := range s[:min(len(s), 1<<16)] {
		all++
		if r < ' ' && r != '\n' && r != '\t' && r != '\f' || r == utf8.RuneError {
			control++
		}
	}
	switch {
	case strings.TrimSpace(s) == "":
		return "", errEmpty
	case control*10 > all:
		return "", errBinary
	}
	return s, nil
}
