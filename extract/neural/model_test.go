package neural

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/model"
	"github.com/dramatis-kg/dramatis/extract/tag"
)

// lessons are sentences as "form|UPOS|XPOS|lemma|head|relation|name".
var lessons = []string{
	"Anna|PROPN|NNP|Anna|3|nsubj|B-PER Halden|PROPN|NNP|Halden|1|flat|I-PER bought|VERB|VBD|buy|0|root|O the|DET|DT|the|5|det|O ferry|NOUN|NN|ferry|3|obj|O .|PUNCT|.|.|3|punct|O",
	"The|DET|DT|the|2|det|O mayor|NOUN|NN|mayor|3|nsubj|O left|VERB|VBD|leave|0|root|O Brightwater|PROPN|NNP|Brightwater|3|obj|B-LOC .|PUNCT|.|.|3|punct|O",
	"Bo|PROPN|NNP|Bo|2|nsubj|B-PER met|VERB|VBD|meet|0|root|O Anna|PROPN|NNP|Anna|2|obj|B-PER in|ADP|IN|in|5|case|O Brightwater|PROPN|NNP|Brightwater|2|obl|B-LOC .|PUNCT|.|.|2|punct|O",
}

func examples() []Example {
	var out []Example
	for _, l := range lessons {
		var e Example
		for _, f := range strings.Fields(l) {
			c := strings.Split(f, "|")
			var head int
			fmt.Sscan(c[4], &head)
			e.Words, e.UPOS, e.XPOS, e.Lemmas = append(e.Words, c[0]), append(e.UPOS, c[1]), append(e.XPOS, c[2]), append(e.Lemmas, c[3])
			e.Heads, e.Rels, e.Names = append(e.Heads, head-1), append(e.Rels, c[5]), append(e.Names, c[6])
			e.Feats = append(e.Feats, "")
		}
		out = append(out, e)
	}
	return append(out, Example{Words: []string{"Brightwater", "News"}, Names: []string{"B-ORG", "I-ORG"}})
}

var small = shape{Affixes: 50, Ngrams: 100, Word: 16, Part: 8, Hidden: 16, Layers: 2, Arc: 16, Rel: 16, Glance: 8, Near: distances}

// oneLook is small without a glance.
func oneLook() shape {
	s := small
	s.Glance, s.Near = 0, 0
	return s
}

func trained(epochs int) *Model {
	t := newTrainer(examples(), TrainOptions{Epochs: epochs, Seed: 1, Rate: 0.02, Batch: 12, Drop: 0.05}, small)
	for range epochs {
		t.Epoch(nil)
	}
	return t.Model()
}

// document joins the words with blanks; every argument is a sentence.
func document(sentences ...[]string) *extract.Document {
	d := extract.NewDocument("", "", strings.Join(func() (all []string) {
		for _, s := range sentences {
			all = append(all, s...)
		}
		return
	}(), " "))
	at := 0
	for _, s := range sentences {
		first := len(d.Tokens)
		for _, w := range s {
			d.Tokens = append(d.Tokens, extract.Token{Start: at, End: at + len(w)})
			at += len(w) + 1
		}
		d.Sentences = append(d.Sentences, extract.Sentence{First: first, End: len(d.Tokens)})
	}
	return d
}

