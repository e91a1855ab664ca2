package english

import _ "embed"

// weights is what MODEL.md describes.
//
//go:embed weights.bin
var weights []byte
