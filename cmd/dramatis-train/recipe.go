package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/dramatis-kg/dramatis/extract/neural"
	"github.com/dramatis-kg/dramatis/extract/source"
	"github.com/dramatis-kg/dramatis/extract/tokenize"
)

// A step is one run of training.
type step struct {
	neural.TrainOptions
	teachers string // weight files, parted by commas
	raw      string // file of articles without annotations
}

// A course is a model of the recipe: what it is called, how it is trained, and
// which of the models before it teach it. Whoever is taught reads the articles
// too, of which the corpora say nothing.
type course struct {
	name     string
	options  neural.TrainOptions
	teachers []string
}

// wide is the size of most models.
var wide = neural.Size{Hidden: 256}

// recipe is how the shipped model came about. The models differ in size and
// chance: the less alike, the better is what they say together.
var recipe = []course{
	{name: "a", options: neural.TrainOptions{Epochs: 16, Seed: 11, Size: neural.Size{Ngrams: 40000}}},
	{name: "b", options: neural.TrainOptions{Epochs: 26, Seed: 12, Drop: 0.42, Shapes: true, Size: neural.Size{Hidden: 256, Layers: 3}}},
	{name: "c", options: taught(1, wide), teachers: []string{"a", "b"}},
	{name: "d", options: neural.TrainOptions{Epochs: 24, Seed: 21, Rate: 0.0024, Batch: 600, Drop: 0.4, Size: wide}},
	{name: "e", options: taught(3, wide), teachers: []string{"c", "b", "d"}},
	{name: "f", options: taught(5, neural.Size{Hidden: 208, Arc: 192, Rel: 224}), teachers: []string{"c", "e", "b", "d"}},
	{name: "g", options: sooner(22, 31, neural.Size{Hidden: 224, Rel: 128, Glance: 96, Near: true}), teachers: []string{"b", "d", "e", "f"}},
	{name: "h", options: sooner(18, 33, neural.Size{Hidden: 224, Arc: 192, Rel: 192, Glance: 64, Near: true}), teachers: []string{"b", "e", "f", "g"}},
}

// shipped are the models that read together.
var shipped = []string{"g", "h", "f"}

// taught are the options of a model that has teachers.
func taught(seed uint64, size neural.Size) neural.TrainOptions {
	return neural.TrainOptions{Epochs: 26, Seed: seed, Rate: 0.0024, Batch: 600, Drop: 0.36, Size: size}
}

// sooner are the options of a taught model that looks twice: it learns sooner.
func sooner(epochs int, seed uint64, size neural.Size) neural.TrainOptions {
	o := taught(seed, size)
	o.Epochs = epochs
	return o
}

// cook trains the models of the recipe and joins those that are shipped. It
// goes on where it was interrupted.
func cook(data, work, raw, out string) error {
	if raw == "" {
		return errors.New("the recipe needs -raw, the articles without annotations")
	}
	if err := os.MkdirAll(work, 0o755); err != nil {
		return err
	}
	files := func(names []string) string {
		var list []string
		for _, n := range names {
			list = append(list, filepath.Join(work, n+".bin"))
		}
		return strings.Join(list, ",")
	}
	for i, c := range recipe {
		s, file := step{TrainOptions: c.options}, files([]string{c.name})
		if done(file) {
			continue
		}
		if c.teachers != nil {
			s.teachers, s.raw = files(c.teachers), raw
		}
		fmt.Fprintf(os.Stderr, "model %d of %d\n", i+1, len(recipe))
		if err := s.finish(data, file); err != nil {
			return err
		}
	}
	return unite(files(shipped), out)
}

// unite joins weight files into one.
func unite(files, out string) error {
	m, err := load(files)
	if err != nil {
		return err
	}
	return os.WriteFile(out, m.Save(about), 0o644)
}

// done says whether a file is there and no checkpoint beside it.
func done(file string) bool {
	_, err := os.Stat(file)
	_, begun := os.Stat(file + ".checkpoint")
	return err == nil && begun != nil
}

// finish trains with a checkpoint beside the file and removes it at the end.
func (s step) finish(data, file string) error {
	if err := s.train(data, file, file+".checkpoint"); err != nil {
		return err
	}
	return os.Remove(file + ".checkpoint")
}

// train learns a model from the corpora in dir.
func (s step) train(dir, out, checkpoint string) error {
	t, err := s.trainer(dir)
	if err != nil {
		return err
	}
	first, err := resume(t, checkpoint)
	if err != nil {
		return err
	}
	for epoch := first; epoch < s.Epochs; epoch++ {
		start := time.Now()
		l := t.Epoch(nil)
		n := float64(l.Tokens)
		fmt.Fprintf(os.Stderr, "epoch %d of %d: %.0f s, loss a token: tags %.4f names %.4f heads %.4f relations %.4f\n",
			epoch+1, s.Epochs, time.Since(start).Seconds(), l.Tags/n, l.Names/n, l.Arcs/n, l.Rels/n)
		if err := errors.Join(keep(t, checkpoint), save(t, dir, out)); err != nil {
			return err
		}
	}
	if first >= s.Epochs {
		return save(t, dir, out)
	}
	return nil
}

// trainer reads the corpora and asks the teachers.
func (s step) trainer(dir string) (*neural.Trainer, error) {
	examples, err := trainingData(dir)
	if err != nil {
		return nil, err
	}
	if s.raw != "" {
		more, err := rawSentences(s.raw)
		if err != nil {
			return nil, err
		}
		examples = append(examples, more...)
	}
	s.Vary = vary
	t := neural.NewTrainer(examples, s.TrainOptions)
	if s.teachers == "" {
		return t, nil
	}
	teacher, err := load(s.teachers)
	if err != nil {
		return nil, err
	}
	return t, t.Teach(teacher)
}

// rawSentences reads the sentences of articles, whose words are all that is
// known of them.
func rawSentences(path string) ([]neural.Example, error) {
	var out []neural.Example
	for a, err := range source.Open(context.Background(), []string{path}, source.Options{}) {
		if err != nil {
			return nil, err
		}
		d := a.Document()
		tokenize.Stage{}.Read(d)
		for _, s := range d.Sentences {
			var e neural.Example
			for i := s.First; i < s.End; i++ {
				e.Words = append(e.Words, d.Word(i))
			}
			if len(e.Words) > 1 {
				out = append(out, e)
			}
		}
	}
	return out, nil
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
	return scores(m, dir)
}
