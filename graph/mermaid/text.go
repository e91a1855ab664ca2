// Package mermaid writes texts as labels of Mermaid charts.
package mermaid

import (
	"fmt"
	"strings"
)

// Text returns s, which must be one line, as the text of a label in quotes.
// There Mermaid reads Markdown and HTML, and entities as #number; (its manual,
// "Special characters that break syntax").
func Text(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("\"#<>&`*_\\|;[]{}()~%", r) {
			fmt.Fprintf(&b, "#%d;", r)
		} else {
			b.WriteRune(r)
		}
	}
	if b.Len() == 0 {
		return "#32;"
	}
	return b.String()
}
