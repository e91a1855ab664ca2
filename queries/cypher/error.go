package cypher

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An Error says where a query makes no sense, and why: it breaks the grammar,
// speaks of a name that nothing binds, or counts with what is no number.
type Error struct {
	Text   string // the query
	Offset int    // bytes into Text
	Msg    string // "expected …, found …"
}

// Error gives line and column, counted from 1, and what is wrong.
func (e *Error) Error() string {
	line, column := e.Place()
	return fmt.Sprintf("cypher: line %d, column %d: %s", line, column, e.Msg)
}

// Place is the line and, in characters, the column of the error, both counted
// from 1.
func (e *Error) Place() (line, column int) {
	before := e.Text[:min(e.Offset, len(e.Text))]
	start := strings.LastIndexByte(before, '\n') + 1
	return strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[start:]) + 1
}

// Caret returns the line of the query with the error and, on a line below it,
// a caret under the place. What would upset a terminal becomes a blank.
func (e *Error) Caret() string {
	_, column := e.Place()
	start := strings.LastIndexByte(e.Text[:min(e.Offset, len(e.Text))], '\n') + 1
	line, _, _ := strings.Cut(e.Text[start:], "\n")
	line = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, line)
	const before, after = 60, 20 // characters shown of a long line
	runes := []rune(line)
	at := min(column-1, len(runes))
	if at > before {
		runes = append([]rune("…"), runes[at-before:]...)
		at = before + 1
	}
	if len(runes) > at+after {
		runes = append(runes[:at+after:at+after], '…')
	}
	return string(runes) + "\n" + strings.Repeat(" ", at) + "^"
}

// A LimitError says that a search stopped at one of its limits, so that there
// may be more than it found.
type LimitError struct {
	What string // "hops", "visits", "rows" or "seconds"
	Most int
}

// Error names the limit.
func (e *LimitError) Error() string {
	return fmt.Sprintf("cypher: stopped at the limit of %d %s", e.Most, e.What)
}
