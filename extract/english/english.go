// Package english wires the stages that read English, and holds the weights
// of the tagger and parser.
package english

import (
	"fmt"
	"sync"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/clause"
	"github.com/dramatis-kg/dramatis/extract/coref"
	"github.com/dramatis-kg/dramatis/extract/mention"
	"github.com/dramatis-kg/dramatis/extract/neural"
	"github.com/dramatis-kg/dramatis/extract/tokenize"
	"github.com/dramatis-kg/dramatis/extract/when"
)

// Options choose how text is read. The zero value reads running text.
type Options struct {
	Tokenized bool // tokens are separated by blanks, and each line is a sentence
}

// model decodes the embedded weights, once however many pipelines are made.
var model = sync.OnceValues(func() (*neural.Model, error) { return neural.Load(weights) })

// New returns the pipeline from text to facts. Goroutines may share it. The
// error is one of weights that do not belong to this program.
func New(o Options) (extract.Pipeline, error) {
	m, err := model()
	if err != nil {
		return nil, fmt.Errorf("english: %w", err)
	}
	return extract.Pipeline{
		tokenize.Stage{Spaces: o.Tokenized},
		m,
		mention.Stage{},
		coref.Stage{},
		clause.Stage{},
		when.Stage{},
	}, nil
}
