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
	"time"

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
	out := flag.String("out", "weights.bin", "weight file to write, or to read with -eval or -parse")
	epochs := flag.Int("epochs", 20, "passes over the data")
	seed := flag.Uint64("seed", 1, "where all chance comes from")
	eval := flag.Bool("eval", false, "measure the weight file on the development data instead of training")
	checkpoint := flag.String("checkpoint", "", "file to keep the state of training in after every epoch, and to go on from")
	parsed := flag.String("parse", "", "parse the tokens of a CoNLL-U file instead of training")
	hidden := flag.Int("hidden", 0, "width of the layers; 0 means that of the shipped model")
	layers := flag.Int("layers", 0, "number of layers; 0 means that of the shipped model")
	ngrams := flag.Int("ngrams", 0, "rows of the table of character sequences")
	drop := flag.Float64("drop", 0, "dropout; 0 means the default")
	locked := flag.Bool("locked", false, "drop for whole sentences")
	rate := flag.Float64("rate", 0, "learning rate")
	batch := flag.Int("batch", 0, "tokens a batch")
	teachers := flag.String("teachers", "", "weight files to learn from, parted by commas")
	raw := flag.String("raw", "", "CoNLL-U file of plain sentences that only the teachers annotate")
	flag.Parse()
	switch {
	case *parsed != "":
		m, err := load(*out)
		if err != nil {
			return err
		}
		return parse(m, *parsed, os.Stdout)
	case *eval:
		m, err := load(*out)
		if err != nil {
			return err
		}
		return scores(m, *data)
	}
	return train(*data, *out, *checkpoint, *teachers, *raw, neural.TrainOptions{Epochs: *epochs, Seed: *seed, Vary: vary, Drop: *drop, Locked: *locked,
		Rate: *rate, Batch: *batch, Shape: neural.Shape{Hidden: *hidden, Layers: *layers, Ngrams: *ngrams}})
}

// load reads a weight file, or joins several parted by commas.
func load(path string) (*neural.Model, error) {
	var all []*neural.Model
	for p := range strings.SplitSeq(path, ",") {
		b, err := os.ReadFile(p)
		if err != nil {
			return nil, err
		}
		m, err := neural.Load(b)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p, err)
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
		line, err := score(m, filepath.Join(dir, file), names)
		if err != nil {
			return err
		}
		fmt.Fprintln(os.Stderr, line)
	}
	return nil
}

func train(dir, out, checkpoint, teachers, raw string, o neural.TrainOptions) error {
	examples, err := trainingData(dir)
	if err != nil {
		return err
	}
	if raw != "" {
		all, err := texts(raw)
		if err != nil {
			return err
		}
		for _, x := range all {
			for _, s := range x.sentences {
				examples = append(examples, neural.Example{Words: example(s).Words})
			}
		}
	}
	t := neural.NewTrainer(examples, o)
	if teachers != "" {
		m, err := load(teachers)
		if err != nil {
			return err
		}
		start := time.Now()
		t.Teach(m)
		fmt.Fprintf(os.Stderr, "taught: %.0f s\n", time.Since(start).Seconds())
	}
	first, err := resume(t, checkpoint)
	if err != nil {
		return err
	}
	for epoch := first; epoch < o.Epochs; epoch++ {
		start := time.Now()
		l := t.Epoch(nil)
		n := float64(l.Tokens)
		fmt.Fprintf(os.Stderr, "epoch %d of %d: %.0f s, loss a token: tags %.4f names %.4f heads %.4f relations %.4f\n",
			epoch+1, o.Epochs, time.Since(start).Seconds(), l.Tags/n, l.Names/n, l.Arcs/n, l.Rels/n)
		if err := keep(t, checkpoint); err != nil {
			return err
		}
		if err := save(t, dir, out); err != nil {
			return err
		}
	}
	if first >= o.Epochs {
		return save(t, dir, out)
	}
	return nil
}

// save writes the weights and measures them as they were written.
func save(t *neural.Trainer, dir, out string) error {
	if err := os.WriteFile(out, t.Model().Save(about), 0o644); err != nil {
		return err
	}
	m, err := load(out)
	if err != nil {
		return err
	}
	if os.Getenv("LAST") != "" {
		os.WriteFile(out+".last", t.Last().Save(about), 0o644)
		m2, _ := load(out + ".last")
		scores(m2, dir)
	}
	return scores(m, dir)
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
WNUT 2017 (Derczynski et al. 2017, CC BY 4.0).
`
