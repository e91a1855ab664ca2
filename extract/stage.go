package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// A Stage reads a document further. Stages are total: any text gives a
// document, a strange sentence merely gives fewer facts. Goroutines may share
// a stage.
type Stage interface {
	Read(d *Document)
}

// A Pipeline applies its stages in order.
type Pipeline []Stage

// Read runs every stage on d.
func (p Pipeline) Read(d *Document) {
	for _, s := range p {
		s.Read(d)
	}
}

// NewDocument returns a document of text with its ID set. Line ends become
// "\n" and invalid UTF-8 becomes U+FFFD.
func NewDocument(title, published, text string) *Document {
	clean := func(s string) string {
		return strings.ReplaceAll(strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n"), "\r", "\n")
	}
	d := &Document{Title: clean(title), Published: published, Text: clean(text)}
	sum := sha256.Sum256([]byte(d.Title + "\x00" + d.Published + "\x00" + d.Text))
	d.ID = hex.EncodeToString(sum[:8])
	return d
}
