package graph

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
	"golang.org/x/text/unicode/norm"
)

// Sizes the store accepts, in bytes.
const (
	maxText    = 16 << 20 // of a document
	maxRecord  = 1 << 20  // of a packed literal
	maxLiteral = 64 << 10 // of any other literal
	maxIRI     = 2 << 10
	maxField   = 4 << 10 // of a name or phrase; longer ones are cut
	maxQuads   = 1 << 20 // of a document, a number
)

// gate refuses what must not enter the store, or leave it as N-Quads. What can
// be repaired has been repaired by clean, clip and segment before.
func gate(q quad.Quad) error {
	for _, dir := range []quad.Direction{quad.Subject, quad.Predicate, quad.Object, quad.Label} {
		var err error
		switch v := q.Get(dir).(type) {
		case quad.IRI:
			err = checkIRI(string(v))
		case quad.String:
			if dir != quad.Object {
				err = fmt.Errorf("literal as %s", dir)
			} else {
				err = checkLiteral(string(v), limitOf(q.Predicate))
			}
		default:
			err = fmt.Errorf("%s of type %T", dir, v)
		}
		if err != nil {
			return fmt.Errorf("refused: %w", err)
		}
	}
	return nil
}

// limitOf returns how long a literal with this predicate may be.
func limitOf(predicate quad.Value) int {
	switch predicate {
	case articleBody:
		return maxText
	case hasEvidence, hasRecord:
		return maxRecord
	}
	return maxLiteral
}

func checkIRI(s string) error {
	if len(s) > maxIRI {
		return fmt.Errorf("IRI of %d bytes, longer than %d", len(s), maxIRI)
	}
	if strings.Contains(s, ":") && plainIRI(s) {
		return nil
	}
	if !strings.Contains(s, ":") || !utf8.ValidString(s) || strings.ContainsFunc(s, notInIRI) {
		return fmt.Errorf("%q is not an IRI", s)
	}
	return nil
}

// plainIRI says whether s is of letters, digits and "-._~:/#%" alone.
func plainIRI(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && (c < '-' || c > ':') && c != '#' && c != '_' && c != '~' && c != '%' {
			return false
		}
	}
	return true
}

// notInIRI holds for what RFC 3987 bars from an IRI altogether.
func notInIRI(r rune) bool {
	return r <= ' ' || strings.ContainsRune("<>\"{}|\\^`", r) || unfit(r)
}

func checkLiteral(s string, limit int) error {
	if len(s) > limit {
		return fmt.Errorf("literal of %d bytes, longer than %d", len(s), limit)
	}
	if clean(s) != s {
		return fmt.Errorf("literal with control characters or invalid UTF-8: %.40q", s)
	}
	return nil
}

// unfit holds for control characters and noncharacters.
func unfit(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || 0x7f <= r && r < 0xa0 || unicode.Is(unicode.Noncharacter_Code_Point, r)
}

// clean puts U+FFFD for each byte of invalid UTF-8, control character (but not
// line end and tab) and noncharacter, so that code points keep their offsets.
func clean(s string) string {
	if plain(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unfit(r) {
			return utf8.RuneError
		}
		return r
	}, s)
}

// plain says whether s is ASCII that needs no cleaning, as most of a text is.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' && c != '\n' && c != '\t' || c >= 0x7f {
			return false
		}
	}
	return true
}

// clip cleans a name or phrase and cuts what no name or phrase needs.
func clip(s string) string {
	s = clean(s)
	if len(s) <= maxField {
		return s
	}
	end := maxField - len("…")
	for !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + "…"
}

// segment makes a part of an IRI of s: what is no letter, mark, digit or one of
// "-._~" is percent-encoded; of nothing it makes "-".
func segment(s string) string {
	var b strings.Builder
	for _, r := range clip(s) {
		if strings.ContainsRune("-._~", r) || inName(r) {
			b.WriteRune(r)
			continue
		}
		for _, c := range []byte(string(r)) {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return cmp.Or(shorten(b.String()), "-")
}

// slug makes a readable part of an IRI of a name: "José  O'Brien" and "jose
// obrien" give "jose-obrien", "U.S. Army" and "US Army" give "us-army".
// Letters and digits of every script stay. Accents go from Latin letters only,
// since elsewhere marks are part of the spelling.
func slug(name string) string {
	var b strings.Builder
	latin, dash, letters := false, false, 0
	put := func(s string) {
		if dash && b.Len() > 0 {
			b.WriteByte('-')
			letters = 0
		}
		b.WriteString(s)
		dash = false
		letters++
	}
	for _, r := range strings.ToLower(norm.NFKD.String(clip(name))) {
		switch {
		case unicode.Is(unicode.Mn, r) && latin, unicode.Is(unicode.Cf, r), strings.ContainsRune("'’‘ʼ", r):
		case unicode.IsMark(r) && b.Len() > 0 && !dash:
			b.WriteRune(r)
		case inName(r) && !unicode.IsMark(r):
			latin = unicode.Is(unicode.Latin, r)
			put(lexicon.Plain(r))
		case r == '.' && letters == 1 && !dash:
			letters = 0 // "U.S.": initials stay together
		default:
			dash, latin = true, false
		}
	}
	s := norm.NFC.String(b.String())
	if s == "" {
		return "x-" + digest(name)[:12]
	}
	return shorten(s)
}

// inName holds for letters, marks and digits that an IRI may contain as they are.
func inName(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)) && !unfit(r)
}

// shorten cuts a part of an IRI at 160 bytes and puts a hash for the rest, so
// that different parts stay different.
func shorten(s string) string {
	const limit = 160
	if len(s) <= limit {
		return s
	}
	end := limit
	for !utf8.RuneStart(s[end]) {
		end--
	}
	head := s[:end]
	if i := strings.LastIndexByte(head, '%'); i >= 0 && i > len(head)-3 {
		head = head[:i] // not half of "%C3"
	}
	return head + "-" + digest(s)[:12]
}

// digest returns the SHA-256 of s in hex.
func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}
