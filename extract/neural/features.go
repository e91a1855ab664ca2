package neural

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/extract/gazetteer"
)

// features are the rows of the embedding tables that describe one token.
type features struct {
	word   int32   // 0 for an unknown word
	affix  []int32 // ends, beginnings and shapes
	ngrams []int32 // character sequences inside the word
	class  gazetteer.Class
}

// quotes maps the marks of typesetting and of the Penn Treebank to those of
// the treebanks.
var quotes = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`, "``", `"`, "''", `"`,
	"’", "'", "‘", "'", "`", "'", "—", "-", "–", "-", "‐", "-", "‑", "-", "…", "...", "\u00a0", " ")

// brackets maps the brackets of the Penn Treebank.
var brackets = map[string]string{"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}

// normalise returns the form as the network sees it: plain quotes, dashes and
// brackets.
func normalise(form string) string {
	if b, ok := brackets[form]; ok {
		return b
	}
	for i := 0; i < len(form); i++ {
		if c := form[i]; c >= utf8.RuneSelf || c == '`' || c == '\'' && i > 0 && form[i-1] == c {
			return quotes.Replace(form)
		}
	}
	return form
}

// wordKey is the entry of a normalised form in the word list.
func wordKey(form string) string { return strings.ToLower(form) }

// appendKey appends wordKey of the form.
func appendKey(dst []byte, form string) []byte {
	at := len(dst)
	for i := range len(form) {
		c := form[i]
		switch {
		case c >= utf8.RuneSelf:
			return append(dst[:at], wordKey(form)...)
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		}
		dst = append(dst, c)
	}
	return dst
}

// hasher turns strings into buckets of an embedding table, by FNV-1a.
type hasher uint32

func (h hasher) add(s string) hasher {
	for i := 0; i < len(s); i++ {
		h = (h ^ hasher(s[i])) * 16777619
	}
	return h
}

// bucket mixes the high bits in, since FNV leaves the low ones weak.
func (h hasher) bucket(n int) int32 {
	x := uint32(h)
	x ^= x >> 15
	x *= 0x2c1b3c6d
	x ^= x >> 13
	return int32(x % uint32(n))
}

const basis hasher = 2166136261

// longest is how many runes of a word are looked at, so that a line of rubbish
// costs no more than a long word.
const longest = 32

// extractor computes features; its buffers are reused from token to token.
type extractor struct {
	words        map[string]int32
	affix, ngram int // sizes of the tables
	key, padded  []byte
	at           []int
}

// describe fills f with the features of a form as written.
func (x *extractor) describe(form string, f *features) {
	form = normalise(form)
	f.affix, f.ngrams = f.affix[:0], f.ngrams[:0]
	x.key = appendKey(x.key[:0], form)
	f.word = x.words[string(x.key)]
	x.fold(x.key)
	x.affixes(f)
	x.shape(form, f)
	x.sequences(f)
}

// fold keeps the lower-case runes of the word with every digit made "0", and
// their offsets in padded, which has a mark at either end.
func (x *extractor) fold(key []byte) {
	x.padded, x.at = append(x.padded[:0], '<'), append(x.at[:0], 0)
	for n := 0; n < longest && len(key) > 0; n++ {
		r, size := utf8.DecodeRune(key)
		key = key[size:]
		if unicode.IsDigit(r) {
			r = '0'
		}
		x.at = append(x.at, len(x.padded))
		x.padded = utf8.AppendRune(x.padded, r)
	}
	x.at = append(x.at, len(x.padded), len(x.padded)+1)
	x.padded = append(x.padded, '>')
}

// part hashes runes i to j of the padded word.
func (x *extractor) part(seed hasher, i, j int) hasher {
	for _, b := range x.padded[x.at[i]:x.at[j]] {
		seed = (seed ^ hasher(b)) * 16777619
	}
	return seed
}

// affixes adds the last one to four and the first one to three runes.
func (x *extractor) affixes(f *features) {
	n := len(x.at) - 1
	for k := 1; k <= 4 && k <= n-2; k++ {
		f.affix = append(f.affix, x.part(basis.add("s"), n-1-k, n-1).bucket(x.affix))
	}
	for k := 1; k <= 3 && k <= n-2; k++ {
		f.affix = append(f.affix, x.part(basis.add("p"), 1, 1+k).bucket(x.affix))
	}
}

// shapes is how many features of shape end the affixes of a word.
const shapes = 2

// shape adds the classes of the runes ("Xxxx" for "Anna"), with and without
// repetitions.
func (x *extractor) shape(form string, f *features) {
	long, short, last, n := basis.add("l"), basis.add("c"), byte(0), 0
	for _, r := range form {
		if n++; n > longest {
			break
		}
		c := class(r)
		if n <= 6 {
			long = (long ^ hasher(c)) * 16777619
		}
		if c != last {
			short = (short ^ hasher(c)) * 16777619
		}
		last = c
	}
	f.affix = append(f.affix, long.bucket(x.affix), short.bucket(x.affix))
}

func class(r rune) byte {
	switch {
	case unicode.IsUpper(r):
		return 'X'
	case unicode.IsLower(r):
		return 'x'
	case unicode.IsLetter(r):
		return 'y'
	case unicode.IsDigit(r):
		return '0'
	case r == '.' || r == '-' || r == '\'' || r == '@' || r == '/' || r == ',':
		return byte(r)
	}
	return '#'
}

// sequences adds every run of three to five runes of the padded word, and the
// word as a whole.
func (x *extractor) sequences(f *features) {
	n := len(x.at) - 1
	for i := 0; i < n; i++ {
		for k := 3; k <= 5 && i+k <= n; k++ {
			f.ngrams = append(f.ngrams, x.part(basis.add("n"), i, i+k).bucket(x.ngram))
		}
	}
	f.ngrams = append(f.ngrams, x.part(basis.add("w"), 0, n).bucket(x.ngram))
}
