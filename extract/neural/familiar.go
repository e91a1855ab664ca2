package neural

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// prefixes make new words of known ones.
var prefixes = [...]string{"counter", "under", "inter", "over", "fore", "with", "out", "mis", "un", "re"}

// familiar returns the form that the network looks at. It is form itself,
// unless that is an unknown word in small letters made of a prefix and a known
// word: "overran" is read like "ran". The treebanks have few words, and what
// follows the prefix tells more of a verb than its letters do.
func (x *extractor) familiar(form string) string {
	if form == "" || form[0] < 'a' || form[0] > 'z' || x.words[wordKey(form)] > 0 {
		return form
	}
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(form, p); ok && len(rest) > 2 && x.words[rest] > 0 {
			return rest
		}
	}
	return form
}

// clitics are the ends of contractions whose apostrophe was forgotten.
var clitics = map[string]string{"s": "'s", "m": "'m", "d": "'d", "r": "'re", "re": "'re", "ve": "'ve", "ll": "'ll", "nt": "n't"}

// shown returns token i of d as the network is to see it: the "s" of "Its late"
// like the one of "It's late".
func shown(d *extract.Document, i int) string {
	w := d.Word(i)
	if d.Tokens[i].Glued && len(w) <= 2 {
		if c, ok := clitics[w]; ok {
			return c
		}
	}
	return w
}
