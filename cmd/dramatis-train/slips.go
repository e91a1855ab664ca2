package main

import (
	"os"
	"path/filepath"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/tokenize"
)

// trainSlips learns from the treebanks in a folder what tells "its" from
// "it's".
func trainSlips(dir, out string) error {
	var all []*extract.Document
	for _, file := range []string{"en_ewt-train.conllu", "en_gum-free-train.conllu"} {
		ts, err := texts(filepath.Join(dir, file))
		if err != nil {
			return err
		}
		for _, x := range ts {
			for _, s := range x.sentences {
				all = append(all, &extract.Document{Text: s.Text, Tokens: s.Tokens})
			}
		}
	}
	return os.WriteFile(out, tokenize.Learn(all), 0o644)
}
