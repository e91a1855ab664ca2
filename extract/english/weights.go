package english

import _ "embed"

// Training takes the treebanks and articles of MODEL.md in the folder
// DRAMATIS_DATA, and keeps the teachers in the folder DRAMATIS_WORK, so that it
// goes on where it was interrupted.
//
//go:generate go run ../../cmd/dramatis-train -data $DRAMATIS_DATA/treebanks -raw $DRAMATIS_DATA/corpus/wikinews-2019.csv -recipe $DRAMATIS_WORK -out weights.bin

// weights is what MODEL.md describes.
//
//go:embed weights.bin
var weights []byte
