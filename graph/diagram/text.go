package diagram

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Runes of a label that are shown before it is cut.
const (
	maxNodeRunes  = 60
	maxRowRunes   = 48 // one row of an edge label
	maxTitleRunes = 120
	maxSideRunes  = 140
	maxNoteRunes  = 2000
	shortRows     = 2 // of an edge label
	fullRows      = 8
)

// clean returns s as one line of plain text, at most n runes: valid UTF-8
// without control characters, direction overrides and characters that XML
// forbids, its white space folded.
func clean(s string, n int) string {
	return cut(strings.Join(strings.Fields(strings.Map(visible, strings.ToValidUTF8(s, "\uFFFD"))), " "), n)
}

// cleanNote is clean for tooltips, which keep their line breaks.
func cleanNote(s string) string {
	var lines []string
	for line := range strings.Lines(s) {
		if line = clean(line, maxNoteRunes); line != "" {
			lines = append(lines, line)
		}
	}
	return cut(strings.Join(lines, "\n"), maxNoteRunes)
}

// visible maps white space to a space and drops what must not be drawn.
func visible(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), unicode.Is(unicode.Noncharacter_Code_Point, r):
		return -1
	case r == '\u200b', r == '\ufeff', r == '\u00ad':
		return -1
	}
	return r
}

// cut shortens s to n runes, the last one an ellipsis.
func cut(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	r := []rune(s)
	return strings.TrimRight(string(r[:n-1]), " ,;:….") + "…"
}

// negated says whether a predicate denies by itself: "did not meet".
func negated(s string) bool {
	for _, w := range strings.Fields(strings.ToLower(s)) {
		if w == "not" || w == "never" || w == "no" || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t") {
			return true
		}
	}
	return false
}

// rows returns the lines of e's label: none, the strongest predicates or all of
// them, then how many more there are.
func (e *Edge) rows(choice string) []string {
	var out []string
	for _, l := range e.Labels {
		l = clean(l, maxRowRunes)
		if l == "" {
			continue
		}
		if e.Denied && !negated(l) {
			l = "not " + l
		}
		out = append(out, l)
	}
	if e.Denied && len(out) == 0 {
		out = []string{"not"}
	}
	most := map[string]int{"short": shortRows, "full": fullRows}[choice]
	if more := len(out) - most; most > 0 && more > 1 {
		return append(out[:most:most], "+"+itoa(more)+" more")
	}
	return out[:min(most, len(out))]
}

// webLink returns url if a browser may follow it, else "".
func webLink(s string) string {
	s = strings.TrimSpace(s)
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || len(s) > maxNoteRunes {
		return ""
	}
	return u.String()
}
