// Package neural is the joint tagger and parser: one small network that gives
// every token its tags, lemma, head, relation and name.
//
// Hashed embeddings of words, affixes and character n-grams go through layers of
// bidirectional LSTM; linear layers score the tags, a biaffine layer (Dozat and
// Manning 2017) the heads, twice if the network takes a glance first. The
// arithmetic is the same on every machine, bit for bit, with or without vector
// instructions.
//
// There are two of it. A network computes with floats, for training and for
// teachers; a reader computes with the bytes of the weight file and whole
// numbers, three times as fast, and is what Read asks.
package neural

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/dramatis-kg/dramatis/extract/model"
	"github.com/dramatis-kg/dramatis/extract/tag"
)

// A Model is a network with its parameters and everything that gives its
// outputs a meaning. Goroutines may share one.
type Model struct {
	net    *network
	stored []model.Matrix   // what Load found; nil for a model just learnt
	params []float32        // of a loaded model only once unpack has been called
	recur  []float32        // see network.recurrent; likewise
	words  map[string]int32 // 0 is the unknown word
	list   []string         // the words by number; "" for the unknown one
	sets   [tagSets]tag.Inventory
	rels   tag.Inventory
	lemmas *tag.Lemmatiser
	spans  []tagSpan
	others []*Model // see Join
	pool   sync.Pool

	unpacking, packing sync.Once
	packed             *reader
}

// unpack makes the parameters of a loaded model floats: a teacher, or a part of
// a joined model, is as exact as the network that learns from it.
func (m *Model) unpack() {
	m.unpacking.Do(func() {
		if m.params == nil {
			m.params = make([]float32, m.net.total)
			for i, t := range m.net.all {
				m.stored[i].Dequantise(t.of(m.params))
			}
		}
		if m.recur == nil {
			m.recur = m.net.recurrent(m.params, nil)
		}
	})
}

// reader returns the network that reads. A model just learnt reads as it will
// when it has been saved and loaded.
func (m *Model) reader() *reader {
	m.packing.Do(func() {
		all := m.stored
		if all == nil {
			all = m.net.quantised(m.params)
		}
		m.packed = newReader(m.net, all)
	})
	return m.packed
}

// finish computes what follows from the stored parts.
func (m *Model) finish() {
	m.words = make(map[string]int32, len(m.list))
	for i, w := range m.list[1:] {
		m.words[w] = int32(i + 1)
	}
	at := 0
	m.spans = nil
	for _, set := range m.sets {
		m.spans = append(m.spans, tagSpan{at, at + len(set)})
		at += len(set)
	}
	m.pool.New = func() any { return m.workspace() }
}

func (m *Model) workspace() *workspace {
	w := &workspace{extract: extractor{words: m.words, affix: m.net.Affixes, ngram: m.net.Ngrams}, names: tag.NewDecoder(m.sets[nameTags])}
	for _, o := range m.others {
		v := o.workspace()
		v.follows = o.net.Affixes == m.net.Affixes && o.net.Ngrams == m.net.Ngrams && o.net.Classes == m.net.Classes && slices.Equal(o.list, m.list)
		w.others = append(w.others, v)
	}
	return w
}

var setNames = [tagSets]string{"tags.upos", "tags.xpos", "tags.feats", "tags.names"}

// Save returns the model as a weight file, its matrices rounded to eight bits.
// head describes it for people: data, licence, attributions. Joined models must
// have the same lemmas; their shapes, words and matrices follow those of the
// first, with a number before the name.
func (m *Model) Save(head string) []byte {
	f := model.File{{Name: "about", Data: []byte(head)}}
	f = m.appendNetwork(f, "", nil, len(m.others) > 0)
	for i, set := range m.sets {
		f = append(f, model.Section{Name: setNames[i], Data: lines(set)})
	}
	f = append(f, model.Section{Name: "tags.rels", Data: lines(m.rels)}, model.Section{Name: "lemmas", Data: m.lemmas.Bytes()})
	for i, o := range m.others {
		f = o.appendNetwork(f, numbered(i), m.list, true)
	}
	return f.Bytes()
}

// numbered begins the names of the sections of a joined model.
func numbered(i int) string { return fmt.Sprintf("%d.", i+2) }

func lines(l []string) []byte { return []byte(strings.Join(l, "\n")) }

// appendNetwork appends shape, words and matrices; the words only where they
// are other than those of the first model. A joined one has fewer bits.
func (m *Model) appendNetwork(f model.File, prefix string, words []string, joined bool) model.File {
	net := *m.net
	net.TableBits, net.MatrixBits = 0, 0
	if joined {
		net.TableBits, net.MatrixBits = tableBits, matrixBits
	}
	shape, err := json.Marshal(net.shape)
	if err != nil {
		panic(err) // a struct of whole numbers
	}
	f = append(f, model.Section{Name: prefix + "shape", Data: shape})
	if !slices.Equal(m.list, words) {
		f = append(f, model.Section{Name: prefix + "words", Data: lines(m.list)})
	}
	m.unpack()
	for i, t := range net.all {
		f = append(f, model.Section{Name: prefix + t.name, Data: model.Quantise(t.of(m.params), t.cols, net.bits(i))})
	}
	return f
}

