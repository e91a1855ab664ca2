package diagram

import (
	"bytes"
	"compress/gzip"
	_ "embed" // the fonts
	"io"
	"slices"
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

// Fonts of the scripts that Noto Sans lacks, packed with gzip -9n and unpacked
// when a name needs them, so that Arabic or Chinese is right on a computer
// without any fonts.
var (
	//go:embed fonts/NotoSansArabic-Regular.ttf.gz
	arabicGzip []byte
	//go:embed fonts/NotoSansHebrew-Regular.ttf.gz
	hebrewGzip []byte
	//go:embed fonts/NotoSansDevanagari-Regular.ttf.gz
	devanagariGzip []byte
	//go:embed fonts/NotoSansThai-Regular.ttf.gz
	thaiGzip []byte
	//go:embed fonts/DroidSansFallback.ttf.gz
	eastAsianGzip []byte
)

// A script has a font of its own for its blocks of letters.
type script struct {
	blocks [][2]rune
	load   func() typeface
}

var scripts = []script{
	{[][2]rune{{0x0600, 0x06FF}, {0x0750, 0x077F}, {0x08A0, 0x08FF}, {0xFB50, 0xFDFF}, {0xFE70, 0xFEFC}}, packed(arabicGzip)},
	{[][2]rune{{0x0590, 0x05FF}, {0xFB1D, 0xFB4F}}, packed(hebrewGzip)},
	{[][2]rune{{0x0900, 0x097F}, {0xA8E0, 0xA8FF}}, packed(devanagariGzip)},
	{[][2]rune{{0x0E00, 0x0E7F}}, packed(thaiGzip)},
	{[][2]rune{{0x1100, 0x11FF}, {0x2E80, 0xD7FF}, {0xF900, 0xFAFF}, {0xFE30, 0xFE4F}, {0xFF00, 0xFFEF}}, packed(eastAsianGzip)},
}

func (s *script) has(r rune) bool {
	return slices.ContainsFunc(s.blocks, func(b [2]rune) bool { return b[0] <= r && r <= b[1] })
}

func packed(file []byte) func() typeface {
	return sync.OnceValue(func() typeface {
		z, err := gzip.NewReader(bytes.NewReader(file))
		if err != nil {
			panic("diagram: embedded font: " + err.Error())
		}
		ttf, err := io.ReadAll(z)
		if err != nil {
			panic("diagram: embedded font: " + err.Error())
		}
		return mustParse(ttf)
	})
}

// faceFor returns the embedded face that has r, Noto Sans if it can be.
func faceFor(r rune, bold bool) (typeface, bool) {
	own := face(bold)
	if _, ok := own.NominalGlyph(r); ok || r < 0x590 {
		return own, ok
	}
	for i := range scripts {
		if !scripts[i].has(r) {
			continue
		}
		f := scripts[i].load()
		if _, ok := f.NominalGlyph(r); ok {
			return f, true
		}
	}
	return own, false
}

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
	w := 0.0
	if strings.IndexFunc(s, joins) >= 0 {
		ts := typesetter{scanned: true} // by embedded fonts alone
		_, w = ts.line(s, bold)
		return w * size * slack
	}
	for _, r := range s {
		w += runeWidth(r, bold)
	}
	return w * size * slack
}

// joins says whether r belongs to a script whose letters change with their
// neighbours, so that only shaping tells their width.
func joins(r rune) bool { return 0x590 <= r && r < 0x1100 }

// runeWidth returns the advance of r in em, guessed for what no embedded font
// has.
func runeWidth(r rune, bold bool) float64 {
	if f, ok := faceFor(r, bold); ok {
		gid, _ := f.NominalGlyph(r)
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
