package tokenize

import (
	"strings"
	"unicode"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/internal/lazy"
)

const month = `(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?`

var (
	// dateLine matches a line that holds a date and nothing else.
	dateLine = lazy.MustCompile(`^(?i:(?:published|posted|updated|last updated|date)?(?: on)?:? *)?` +
		`(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,? +)?` +
		`(?:` + month + ` \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}(?:st|nd|rd|th)? ` + month + `,? \d{4}|\d{4}-\d{2}-\d{2})` +
		`(?:[ T,|-]+\d{1,2}[:.]\d{2}(?::\d{2})? *(?:[ap]\.?m\.?)?)? *(?:[A-Z]{1,4})?$`)
	dateWord = lazy.MustCompile(`^` + month + `$`)
)

func dateOnly(s string) bool { return dateLine.MatchString(strings.TrimSpace(s)) }

// dateline returns the token after the dateline at the start of p, p.from if
// there is none. A place in mixed case without an agency ("Halden — The …") and
// a place before a colon count only in the first of several paragraphs: in a text
// of one, "NOTE: The …" is more likely.
func dateline(d *extract.Document, p *paragraph, opening bool) int {
	caps, agency, date, letters := true, false, false, 0
	for i := p.from; i < min(p.from+16, p.to-3); i++ {
		w := d.Word(i)
		r := firstRune(w)
		switch {
		case dash(w) || w == ":":
			if i == p.from || !spacedDash(d, i, w) {
				return p.from
			}
			if letters >= 4 && (agency || date || opening && (caps || w != ":" && i-p.from <= 3 && unicode.IsUpper(firstRune(d.Word(i+1))))) {
				return i + 1
			}
			return p.from
		case w == "(":
			end := closeBracket(d, i, p.to)
			if i == p.from || end == i {
				return p.from
			}
			agency = true
			i = end
		case w == "," || w == "-" || w == "/" || w == ".":
		case dateWord.MatchString(w) && i > p.from:
			date = true
		case isDigit(r):
			if !date {
				return p.from
			}
		case isLetter(r) && unicode.IsUpper(r):
			letters += len(w)
			caps = caps && strings.ToUpper(w) == w
		default:
			return p.from
		}
	}
	return p.from
}

// spacedDash tells the dash after a dateline from that of a compound.
func spacedDash(d *extract.Document, i int, w string) bool {
	after := d.Tokens[i+1].Start > d.Tokens[i].End
	if w == ":" {
		return after
	}
	before := d.Tokens[i].Start > d.Tokens[i-1].End
	return after && before || w == "—" || w == "--" && after
}

// closeBracket returns the token of the ")" that closes the bracket at i within
// five tokens; i if there is none.
func closeBracket(d *extract.Document, i, end int) int {
	for k := i + 1; k < min(i+7, end); k++ {
		if d.Word(k) == ")" {
			return k
		}
	}
	return i
}
