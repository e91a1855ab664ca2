package tag

import (
	_ "embed"
	"strings"
)

//go:embed irregular.txt
var irregularText string

// irregular holds the facts of irregular.txt.
var irregular = readIrregular(irregularText)

// irregulars are irregular forms and the lemmas they belong to.
type irregulars struct {
	forms   map[string]map[string]string // by class of Penn tags, then by form
	endings []inflection                 // of nouns
	bases   map[string]bool              // their lemmas
}

// classOf tells the class of irregular.txt for a Penn tag, or "".
func classOf(xpos string) string {
	switch xpos {
	case "VBD", "VBN", "VBG", "VBZ":
		return "verbs"
	case "NNS", "NNPS":
		return "nouns"
	case "JJR", "JJS":
		return "adjectives"
	case "RBR", "RBS":
		return "adverbs"
	}
	return ""
}

func readIrregular(text string) irregulars {
	out := irregulars{forms: map[string]map[string]string{}, bases: map[string]bool{}}
	var class map[string]string
	for line := range strings.Lines(text) {
		f := strings.Fields(line)
		switch {
		case len(f) == 0 || f[0] == "#" || line[0] == '#':
		case len(f) == 1:
			class = map[string]string{}
			out.forms[f[0]] = class
		case f[0][0] == '-':
			for _, plural := range f[1:] {
				out.endings = append(out.endings, inflection{plural[1:], f[0][1:]})
			}
			out.bases[f[0][1:]] = true
		default:
			for _, w := range f[1:] {
				if class[w] == "" {
					class[w] = f[0]
				}
			}
			out.bases[f[0]] = true
		}
	}
	return out
}

// verbPrefixes make new words of irregular ones: "overran" is of "overrun".
var verbPrefixes = []string{"over", "under", "fore", "out", "mis", "re", "un", "up", "off", "inter", "pre"}

// lemma returns the lemma of an irregular form in small letters, or "".
func (r *irregulars) lemma(low, xpos string) string {
	class := classOf(xpos)
	forms := r.forms[class]
	if base := forms[low]; base != "" {
		return base
	}
	switch class {
	case "verbs":
		for _, p := range verbPrefixes {
			if rest, ok := strings.CutPrefix(low, p); ok && forms[rest] != "" {
				return p + forms[rest]
			}
		}
	case "nouns":
		for _, e := range r.endings {
			if stem, ok := strings.CutSuffix(low, e.ending); ok && len(stem) != 1 { // "olives"
				return stem + e.base
			}
		}
	}
	return ""
}
