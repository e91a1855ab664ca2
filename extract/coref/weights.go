package coref

import (
	_ "embed"
	"encoding/binary"
	"fmt"
	"sync"

	"github.com/dramatis-kg/dramatis/extract/model"
)

// The weights are data under CC BY-SA 4.0; NOTICE names what they were learnt
// from.
//
//go:generate go run ../../cmd/dramatis-train -rank $DRAMATIS_DATA/treebanks/en_gum-free-train.conllu -out ranker.bin
//go:embed ranker.bin
var file []byte

// section is the name of the weights in their file.
const section = "ranker"

// shipped returns the ranker that the program ships. Its file is part of the
// program, so that one which cannot be read is a mistake in our own source.
var shipped = sync.OnceValue(func() *ranker {
	k, err := load(file)
	if err != nil {
		panic(err)
	}
	return k
})

// load reads a weight file.
func load(b []byte) (*ranker, error) {
	f, err := model.Parse(b)
	if err != nil {
		return nil, fmt.Errorf("coref: %w", err)
	}
	data, err := f.Section(section)
	if err != nil {
		return nil, fmt.Errorf("coref: %w", err)
	}
	if len(data) != 2<<bits {
		return nil, fmt.Errorf("coref: %d bytes of weights, not %d", len(data), 2<<bits)
	}
	k := &ranker{weights: make([]int16, 1<<bits)}
	for i := range k.weights {
		k.weights[i] = int16(binary.LittleEndian.Uint16(data[2*i:]))
	}
	return k, nil
}
