package diagram

import (
	"bytes"
	_ "embed" // the fonts
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/go-text/typesetting/font"
)

// Noto Sans is embedded so that every computer measures, and paints, alike.
var (
	//go:embed fonts/NotoSans-Regular.ttf
	regularTTF []byte
	//go:embed fonts/NotoSans-Bold.ttf
	boldTTF []byte
)

// A typeface is one weight of the embedded font.
type typeface struct {
	*font.Face
	em float64 // font units per em
}

var loadFonts = sync.OnceValue(func() [2]typeface {
	return [2]typeface{mustParse(regularTTF), mustParse(boldTTF)}
})

// mustParse panics only where the embedded file is damaged, our own mistake.
func mustParse(ttf []byte) typeface {
	f, err := font.ParseTTF(bytes.NewReader(ttf))
	if err != nil {
		panic("diagram: embedded font: " + err.Error())
	}
	return typeface{Face: f, em: float64(f.Upem())}
}

func face(bold bool) typeface {
	f := loadFonts()
	if bold {
		return f[1]
	}
	return f[0]
}

// slack widens what is measured, since the reader's font may be wider than
// the embedded one: DejaVu Sans is, by up to this factor.
const slack = 1.08

// textWidth returns the width of s in points at the given size. It never asks
// the computer's own fonts, or layouts would differ from one to another.
func textWidth(s string, size float64, bold bool) float64 {
	f := face(bold)
	w := 0.0
	for _, r := range s {
		w += runeWidth(f, r)
	}
	return w * size * slack
}

// runeWidth returns the advance of r in em, guessed for what Noto Sans lacks.
func runeWidth(f typeface, r rune) float64 {
	if gid, ok := f.NominalGlyph(r); ok {
		return float64(f.HorizontalAdvance(gid)) / f.em
	}
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.So) || r >= 0x1F000:
		return 1.05
	}
	return 0.68
}

// wrap breaks s at spaces into the fewest lines of at most limit points, then
// balances them, so that no line holds one forlorn word.
func wrap(s string, limit, size float64, bold bool) []string {
	words := strings.Fields(s)
	width := func(t string) float64 { return textWidth(t, size, bold) }
	lines := fill(words, limit, width)
	for lo := limit * 0.5; lo < limit; lo += limit * 0.05 {
		if b := fill(words, lo, width); len(b) <= len(lines) {
			return b
		}
	}
	return lines
}

// fill puts as many words on each line as fit; a word wider than the limit
// has its own line.
func fill(words []string, limit float64, width func(string) float64) []string {
	var lines []string
	for i, w := range words {
		if i > 0 {
			if joined := lines[len(lines)-1] + " " + w; width(joined) <= limit {
				lines[len(lines)-1] = joined
				continue
			}
		}
		lines = append(lines, w)
	}
	return lines
}

// A textBlock is text broken into lines.
type textBlock struct {
	lines []string
	size  float64 // points
	bold  bool
	w, h  float64 // points
}

const leading = 1.26 // line height in em

func block(lines []string, size float64, bold bool) textBlock {
	b := textBlock{lines: lines, size: size, bold: bold, h: float64(len(lines)) * size * leading}
	for _, l := range lines {
		b.w = max(b.w, textWidth(l, size, bold))
	}
	return b
}

func itoa(n int) string { return strconv.Itoa(n) }
