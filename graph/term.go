package graph

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
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
	maxQuads   = 20000   // of a document, a number
	maxTag     = 35      // of a language, as RFC 5646 advises
)

// gate refuses what must not enter a store of whatever kind, or leave it as
// N-Quads: apply and appendQuad ask it. What can be repaired has been repaired
// by clean, clip and segment before.
func gate(q quad.Quad) error {
	for _, dir := range []quad.Direction{quad.Subject, quad.Predicate, quad.Object, quad.Label} {
		v := q.Get(dir)
		_, iri := v.(quad.IRI)
		err := checkTerm(v, limitOf(q.Predicate))
		if err == nil && !iri && dir != quad.Object {
			err = errors.New("a literal")
		}
		if err != nil {
			return fmt.Errorf("%w: %s: %w", ErrRefused, dir, err)
		}
	}
	return nil
}

// checkTerm makes sure that a term may be part of a quad: an IRI or a literal
// of at most limit bytes. Blank nodes have no name that lasts, and Cayley's
// numbers and times are not written alike everywhere.
func checkTerm(v quad.Value, limit int) error {
	switch v := v.(type) {
	case nil:
		return errors.New("no term")
	case quad.IRI:
		return checkIRI(string(v))
	case quad.String:
		return checkLiteral(string(v), limit)
	case quad.LangString:
		return cmp.Or(checkTag(v.Lang), checkLiteral(string(v.Value), limit))
	case quad.TypedString:
		if v.Type == xsdString || v.Type == rdfLangString {
			return fmt.Errorf("a literal of type <%s>, which is not written out", v.Type)
		}
		return cmp.Or(checkIRI(string(v.Type)), checkLiteral(string(v.Value), limit))
	}
	return fmt.Errorf("a term of type %T", v)
}

const (
	xsdString     = quad.IRI("http://www.w3.org/2001/XMLSchema#string")
	rdfLangString = quad.IRI(rdf + "langString")
)

// checkTag refuses what is no language tag in small letters: one language would
// have two tags otherwise.
func checkTag(tag string) error {
	if len(tag) > maxTag || !languageTag.MatchString(tag) {
		return fmt.Errorf("%.40q is not a language tag like en or en-gb", tag)
	}
	return nil
}

var languageTag = regexp.MustCompile(`^[a-z]{1,8}(-[a-z0-9]{1,8})*$`)

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
	if !isIRI(s) {
		return fmt.Errorf("%.80q is not an IRI", s)
	}
	return nil
}

// isIRI says whether s is an absolute IRI: a scheme, and then only characters
// that RFC 3987 allows somewhere, with two digits behind each %.
func isIRI(s string) bool {
	scheme := strings.IndexByte(s, ':')
	if scheme < 1 {
		return false
	}
	ascii := true
	for i := range len(s) {
		switch c := s[i]; {
		case i < scheme && !inScheme(c, i == 0):
			return false
		case 'a' <= c && c <= 'z', '-' <= c && c <= ':': // most of what is stored
		case c >= utf8.RuneSelf:
			ascii = false
		case notInIRI(rune(c)), c == '%' && (i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2])):
			return false
		}
	}
	return ascii || utf8.ValidString(s) && !strings.ContainsFunc(s, notInIRI)
}

func inScheme(c byte, first bool) bool {
	letter := 'a' <= c|0x20 && c|0x20 <= 'z'
	return letter || !first && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.')
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}

// notInIRI holds for what RFC 3987 bars from an IRI altogether.
func notInIRI(r rune) bool {
	switch r {
	case '<', '>', '"', '{', '}', '|', '\\', '^', '`':
		return true
	}
	return r <= ' ' || unfit(r)
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
	return r < ' ' && r != '\n' && r != '\t' || 0x7f <= r && r < 0xa0 || r&0xfffe == 0xfffe || 0xfdd0 <= r && r <= 0xfdef
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
