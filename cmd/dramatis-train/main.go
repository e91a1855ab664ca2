// Dramatis-train learns the weights of the joint tagger and parser from
// treebanks and corpora of names, and measures them.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/dramatis-kg/dramatis/extract/neural"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "dramatis-train:", err)
		os.Exit(1)
	}
}

func run() error {
	data := flag.String("data", "", "folder with the treebanks and corpora")
	out := flag.String("out", "weights.bin", "weight file to write; several to read with -eval or -parse, parted by commas")
	eval := flag.Bool("eval", false, "measure the weight file on the development data instead of training")
	parsed := flag.String("parse", "", "parse the tokens of a CoNLL-U `file` instead of training")
	joined := flag.String("join", "", "join weight `files`, parted by commas, into one that answers with the mean of their scores")
	work := flag.String("recipe", "", "train the shipped weights with all their teachers, which are kept in this `folder`")
	chains := flag.String("coref", "", "measure chains on a CoNLL-U `file` of GUM instead of training")
	rank := flag.String("rank", "", "train the ranker of antecedents on a CoNLL-U `file` of GUM")
	slips := flag.Bool("slips", false, "learn to tell its from it's instead of training")
	var s step
	flag.IntVar(&s.Epochs, "epochs", 20, "passes over the data")
	flag.Uint64Var(&s.Seed, "seed", 1, "where all chance comes from")
	flag.Float64Var(&s.Rate, "rate", 0, "largest learning rate; 0 means the usual one, here and below")
	flag.IntVar(&s.Batch, "batch", 0, "tokens a batch")
	flag.Float64Var(&s.Drop, "drop", 0, "dropout")
	flag.BoolVar(&s.Locked, "locked", false, "dropout of whole sentences instead of tokens")
	flag.BoolVar(&s.Shapes, "shapes", false, "hide the letters of some words")
	flag.IntVar(&s.Size.Hidden, "hidden", 0, "width of a layer")
	flag.IntVar(&s.Size.Layers, "layers", 0, "number of layers")
	flag.IntVar(&s.Size.Ngrams, "ngrams", 0, "rows of the table of character sequences")
	flag.IntVar(&s.Size.Arc, "arc", 0, "width of the projections for heads")
	flag.IntVar(&s.Size.Rel, "rel", 0, "width of the projections for relations")
	flag.IntVar(&s.Size.Glance, "glance", 0, "width of what tokens tell after a first glance; 0 for one look only")
	flag.BoolVar(&s.Size.Near, "near", false, "score heads by their distance too")
	flag.StringVar(&s.teachers, "teachers", "", "weight `files` to learn from as well, parted by commas")
	flag.StringVar(&s.raw, "raw", "", "`file` of articles that only the teachers annotate")
	checkpoint := flag.String("checkpoint", "", "`file` to keep the state of training in after every epoch, and to go on from")
	flag.Parse()
	switch {
	case *chains != "":
		return measureChains(*chains, os.Stdout)
	case *rank != "":
		return trainRanker(*rank, *out)
	case *slips:
		return trainSlips(*data, *out)
	case *parsed != "" || *eval:
		m, err := load(*out)
		if err != nil {
			return err
		}
		if *eval {
			return scores(m, *data)
		}
		return parse(m, *parsed, os.Stdout)
	case *joined != "":
		return unite(*joined, *out)
	case *work != "":
		return cook(*data, *work, s.raw, *out)
	}
	return s.train(*data, *out, *checkpoint)
}

// load reads a weight file, or joins several parted by commas.
func load(paths string) (*neural.Model, error) {
	var all []*neural.Model
	for path := range strings.SplitSeq(paths, ",") {
		b, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		m, err := neural.Load(b)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		all = append(all, m)
	}
	if len(all) == 1 {
		return all[0], nil
	}
	return neural.Join(all)
}

// scores measures the model on both development treebanks.
func scores(m *neural.Model, dir string) error {
	names, err := readNames(filepath.Join(dir, "en_ewt-ner-dev.txt"))
	if err != nil {
		return err
	}
	for _, file := range []string{"en_ewt-dev.conllu", "en_gum-free-dev.conllu"} {
		line, err := compare(m, filepath.Join(dir, file), names)
		if err != nil {
			return err
		}
		fmt.Fprintln(os.Stderr, line)
	}
	return nil
}

// resume goes on from a checkpoint, if there is one, and returns how many
// epochs are done.
func resume(t *neural.Trainer, path string) (int, error) {
	f, err := os.Open(path)
	if path == "" || errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	defer f.Close()
	return t.Resume(f)
}

// keep writes a checkpoint beside the old one and then takes its place, so
// that there is always a whole one.
func keep(t *neural.Trainer, path string) error {
	if path == "" {
		return nil
	}
	f, err := os.Create(path + ".new")
	if err != nil {
		return err
	}
	if err := errors.Join(t.Checkpoint(f), f.Close()); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// about stands at the beginning of the weight file.
const about = `Weights of the joint tagger and parser of dramatis, English. CC BY-SA 4.0.
Learnt from: UD English EWT (Silveira et al. 2014, CC BY-SA 4.0); Universal NER, EWT (Mayhew et al. 2024,
CC BY-SA 4.0); UD English GUM, genres free for commercial use (Zeldes 2017, annotations CC BY 4.0);
Wikigold (Balasuriya et al. 2009, CC BY 4.0); CrossNER politics (Liu et al. 2021, MIT, text CC BY-SA);
WNUT 2017 (Derczynski et al. 2017, CC BY 4.0); articles of Wikinews without annotations (CC BY 2.5).
`
