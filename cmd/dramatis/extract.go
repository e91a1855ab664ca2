package main

import "github.com/urfave/cli/v2"

func (p *program) extractCommand() *cli.Command {
	return &cli.Command{
		Name:      "extract",
		Usage:     "print the facts of articles, without a graph",
		ArgsUsage: "PATH…",
		Description: `Reads files, folders and - (standard input) and prints what it finds:
  table   one fact a line, for people
  jsonl   one fact a line, with offsets in Unicode code points
  tsv     sentence, confidence, predicate, subject and arguments of each clause
  conllu  the sentences with tags, trees and names
  nquads  the quads that "dramatis add" would store

Examples:
  dramatis extract ferry.txt
  dramatis extract -o jsonl --date 2016-03-24 ferry.txt
  echo "Halden Lines bought the ferry." | dramatis extract -
  dramatis extract -o tsv --lines sentences.txt`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Value: "table", Usage: "print as `FORMAT`: table, jsonl, tsv, conllu or nquads"},
			&cli.BoolFlag{Name: "json", Usage: "the same as -o jsonl"},
			&cli.BoolFlag{Name: "lines", Usage: "each line is a text of its own"},
			&cli.BoolFlag{Name: "tokenized", Usage: "tokens are separated by blanks, and each line is a sentence"},
			&cli.StringFlag{Name: "date", Usage: "take `DAY` (2016-03-24) as the publication date where an article gives none"},
			&cli.IntFlag{Name: "jobs", Aliases: []string{"j"}, Usage: "read `N` articles at a time (as many as there are processors by default)"},
		},
		Action: p.extract,
	}
}
