package main

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"

	"github.com/dramatis-kg/dramatis/extract/conllu"
	"github.com/dramatis-kg/dramatis/extract/neural"
)

// trainingData reads every corpus that the model learns from. The development
// files are not among them.
func trainingData(dir string) ([]neural.Example, error) {
	names, err := readNames(filepath.Join(dir, "en_ewt-ner-train.txt"))
	if err != nil {
		return nil, err
	}
	var all []neural.Example
	for _, file := range []string{"en_ewt-train.conllu", "en_gum-free-train.conllu"} {
		es, err := readTrees(filepath.Join(dir, file), names)
		if err != nil {
			return nil, err
		}
		all = append(all, es...)
	}
	for _, c := range []struct {
		file  string
		kinds map[string]string
	}{
		{"wikigold.conll", map[string]string{"PER": "PER", "ORG": "ORG", "LOC": "LOC"}},
		{"crossner-politics-train.txt", politics},
		{"crossner-politics-dev.txt", politics},
		{"crossner-politics-test.txt", politics},
		{"wnut17-train.conll", map[string]string{"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG"}},
	} {
		es, err := readColumns(filepath.Join(dir, c.file), c.kinds)
		if err != nil {
			return nil, err
		}
		all = append(all, es...)
	}
	return all, nil
}

// politics maps the kinds of CrossNER; nationalities, elections and events are
// not names of people, organisations or places.
var politics = map[string]string{"politician": "PER", "person": "PER", "organisation": "ORG", "politicalparty": "ORG",
	"country": "LOC", "location": "LOC"}

// readTrees reads a treebank; names holds BIO tags by sentence.
func readTrees(path string, names map[string][]string) ([]neural.Example, error) {
	all, err := texts(path)
	if err != nil {
		return nil, err
	}
	var out []neural.Example
	for _, x := range all {
		for _, s := range x.sentences {
			e := example(s)
			if n := names[s.ID]; len(n) == len(e.Words) {
				e.Names = n
			}
			if strings.HasPrefix(s.ID, "GUM_") {
				e.Names = gumNames(s)
			}
			out = append(out, e)
		}
	}
	return out, nil
}

func example(s *conllu.Sentence) neural.Example {
	var e neural.Example
	for i, t := range s.Tokens {
		e.Words = append(e.Words, s.Text[t.Start:t.End])
		e.UPOS, e.XPOS = append(e.UPOS, t.UPOS), append(e.XPOS, t.XPOS)
		e.Feats, e.Lemmas = append(e.Feats, t.Feats), append(e.Lemmas, t.Lemma)
		head := -1
		if t.Up != 0 {
			head = i + t.Up
		}
		e.Heads, e.Rels = append(e.Heads, head), append(e.Rels, t.Deprel)
	}
	return e
}

// readNames reads lines of "sent_id TAB tags".
func readNames(path string) (map[string][]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	out := map[string][]string{}
	for line := range strings.Lines(string(data)) {
		if id, tags, ok := strings.Cut(line, "\t"); ok {
			out[id] = strings.Fields(tags)
		}
	}
	return out, nil
}

// readColumns reads a word and its tag on every line, sentences parted by
// empty lines. Tags of kinds that are not mapped become "O".
func readColumns(path string, kinds map[string]string) ([]neural.Example, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []neural.Example
	var e neural.Example
	before := "O"
	end := func() {
		if len(e.Words) > 0 {
			out = append(out, e)
		}
		e, before = neural.Example{}, "O"
	}
	in := bufio.NewScanner(f)
	for in.Scan() {
		col := strings.Fields(in.Text())
		if len(col) < 2 {
			end()
			continue
		}
		tag := "O"
		if kind, ok := kinds[strings.TrimLeft(col[len(col)-1], "BI-")]; ok {
			tag = "I-" + kind
			if strings.HasPrefix(col[len(col)-1], "B-") || before[1:] != tag[1:] {
				tag = "B-" + kind
			}
		}
		for i, piece := range pieces(col[0]) {
			if i > 0 && tag != "O" {
				tag = "I" + tag[1:]
			}
			e.Words, e.Names = append(e.Words, piece), append(e.Names, tag)
		}
		before = tag
	}
	end()
	return out, in.Err()
}

// pieces splits a word at hyphens between letters or digits, as the treebanks
// do: "10-week" is three words there.
func pieces(word string) []string {
	for i := 1; i+1 < len(word); i++ {
		if word[i] == '-' && plain(word[i-1]) && plain(word[i+1]) {
			return append([]string{word[:i], "-"}, pieces(word[i+1:])...)
		}
	}
	return []string{word}
}

func plain(b byte) bool {
	return b >= 0x80 || b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'z'
}
