package neural

import (
	"encoding/binary"
	"hash/crc32"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

// sentences are of all lengths, more than are read side by side.
func sentences() [][]string {
	words := strings.Fields("The harbour board of Brightwater sold the ferry Gull to Anna Halden 's firm , and Bo Brook 's \" Courier \" said in 2009 that it had been afloat for forty years !")
	var out [][]string
	for i := range 2 * together {
		out = append(out, words[i/2:i/2+1+(i*7)%(len(words)-i/2)])
	}
	return out
}

// scores returns what the reader computes for sentences in one batch: for each
// token the scores of tags and what its head and relation are made of.
func scores(m *Model, sentences ...[]string) [][]float32 {
	w, r := m.workspace(), m.reader()
	for _, s := range sentences {
		w.read(s)
	}
	r.forward(w)
	w.trees()
	r.scoreRels(w, nil, w.parents)
	var out [][]float32
	for i := range w.feats {
		row := slices.Concat(w.tags[i*r.Tags:(i+1)*r.Tags], w.query[i*r.Arc:(i+1)*r.Arc], w.proj[i*r.width():(i+1)*r.width()], w.rels[i*r.Rels:(i+1)*r.Rels])
		out = append(out, row)
	}
	return out
}

// A sentence has the same scores, bit for bit, whatever is read with it.
func TestReaderAtAnyBatchSize(t *testing.T) {
	m, all := trained(3), sentences()
	want := scores(m, all...)
	for size := 1; size < len(all); size += 1 + size/2 {
		at := 0
		for part := range slices.Chunk(all, size) {
			got := scores(m, part...)
			if !reflect.DeepEqual(got, want[at:at+len(got)]) {
				t.Fatalf("read by %d, tokens from %d on have other scores", size, at)
			}
			at += len(got)
		}
	}
}

// A reader gives the same bits with and without vectors, and as a checksum on
// any machine.
func TestReaderIsTheSameEverywhere(t *testing.T) {
	odd := shape{Affixes: 50, Ngrams: 100, Word: 13, Part: 9, Classes: 16, Hidden: 21, Layers: 3, Arc: 11, Rel: 7, Glance: 5}
	for _, c := range []struct {
		name string
		size shape
		want uint32
	}{{"one look", oneLook(), 0xcf8445a8}, {"two looks", small, 0x1ff4d61e}, {"odd", odd, 0x163e6ad7}} {
		m := newTrainer(examples(), TrainOptions{Epochs: 1, Seed: 1}, c.size).Model()
		for i := range m.params {
			m.params[i] = float32(i*i%1009-504) / 4096
		}
		levels(t, func(t *testing.T) {
			sum := crc32.NewIEEE()
			if err := binary.Write(sum, binary.LittleEndian, slices.Concat(scores(m, sentences()...)...)); err != nil {
				t.Fatal(err)
			}
			if got := sum.Sum32(); got != c.want {
				t.Errorf("%s\ngot  %#x\nwant %#x", c.name, got, c.want)
			}
		})
	}
}

// What the reader computes is close to what the network that was learnt does.
func TestReaderIsCloseToTheNetwork(t *testing.T) {
	m, err := Load(trained(60).Save(""))
	if err != nil {
		t.Fatal(err)
	}
	w := m.workspace()
	for _, s := range sentences() {
		w.read(s)
	}
	m.unpack()
	m.net.forward(m.params, m.recur, w, nil)
	exact := slices.Concat(w.tags, w.arcs, w.hints.arcs)
	m.reader().forward(w)
	got := slices.Concat(w.tags, w.arcs, w.hints.arcs)
	for i, x := range exact {
		if math.Abs(float64(got[i]-x)) > 0.01*max(1, math.Abs(float64(x))) {
			t.Fatalf("score %d\ngot  %v\nwant %v", i, got[i], x)
		}
	}
	if slices.Equal(exact, got) {
		t.Error("the reader and the network give the same bits: one of them was not asked")
	}
}

// A model reads alike before it is saved and after it is loaded.
func TestReadBeforeSaving(t *testing.T) {
	m := trained(20)
	again, err := Load(m.Save(""))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(scores(m, sentences()...), scores(again, sentences()...)) {
		t.Error("the loaded model has other scores")
	}
}

// Reading makes next to no garbage: what is left are lemmas and the like, less
// than one piece a token.
func TestReadAllocates(t *testing.T) {
	m := trained(1)
	d := document(slices.Repeat(sentences(), 8)...)
	m.Read(d)
	if n := testing.AllocsPerRun(5, func() { m.Read(d) }); n > float64(len(d.Tokens))/2 {
		t.Errorf("%v allocations for %d tokens", n, len(d.Tokens))
	}
	one := extract.NewDocument("", "", "")
	m.Read(one)
}
