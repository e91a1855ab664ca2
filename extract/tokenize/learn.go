package tokenize

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/dramatis-kg/dramatis/extract"
)

const (
	rounds = 20  // passes over the examples
	margin = 150 // by how much an example is to be right
	step   = 8   // what an update adds to a weight
	rare   = 3   // clues of fewer examples are not learnt
)

// An example is a homophone in its context.
type example struct {
	clues  []string
	parted bool // is a contraction
}

// Learn returns the weights that tell "its" from "it's", however it is written,
// learnt from sentences with their tokens by an averaged perceptron (Freund and
// Schapire 1999). Its arithmetic is of whole numbers and gives the same bytes
// everywhere.
func Learn(sentences []*extract.Document) []byte {
	var all []example
	for _, d := range sentences {
		all = append(all, examples(d)...)
	}
	w := average(all)
	var out bytes.Buffer
	keys := make([]string, 0, len(w))
	for f := range w {
		keys = append(keys, f)
	}
	slices.Sort(keys)
	for _, f := range keys {
		if w[f] != 0 {
			fmt.Fprintf(&out, "%s\t%d\n", f, w[f])
		}
	}
	return out.Bytes()
}

// examples returns the homophones of a sentence.
func examples(d *extract.Document) []example {
	sc := scanner{text: d.Text}
	sc.chunks = appendChunks(nil, d.Text, span{0, len(d.Text)})
	var out []example
	for i, t := range d.Tokens {
		if t.Glued {
			continue
		}
		end := t.End
		for n := i + 1; n < len(d.Tokens) && d.Tokens[n].Glued; n++ {
			end = d.Tokens[n].End
		}
		sc.to(end)
		if k := homophoneOf(d.Text[t.Start:end]); k >= 0 {
			out = append(out, example{sc.clues(t.Start, end), t.End < end})
		} else if t.XPOS == "PRP$" {
			out = append(out, example{sc.clues(t.Start, end), false})
		} else if copula(d, i) {
			sc.to(d.Tokens[i+1].End)
			out = append(out, example{sc.clues(t.Start, d.Tokens[i+1].End), true})
		}
	}
	return out
}

// average learns weights and returns their mean over all updates.
func average(all []example) map[string]int {
	count := map[string]int{}
	for _, e := range all {
		for _, f := range e.clues {
			count[f]++
		}
	}
	w, sum, steps := map[string]int{}, map[string]int{}, 0
	chance := uint32(1)
	for range rounds {
		for n := len(all) - 1; n > 0; n-- {
			chance = chance*1664525 + 1013904223
			k := int(uint64(chance) * uint64(n+1) >> 32)
			all[n], all[k] = all[k], all[n]
		}
		for _, e := range all {
			steps++
			score, sign := 0, -1
			for _, f := range e.clues {
				score += w[f]
			}
			if e.parted {
				sign = 1
			}
			if sign*score >= margin {
				continue
			}
			for _, f := range e.clues {
				if count[f] >= rare {
					w[f] += sign * step
					sum[f] += sign * step * steps
				}
			}
		}
	}
	for f := range w {
		w[f] -= sum[f] / max(steps, 1)
	}
	return w
}

// to moves to the chunk of the word that ends at byte end.
func (sc *scanner) to(end int) {
	for sc.chunks[sc.at].end < end {
		sc.at++
	}
}

// copula says whether token i of d is a pronoun with a form of "be" after it.
func copula(d *extract.Document, i int) bool {
	return (d.Tokens[i].XPOS == "PRP" || d.Tokens[i].XPOS == "DT" && d.Tokens[i].UPOS == "PRON") && i+1 < len(d.Tokens) && d.Tokens[i+1].Lemma == "be"
}
