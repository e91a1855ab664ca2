package clause

import (
	_ "embed"
	"strings"
)

//go:embed lexicon.txt
var lexiconText string

//go:embed light.txt
var lightText string

// classes holds the words of each class of lexicon.txt.
type classes map[string]map[string]bool

var (
	words  = readClasses(lexiconText)
	lights = readLights(lightText)
)

// is reports whether word belongs to class.
func (c classes) is(class, word string) bool { return c[class][word] }

func lines(text string) []string {
	var out []string
	for l := range strings.Lines(text) {
		if l = strings.TrimRight(l, "\n"); l != "" && l[0] != '#' {
			out = append(out, l)
		}
	}
	return out
}

func readClasses(text string) classes {
	c := classes{}
	var class map[string]bool
	for _, l := range lines(text) {
		if l[0] == '[' {
			class = map[string]bool{}
			c[strings.Trim(l, "[]")] = class
			continue
		}
		for _, w := range strings.Fields(l) {
			class[w] = true
		}
	}
	return c
}

// A light is a verb and noun that act as one predicate: "hold talks with".
type light struct {
	preps  string // separated by blanks, with one at both ends
	family string
}

// readLights keys each line of light.txt by verb and noun: "hold talk".
func readLights(text string) map[string]light {
	out := map[string]light{}
	for _, l := range lines(text) {
		col := strings.Split(l, "\t")
		for _, v := range strings.Split(col[0], "|") {
			for _, n := range strings.Fields(col[1]) {
				out[v+" "+n] = light{preps: " " + col[2] + " ", family: strings.TrimSpace(col[3])}
			}
		}
	}
	return out
}

func (l light) takes(prep string) bool { return strings.Contains(l.preps, " "+prep+" ") }
