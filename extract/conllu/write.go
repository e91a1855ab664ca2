package conllu

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// Write writes every sentence of d, whatever its kind, with names in MISC as
// NER=B-PER. Words that share one written word are given as a multi-word
// token, as in Universal Dependencies.
func Write(w io.Writer, d *extract.Document) error {
	out := bufio.NewWriter(w)
	for n, s := range d.Sentences {
		fmt.Fprintf(out, "# sent_id = %s-%d\n# text = %s\n", d.ID, n+1, d.SentenceText(n))
		for i := s.First; i < s.End; i++ {
			if !d.Tokens[i].Glued && i+1 < s.End && d.Tokens[i+1].Glued {
				writeRange(out, d, s, i)
			}
			writeWord(out, d, s, i)
		}
		out.WriteByte('\n')
	}
	return out.Flush()
}

func writeRange(out *bufio.Writer, d *extract.Document, s extract.Sentence, i int) {
	end := i + 1
	for end < s.End && d.Tokens[end].Glued {
		end++
	}
	form := d.Text[d.Tokens[i].Start:d.Tokens[end-1].End]
	fmt.Fprintf(out, "%d-%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n", i-s.First+1, end-s.First, form, orBlank(spaceAfter(d, end-1)))
}

func writeWord(out *bufio.Writer, d *extract.Document, s extract.Sentence, i int) {
	t := &d.Tokens[i]
	head := 0
	if h := d.Head(i); h >= 0 {
		head = h - s.First + 1
	}
	var misc []string
	if t.Name != "" {
		misc = append(misc, "NER="+t.Name)
	}
	if sp := spaceAfter(d, i); sp != "" && !(i+1 < s.End && d.Tokens[i+1].Glued) && !t.Glued {
		misc = append(misc, sp)
	}
	fmt.Fprintf(out, "%d\t%s\t%s\t%s\t%s\t%s\t%d\t%s\t_\t%s\n", i-s.First+1, d.Word(i), orBlank(t.Lemma),
		orBlank(t.UPOS), orBlank(t.XPOS), orBlank(t.Feats), head, orBlank(t.Deprel), orBlank(strings.Join(misc, "|")))
}

func spaceAfter(d *extract.Document, i int) string {
	end := d.Tokens[i].End
	if i+1 < len(d.Tokens) && d.Tokens[i+1].Start == end {
		return "SpaceAfter=No"
	}
	return ""
}

func orBlank(s string) string {
	if s == "" {
		return "_"
	}
	return s
}