// Load reads a weight file. Bytes that are no such file give an error.
func Load(weights []byte) (*Model, error) {
	f, err := model.Parse(weights)
	if err != nil {
		return nil, err
	}
	m := &Model{}
	if err := m.readLists(f); err != nil {
		return nil, err
	}
	if err := m.readNetwork(f, ""); err != nil {
		return nil, err
	}
	for i := range mostJoined - 1 {
		if _, err := f.Section(numbered(i) + "shape"); err != nil {
			break
		}
		o := &Model{list: m.list, sets: m.sets, rels: m.rels, lemmas: m.lemmas}
		if err := o.readNetwork(f, numbered(i)); err != nil {
			return nil, err
		}
		m.others = append(m.others, o)
	}
	m.finish()
	return m, nil
}

// mostJoined is how many models a file may hold.
const mostJoined = 8

// readNetwork finds the shape, the words and the parameters.
func (m *Model) readNetwork(f model.File, prefix string) error {
	data, err := f.Section(prefix + "shape")
	if err != nil {
		return err
	}
	if words, err := list(f, prefix+"words"); err == nil {
		m.list = words
	} else if m.list == nil {
		return err
	}
	var s shape
	if err := json.Unmarshal(data, &s); err != nil {
		return fmt.Errorf("neural: shape: %w", err)
	}
	if err := m.check(s); err != nil {
		return err
	}
	m.net = newNetwork(s)
	if err := m.readTensors(f, prefix); err != nil {
		return err
	}
	m.finish()
	m.reader()
	return nil
}

// readTensors finds the parameters. The sections are looked at before memory
// is asked for, so that a small file cannot ask for much.
func (m *Model) readTensors(f model.File, prefix string) error {
	stored := 0
	for _, s := range f {
		stored += len(s.Data)
	}
	if m.net.total > stored*8/leastBits {
		return fmt.Errorf("neural: %d parameters in %d bytes", m.net.total, stored)
	}
	var err error
	m.stored, err = m.net.open(f, prefix)
	return err
}

// readLists reads the tags, relations and lemmas.
func (m *Model) readLists(f model.File) error {
	for i, name := range setNames {
		set, err := list(f, name)
		if err != nil {
			return err
		}
		m.sets[i] = set
	}
	rels, err := list(f, "tags.rels")
	if err != nil {
		return err
	}
	m.rels = rels
	data, err := f.Section("lemmas")
	if err != nil {
		return err
	}
	m.lemmas, err = tag.ReadLemmas(data)
	return err
}

func list(f model.File, name string) ([]string, error) {
	data, err := f.Section(name)
	if err != nil {
		return nil, err
	}
	return strings.Split(string(data), "\n"), nil
}

// check says whether the sizes are sane and fit the lists, so that nothing
// later can be out of bounds.
func (m *Model) check(s shape) error {
	sizes := []int{s.Words, s.Affixes, s.Ngrams, s.Word, s.Part, s.Hidden, s.Layers, s.Arc, s.Rel, s.Tags, s.Rels}
	for i, n := range sizes {
		if limit := []int{1 << 20, 1 << 12}[min(i/3, 1)]; n < 1 || n > limit {
			return fmt.Errorf("neural: shape: a size of %d", n)
		}
	}
	if n := max(s.input(), 2*s.Hidden+2*s.Glance, s.Arc, 3*s.Rel); n > deepest {
		return fmt.Errorf("neural: shape: a matrix of %d rows", n)
	}
	if s.Glance < 0 || s.Near != 0 && s.Near != distances {
		return fmt.Errorf("neural: shape: a glance %d wide, %d kinds of distance", s.Glance, s.Near)
	}
	for _, bits := range []int{s.TableBits, s.MatrixBits} {
		if bits != 0 && (bits < leastBits || bits > 8) {
			return fmt.Errorf("neural: shape: numbers of %d bits", bits)
		}
	}
	if s.Classes < 0 || s.Classes > 16 {
		return fmt.Errorf("neural: shape: %d classes", s.Classes)
	}
	tags := 0
	for _, set := range m.sets {
		tags += len(set)
	}
	if s.Words != len(m.list) || s.Tags < tags || s.Rels < len(m.rels) {
		return fmt.Errorf("neural: shape: %d words, %d tags, %d relations, but lists of %d, %d, %d",
			s.Words, s.Tags, s.Rels, len(m.list), tags, len(m.rels))
	}
	return nil
}
