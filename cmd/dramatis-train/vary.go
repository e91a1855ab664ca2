package main

import (
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"
)

// vary writes some sentences in capitals, in the Style of Headlines or in
// small letters, since the treebanks have little of these.
func vary(words []string, r *rand.Rand) []string {
	var change func(i int, w string) string
	switch x := r.Float64(); {
	case x < 0.04:
		change = func(_ int, w string) string { return strings.ToUpper(w) }
	case x < 0.08:
		change = headline
	case x < 0.10:
		change = func(_ int, w string) string { return strings.ToLower(w) }
	default:
		return words
	}
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = change(i, w)
	}
	return out
}

// headline capitalises the first word and every word that is not short.
func headline(i int, w string) string {
	if i > 0 && len(w) < 4 || strings.HasPrefix(w, "'") || strings.HasPrefix(w, "n'") {
		return w
	}
	r, n := utf8.DecodeRuneInString(w)
	return string(unicode.ToUpper(r)) + w[n:]
}
