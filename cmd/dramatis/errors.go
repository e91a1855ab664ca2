package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/hbollon/go-edlib"
)

// The exit codes of the program.
const (
	exitDone    = 0
	exitNothing = 1  // nothing found
	exitUsage   = 2  // wrong use
	exitSkipped = 3  // some inputs skipped
	exitStore   = 4  // store unusable
	exitWrite   = 5  // write failed
	exitLocked  = 6  // store in use by another process
	exitLimit   = 7  // a limit was reached
	exitVersion = 8  // store of another version
	exitFault   = 70 // a fault of the program itself, as in sysexits.h
)

// An exitError ends the program with a code. Its text is one line; it is empty
// where all has been said before.
type exitError struct {
	code  int
	text  string
	cause error // nil where nobody else's
}

func (e *exitError) Error() string { return e.text }
func (e *exitError) Unwrap() error { return e.cause }

func fail(code int, format string, args ...any) error {
	return &exitError{code: code, text: fmt.Sprintf(format, args...)}
}

// because is fail with the cause kept for errors.Is.
func because(cause error, code int, format string, args ...any) error {
	return &exitError{code, fmt.Sprintf(format, args...), cause}
}

// codeOf tells the exit code of err; an error that names none is a failed
// write or a broken store, and those name theirs where they arise.
func codeOf(err error) int {
	var e *exitError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &e):
		return e.code
	}
	return exitUsage
}

// nearest returns the candidate most like word, or "" if none is near: "sohw"
// is near "show", and "around" near "arround".
func nearest(word string, candidates []string) string {
	if word == "" {
		return ""
	}
	best, least := "", len(word)/3+1
	for _, c := range candidates {
		d := edlib.OSADamerauLevenshteinDistance(word, c)
		if d > least && len(word) > 2 && strings.HasPrefix(c, word) {
			d = least
		}
		if d < least || d == least && best == "" {
			best, least = c, d
		}
	}
	return best
}

// hint is " (did you mean …?)", or "" without a suggestion.
func hint(suggestion string) string {
	if suggestion == "" {
		return ""
	}
	return fmt.Sprintf(" (did you mean %s?)", suggestion)
}
