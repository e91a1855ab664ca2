// Package english wires the stages that read English.
package english

import "github.com/dramatis-kg/dramatis/extract"

// Options choose how text is read. The zero value reads running text.
type Options struct {
	Tokenized bool // tokens are separated by blanks, and each line is a sentence
}

// New returns the pipeline from text to facts.
func New(o Options) (extract.Pipeline, error) {
	return extract.Pipeline{}, nil
}