// What is learnt by heart is read back: tags, lemmas, trees and names, from
// the saved file with its eight bits.
func TestLearnsByHeart(t *testing.T) {
	m, err := Load(trained(200).Save("about"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range examples()[:3] {
		d := document(e.Words)
		m.Read(d)
		for i, got := range d.Tokens {
			name := strings.TrimPrefix(e.Names[i], "O")
			want := extract.Token{Start: got.Start, End: got.End, UPOS: e.UPOS[i], XPOS: e.XPOS[i], Lemma: e.Lemmas[i], Deprel: e.Rels[i], Name: name}
			if e.Heads[i] >= 0 {
				want.Up = e.Heads[i] - i
			}
			if want.Doubt = got.Doubt; got.Doubt > 0.05 {
				t.Errorf("%q, token %d\ngot  doubt %g of an arc learnt by heart\nwant next to none", e.Words, i, got.Doubt)
			}
			if got != want {
				t.Errorf("%q, token %d\ngot  %+v\nwant %+v", e.Words, i, got, want)
			}
		}
	}
}

func TestTrainingIsDeterministic(t *testing.T) {
	one := trained(3).Save("")
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if !bytes.Equal(one, trained(3).Save("")) {
		t.Error("one processor learns other weights than many")
	}
}

// The answer for a sentence must not depend on what is read with it, names
// aside.
func TestReadIsTotal(t *testing.T) {
	m := trained(1)
	long := strings.Fields(strings.Repeat("the ferry left . ", 200))
	var all [][]string
	for _, e := range examples() {
		all = append(all, e.Words)
	}
	all = append(all, long, []string{strings.Repeat("x", 5000)}, []string{"—", "“", "\xff", "''"})
	d := document(all...)
	d.Sentences = append(d.Sentences, extract.Sentence{First: len(d.Tokens), End: len(d.Tokens)})
	d.Sentences[1].Kind = extract.Furniture
	m.Read(d)
	m.Read(extract.NewDocument("", "", ""))
	for n, s := range d.Sentences {
		if n == 1 {
			if d.Tokens[s.First].UPOS != "" {
				t.Error("furniture is tagged")
			}
			continue
		}
		roots := 0
		for i := s.First; i < s.End; i++ {
			steps := 0
			for j := i; d.Head(j) >= 0; j = d.Head(j) {
				if steps++; steps > s.End-s.First || d.Head(j) < s.First || d.Head(j) >= s.End {
					t.Fatalf("sentence %d: token %d hangs in no tree", n, i)
				}
			}
			if d.Tokens[i].Up == 0 {
				roots++
			}
			if d.Tokens[i].UPOS == "" || d.Tokens[i].Deprel == "" {
				t.Fatalf("sentence %d: token %d: %+v", n, i, d.Tokens[i])
			}
		}
		if roots != 1 && s.First < s.End {
			t.Errorf("sentence %d has %d roots", n, roots)
		}
	}
	alone := document(all[0])
	m.Read(alone)
	for i, got := range alone.Tokens {
		got.Name = d.Tokens[i].Name
		if got != d.Tokens[i] {
			t.Errorf("token %d read alone\ngot  %+v\nwant %+v", i, got, d.Tokens[i])
		}
	}
}

// A clear occurrence of a proper noun helps an unclear one, and no other word.
func TestAgree(t *testing.T) {
	d := document([]string{"Captain", "Halden", "saw", "Halden", "sink", "Gull"})
	for i := range d.Tokens {
		d.Tokens[i].UPOS = "PROPN"
	}
	d.Tokens[2].UPOS = "VERB"
	names := tag.Inventory{"B-LOC", "B-PER", "O"}
	scores := []float32{0, 0, 9, 0, 9, 0, 0, 1, 2, 2, 1, 0, 0, 1, 2, 2, 1, 0}
	new(ballot).agree(d, []int{0, 1, 2, 3, 4, 5}, names, scores)
	got := ""
	for i := range d.Tokens {
		got += names.Best(scores[i*3:]) + " "
	}
	if want := "O B-PER O B-PER O B-LOC "; got != want {
		t.Errorf("\ngot  %s\nwant %s", got, want)
	}
}

// A file whose parts are whole but do not fit together is refused.
func TestLoadRefuses(t *testing.T) {
	good, err := model.Parse(trained(1).Save("about"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, section, data string }{
		{"a huge table", "shape", `{"Words":16,"Affixes":1000000,"Ngrams":1000000,"Word":4096,"Part":4096,"Hidden":4096,"Arc":1,"Rel":1,"Tags":48,"Rels":16}`},
		{"no sizes", "shape", "{}"},
		{"a matrix too deep for whole numbers", "shape", `{"Words":16,"Affixes":50,"Ngrams":100,"Word":16,"Part":8,"Hidden":1025,"Arc":16,"Rel":16,"Tags":48,"Rels":16}`},
		{"other words", "words", "\nferry"},
		{"too many tags", "tags.upos", strings.Repeat("X\n", 100)},
		{"lemmas of nothing", "lemmas", "x"},
		{"a short matrix", "arc.w", "abc"},
	} {
		bad := slices.Clone(good)
		i := slices.IndexFunc(bad, func(s model.Section) bool { return s.Name == c.section })
		bad[i] = model.Section{Name: c.section, Data: []byte(c.data)}
		if _, err := Load(bad.Bytes()); err == nil {
			t.Errorf("%s is accepted", c.name)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(trained(1).Save("about"))
	f.Add([]byte("DRAMATIS"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if m, err := Load(b); err == nil {
			m.Read(document([]string{"The", "ferry", "left", "."}))
		}
	})
}

// shipped returns the weights that the program embeds.
func shipped(b *testing.B) []byte {
	data, err := os.ReadFile("../english/weights.bin")
	if err != nil {
		b.Skip(err)
	}
	return data
}

func BenchmarkLoad(b *testing.B) {
	data := shipped(b)
	for b.Loop() {
		if _, err := Load(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	m, err := Load(shipped(b))
	if err != nil {
		b.Fatal(err)
	}
	var all [][]string
	for range 50 {
		for _, s := range []string{
			"Anna Halden , who had led the Brightwater Harbour Board since 2009 , resigned on Thursday after a report blamed it for the loss of the ferry Gull .",
			"The mayor denied that the council had known of the fire .",
			"\" We will meet the owners in Port Ames next week , \" he told the Brightwater Courier , adding that two of the three boats would sail again before the end of the month .",
			"Nobody was hurt .",
		} {
			all = append(all, strings.Fields(s))
		}
	}
	d := document(all...)
	b.ReportAllocs()
	for b.Loop() {
		m.Read(d)
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// The scores of a network that nobody trained, as a checksum of their bits: a
// machine that fuses or reorders the arithmetic gives another one.
func TestForwardIsTheSameEverywhere(t *testing.T) {
	for _, c := range []struct {
		size shape
		want uint32
	}{{oneLook(), 0xfde8bf1a}, {small, 0xe0f68e0a}} {
		tr := newTrainer(examples(), TrainOptions{Epochs: 1, Seed: 1}, c.size)
		w := tr.Model().workspace()
		for _, e := range examples() {
			w.begin()
			for _, form := range e.Words {
				w.add(form)
			}
		}
		tr.model.net.forward(tr.model.params, tr.model.net.recurrent(tr.model.params, nil), w, nil)
		sum := crc32.NewIEEE()
		if err := binary.Write(sum, binary.LittleEndian, slices.Concat(w.tags, w.arcs)); err != nil {
			t.Fatal(err)
		}
		if got := sum.Sum32(); got != c.want {
			t.Errorf("glance %d wide\ngot  %#x\nwant %#x", c.size.Glance, got, c.want)
		}
	}
}
