package clause

import (
	"github.com/dramatis-kg/dramatis/extract"
)

// quotations are the direct quotations of a document. A quotation goes on over
// sentences until its closing mark, and over paragraphs each of which opens
// with a mark again.
type quotations struct {
	of  []int       // number of the quotation each token stands in, from 1; 0 outside
	all []quotation // by number - 1
}

// A quotation is a run of tokens between marks, and who speaks it.
type quotation struct {
	mark, first, end int  // its opening mark and what is inside, half-open, in tokens
	sentence, last   int  // the sentences it begins and ends in
	speech           bool // holds a verb, so that it is more than a title
	voice            voice
}

// surety says how the speaker of a quotation was found.
type surety int

const (
	unknown   surety = iota
	inherited        // from the quotation or sentence next to it
	embedded         // the subject of the clause it stands in
	spoken           // the subject of a verb of saying beside it
)

// A voice is who speaks a quotation.
type voice struct {
	surety surety
	source extract.Source
}

// findQuotes reads the quotation marks of d; nil for none.
func findQuotes(d *extract.Document) *quotations {
	r := quoteReader{d: d, until: -1, inner: -1, paragraph: -1}
	for s := range d.Sentences {
		r.sentence(s)
	}
	if len(r.q.all) == 0 {
		return nil
	}
	return &r.q
}

// A quoteReader walks over the marks of a document.
type quoteReader struct {
	d         *extract.Document
	q         quotations
	open      bool
	until     int // where the open quotation ends if in single marks, else -1
	inner     int // where words quoted within the open quotation end, else -1
	paragraph int
}

func (r *quoteReader) sentence(s int) {
	x := &r.d.Sentences[s]
	first := x.First
	if x.Paragraph != r.paragraph {
		r.paragraph = x.Paragraph
		if r.open = r.open && r.until < 0 && r.turn(first) > 0; r.open {
			first++ // each paragraph of a long quotation opens anew
		}
	}
	for i := first; i < x.End; i++ {
		n := len(r.q.all)
		switch turn := r.turn(i); {
		case i == r.inner:
		case r.open && (turn < 0 || i == r.until):
			r.open = false
		case r.open && turn > 0 && r.nests(i, s):
		case turn > 0 && !(r.open && (r.until >= 0 || r.q.all[n-1].sentence == s)):
			r.begin(s, i)
		case r.open && turn == 0:
			r.q.of[i] = n
			q := &r.q.all[n-1]
			q.end, q.last = i+1, s
			if x := r.d.Tokens[i].XPOS; x == "MD" || x != "" && x[0] == 'V' && x != "VBN" && x != "VBG" {
				q.speech = true
			}
		}
	}
}

// nests reports whether mark i opens words quoted within the open quotation: two
// marks close before another one opens in this paragraph.
func (r *quoteReader) nests(i, s int) bool {
	closed := -1
	for ; s < len(r.d.Sentences) && r.d.Sentences[s].Paragraph == r.paragraph; s++ {
		for k := max(i+1, r.d.Sentences[s].First); k < r.d.Sentences[s].End; k++ {
			switch turn := r.turn(k); {
			case turn < 0 && closed >= 0:
				r.inner = closed
				return true
			case turn < 0:
				closed = k
			case turn > 0:
				return false
			}
		}
	}
	return false
}

// begin opens a quotation. One that is still open lost its closing mark and
// ends with the sentence it began in.
func (r *quoteReader) begin(s, i int) {
	if r.q.of == nil {
		r.q.of = make([]int, len(r.d.Tokens))
	}
	if n := len(r.q.all); r.open {
		q := &r.q.all[n-1]
		q.last = q.sentence
		for q.end > r.d.Sentences[q.sentence].End {
			q.end--
			r.q.of[q.end] = 0
		}
	}
	r.open, r.until = true, -1
	if w := r.d.Word(i); w == "'" || w == "‘" {
		r.until = r.closing(i)
	}
	r.q.all = append(r.q.all, quotation{mark: i, first: i + 1, end: i + 1, sentence: s, last: s})
}

// turn is 1 where token i opens a quotation, -1 where it closes one and 0 where
// it does neither. Blanks tell which a straight mark does, if there are some on
// one side only. Single marks open where another one closes: all else are
// apostrophes.
func (r *quoteReader) turn(i int) int {
	before, behind := r.blank(i-1), r.blank(i)
	switch r.d.Word(i) {
	case "“", "``", "„", "«":
		return 1
	case "”", "»":
		return -1
	case "\"", "''":
		if before != behind && before || before == behind && !r.open {
			return 1
		}
		return -1
	case "'", "‘":
		if before && !behind && !r.open && r.closing(i) > i+2 {
			return 1
		}
	}
	return 0
}

// closing returns the single mark that closes the one at token i, or -1.
func (r *quoteReader) closing(i int) int {
	for k := i + 1; k < len(r.d.Tokens) && k < i+80; k++ {
		switch r.d.Word(k) {
		case "'", "’":
			stop := k+1 == len(r.d.Tokens) || r.blank(k) || r.d.Tokens[k+1].UPOS == "PUNCT"
			if !r.blank(k-1) && stop && r.d.Tokens[k].XPOS != "POS" {
				return k
			}
		case "‘", "“", "\"":
			return -1
		}
	}
	return -1
}

// blank reports whether something other than a token stands between tokens i
// and i+1.
func (r *quoteReader) blank(i int) bool {
	return i < 0 || i+1 >= len(r.d.Tokens) || r.d.Tokens[i+1].Start > r.d.Tokens[i].End
}
