package clause

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/extract"
)

// interview gives the facts of paragraphs that begin with the name of their
// speaker and a colon, as printed interviews do, that speaker: "Mara Voss: We
// sold the ferry." Initials stand for the name they shorten in other labels or
// in the text. One such paragraph alone is no interview.
func interview(d *extract.Document) {
	speakers := map[int]extract.Source{}
	for s := range d.Sentences {
		x := &d.Sentences[s]
		if s > 0 && d.Sentences[s-1].Paragraph == x.Paragraph {
			continue
		}
		if who, ok := label(d, x); ok {
			speakers[x.Paragraph] = who
		}
	}
	if len(speakers) < 2 {
		return
	}
	for k := range d.Facts {
		f := &d.Facts[k]
		who, ok := speakers[d.Sentences[f.Sentence].Paragraph]
		switch {
		case !ok:
		case f.Source.Text == "", f.Source.Name == extract.Unnamed, firstPerson(f.Source.Text):
			f.Source = who
		default:
			f.Source = f.Source.Through(who)
		}
	}
}

// label returns the speaker whose name and a colon open sentence x.
func label(d *extract.Document, x *extract.Sentence) (extract.Source, bool) {
	for k := x.First + 1; k < x.End && k < x.First+6; k++ {
		if d.Word(k) != ":" {
			continue
		}
		if k+1 >= x.End {
			break
		}
		name := d.Span(x.First, k)
		source := extract.Source{First: x.First, End: k, Chain: -1, Name: name, Text: name}
		if c := named(d, x.First, k); c >= 0 {
			source.Chain, source.Name = c, d.Chains[c].Name
			return source, d.Chains[c].Kind == extract.Person || d.Chains[c].Kind == extract.Organisation || initials(name)
		}
		if c := shortened(d, name); c >= 0 {
			source.Chain, source.Name = c, d.Chains[c].Name
			return source, true
		}
		return source, initials(name) || d.Tokens[x.First].Name != "" && strings.HasSuffix(d.Tokens[x.First].Name, "PER")
	}
	return extract.Source{}, false
}

// named returns the chain of a person or body that tokens [first, end) name, -1
// for none.
func named(d *extract.Document, first, end int) extract.ChainID {
	for m := range d.Mentions {
		x := &d.Mentions[m]
		if x.First >= first && x.End <= end && x.Form == extract.Name && x.Chain >= 0 && d.Chains[x.Chain].Kind == extract.Person {
			return x.Chain
		}
	}
	return -1
}

// initials reports whether a label is made of initials: "MV", "Q".
func initials(name string) bool {
	if len(name) > 4 {
		return false
	}
	for _, r := range name {
		if !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

// shortened returns the chain of the person whose initials are name, -1 for
// none or more than one.
func shortened(d *extract.Document, name string) extract.ChainID {
	if !initials(name) || len(name) < 2 {
		return -1
	}
	found := extract.ChainID(-1)
	for c := range d.Chains {
		if d.Chains[c].Kind != extract.Person || short(d.Chains[c].Name) != name {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = extract.ChainID(c)
	}
	return found
}

// short returns the first letters of the words of a name.
func short(name string) string {
	var b strings.Builder
	for _, w := range strings.Fields(name) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}
