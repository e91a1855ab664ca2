package neural

import (
	"bytes"
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

// A model joined with itself answers as it does alone.
func TestJoin(t *testing.T) {
	m := trained(40)
	both, err := Join([]*Model{m, m})
	if err != nil {
		t.Fatal(err)
	}
	words := [][]string{{"Anna", "left", "the", "mayor", "."}, {"Bo", "bought", "Brightwater", "."}}
	one, two := document(words...), document(words...)
	m.Read(one)
	both.Read(two)
	if doubtless(one); !reflect.DeepEqual(one.Tokens, doubtless(two)) {
		t.Errorf("joined with itself\ngot  %+v\nwant %+v", two.Tokens, one.Tokens)
	}
	other := newTrainer(examples()[:2], TrainOptions{Epochs: 1, Seed: 1}, small).Model()
	if _, err := Join([]*Model{m, other}); err == nil {
		t.Error("models of different tags are joined")
	}
}

// Joined models answer after they were saved and loaded as they did before,
// whether they share the words and the sizes of their tables or not.
func TestSaveJoined(t *testing.T) {
	other := small
	other.Ngrams, other.Hidden = 60, 24
	tr := newTrainer(examples(), TrainOptions{Epochs: 40, Seed: 3, Rate: 0.02, Batch: 12}, other)
	for range 40 {
		tr.Epoch(nil)
	}
	second, third := tr.Model(), trained(60)
	third.list = slices.Clone(third.list)
	third.list[1] = "zzz"
	third.finish()
	all := []*Model{trained(40), trained(20), second, third}
	both, err := Join(all)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Load(both.Save("about"))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(again.others); n != len(all)-1 {
		t.Fatalf("%d more models than the first, want %d", n, len(all)-1)
	}
	scores := func(m *Model) []float32 {
		w := m.workspace()
		w.read([]string{"Anna", "left", "the", "mayor", "'s", "ferry", "."})
		m.score(w)
		w.trees()
		m.scoreRels(w, nil, w.parents)
		return slices.Concat(w.tags, w.arcs, w.rels)
	}
	got, want := scores(again), scores(both)
	for i := range got {
		if math.Abs(float64(got[i]-want[i])) > 0.3 { // of about ten; the file has fewer bits
			t.Errorf("score %d\ngot  %v\nwant %v", i, got[i], want[i])
		}
	}
	if slices.Equal(scores(both), scores(all[0])) {
		t.Error("the joined model answers as its first does alone")
	}
	if !bytes.Equal(again.Save("about"), both.Save("about")) {
		t.Error("saved again, the file is another")
	}
}

// A model that is shown sentences without answers learns them from a teacher.
func TestTeach(t *testing.T) {
	all := examples()
	var words [][]string
	for i := range all {
		if all[i].Heads != nil { // of the others the teacher only guesses
			words = append(words, all[i].Words)
		}
	}
	teacher := trained(200)
	learn := func() *Model {
		pupils := examples()
		for i := range pupils {
			if i > 0 { // the first keeps its answers beside the teacher's
				pupils[i] = Example{Words: pupils[i].Words}
			}
		}
		tr := newTrainer(pupils, TrainOptions{Epochs: 200, Seed: 2, Rate: 0.02, Batch: 12, Drop: 0.05}, small)
		tr.model.sets, tr.model.rels, tr.model.lemmas = teacher.sets, teacher.rels, teacher.lemmas
		tr.start(teacher.net.shape)
		if err := tr.Teach(teacher); err != nil {
			t.Fatal(err)
		}
		for range 200 {
			tr.Epoch(nil)
		}
		return tr.Model()
	}
	if err := newTrainer(all[:2], TrainOptions{Epochs: 1, Seed: 1}, small).Teach(teacher); err == nil {
		t.Error("a teacher of other tags is accepted")
	}
	m := learn()
	got, want := document(words...), document(words...)
	m.Read(got)
	teacher.Read(want)
	if doubtless(got); !reflect.DeepEqual(got.Tokens, doubtless(want)) {
		t.Errorf("the pupil\ngot  %+v\nwant %+v", got.Tokens, want.Tokens)
	}
	if !bytes.Equal(m.Save(""), learn().Save("")) {
		t.Error("learning twice from a teacher gives two models")
	}
}

// doubtless forgets how sure the trees of d are, and returns its tokens.
func doubtless(d *extract.Document) []extract.Token {
	for i := range d.Tokens {
		d.Tokens[i].Doubt = 0
	}
	return d.Tokens
}
