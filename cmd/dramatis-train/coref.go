package main

import (
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/coref"
	"github.com/dramatis-kg/dramatis/extract/coref/score"
	"github.com/dramatis-kg/dramatis/extract/english"
)

// chained are the genres whose chains are measured together: what is closest
// to the news.
var chained = []string{"news", "bio", "interview", "speech"}

// articles reads a CoNLL-U file of GUM.
func articles(path string) ([]*score.Article, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return score.Read(f)
}

// measureChains prints how well the program finds the chains of a CoNLL-U file
// of GUM from its raw text: with mentions of its own, then with those of the
// corpus.
func measureChains(path string, w io.Writer) error {
	all, err := articles(path)
	if err != nil {
		return err
	}
	p, err := english.New(english.Options{})
	if err != nil {
		return err
	}
	for _, given := range []bool{false, true} {
		by := map[string]*score.Scores{"four": {}, "all": {}}
		for _, a := range all {
			got := chainsOf(a, p, given)
			for _, genre := range []string{a.Genre, "four", "all"} {
				if genre == "four" && !slices.Contains(chained, a.Genre) {
					continue
				}
				if by[genre] == nil {
					by[genre] = &score.Scores{}
				}
				by[genre].Add(a.Gold(), got)
			}
		}
		title := "system mentions"
		if given {
			title = "gold mentions"
		}
		fmt.Fprintf(w, "%-16s  mentions P    R     F    MUC P    R     F     B3 P    R     F  CEAFe P    R     F    LEA P    R     F   CoNLL\n", title)
		for _, genre := range append(slices.Clone(chained), "four", "all") {
			if s := by[genre]; s != nil {
				fmt.Fprintf(w, "%-16s %s %s %s %s %s %7.1f\n", genre, cells(s.Mentions), cells(s.MUC), cells(s.B3), cells(s.CEAFe), cells(s.LEA), s.CoNLL())
			}
		}
	}
	return nil
}

// chainsOf reads an article and returns its chains of two and more mentions.
func chainsOf(a *score.Article, p extract.Pipeline, given bool) score.Partition {
	d := extract.NewDocument("", "", a.Text)
	p.Read(d)
	if !given {
		return score.System(d)
	}
	chains := a.GoldMentions(d)
	coref.Stage{}.Read(d)
	return chains()
}

func cells(t score.Tally) string {
	p, r, f := t.Percent()
	return fmt.Sprintf("   %5.1f %5.1f %5.1f", p, r, f)
}

// beforeChains counts the stages of the pipeline that come before chains.
const beforeChains = 3

// trainRanker trains the ranker of antecedents on what the program makes of
// the raw text of a CoNLL-U file of GUM.
func trainRanker(path, out string) error {
	all, err := articles(path)
	if err != nil {
		return err
	}
	p, err := english.New(english.Options{})
	if err != nil {
		return err
	}
	var examples []coref.Example
	for _, a := range all {
		d := extract.NewDocument("", "", a.Text)
		p[:beforeChains].Read(d)
		examples = append(examples, coref.Example{Doc: d, Entity: a.Entities(d)})
	}
	return os.WriteFile(out, coref.Learn(examples), 0o644)
}
