package neural

import (
	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/gazetteer"
)

const (
	batchTokens = 512 // sentences are read together up to about this many tokens
	longestTree = 256 // longer sentences are parsed in pieces
)

// Read gives the tokens of every sentence of d, furniture aside, their tags,
// lemma, head, relation and name. Every sentence becomes one tree. Only the
// names look beyond the sentence: see agree. It makes Model an extract.Stage.
func (m *Model) Read(d *extract.Document) {
	w := m.pool.Get().(*workspace)
	defer m.pool.Put(w)
	w.reset()
	w.nameScores, w.nameTokens = w.nameScores[:0], w.nameTokens[:0]
	w.spans = w.spans[:0]
	for _, s := range d.Sentences {
		if s.Kind == extract.Furniture {
			continue
		}
		for first := s.First; first < s.End; first += longestTree {
			end := min(first+longestTree, s.End)
			if len(w.feats) > 0 && len(w.feats)+end-first > batchTokens {
				m.annotate(d, w)
				w.reset()
				w.spans = w.spans[:0]
			}
			w.words = w.words[:0]
			for i := first; i < end; i++ {
				w.words = append(w.words, shown(d, i))
			}
			w.read(w.words)
			w.spans = append(w.spans, extract.Sentence{First: first, End: end})
		}
	}
	m.annotate(d, w)
	m.writeNames(d, w)
	for _, s := range d.Sentences {
		if s.Kind != extract.Furniture && s.End-s.First > longestTree {
			join(d, s)
		}
	}
}

// join hangs the roots of all later pieces of a long sentence on the first.
func join(d *extract.Document, s extract.Sentence) {
	root := -1
	for i := s.First; i < s.End; i++ {
		switch t := &d.Tokens[i]; {
		case t.Up != 0:
		case root < 0:
			root = i
		default:
			t.Up, t.Deprel = root-i, "parataxis"
		}
	}
}

func (w *workspace) reset() {
	w.feats, w.segs = w.feats[:0], w.segs[:0]
	for _, o := range w.others {
		if !o.follows {
			o.reset()
		}
	}
}

// read appends a sentence.
func (w *workspace) read(words []string) {
	w.begin()
	for _, form := range words {
		w.add(form)
	}
	w.mark(words)
	for _, o := range w.others {
		if !o.follows {
			o.read(words)
		}
	}
}

// other returns the workspace of a joined model, with the sentences in w.
func (w *workspace) other(i int) *workspace {
	o := w.others[i]
	if o.follows {
		o.feats, o.segs = w.feats, w.segs
	}
	return o
}

// begin starts a sentence; add appends a token to it.
func (w *workspace) begin() {
	w.segs = append(w.segs, segment{len(w.feats), len(w.feats)})
}

func (w *workspace) add(form string) {
	if len(w.feats) < cap(w.feats) {
		w.feats = w.feats[:len(w.feats)+1] // keeps the slices of an earlier token for reuse
	} else {
		w.feats = append(w.feats, features{})
	}
	w.extract.describe(w.extract.familiar(form), &w.feats[len(w.feats)-1])
	w.segs[len(w.segs)-1].end++
}

// mark gives the last sentence its classes.
func (w *workspace) mark(words []string) {
	w.marks = gazetteer.Fixed(w.marks[:0], words)
	for i, c := range w.marks {
		w.feats[len(w.feats)-len(words)+i].class = c
	}
}

// annotate runs the network and writes its best answers to the tokens of
// w.spans.
func (m *Model) annotate(d *extract.Document, w *workspace) {
	if len(w.feats) == 0 {
		return
	}
	m.score(w)
	m.weigh(w)
	w.trees()
	m.scoreRels(w, nil, w.parents)
	m.label(w)
	for i, span := range w.spans {
		m.write(d, w, w.segs[i], span)
	}
	m.doubts(d, w)
}

// write fills the tokens of one sentence; the names follow when the whole
// document has been scored.
func (m *Model) write(d *extract.Document, w *workspace, s segment, span extract.Sentence) {
	tags := w.tags[s.first*m.net.Tags : s.end*m.net.Tags]
	n := s.end - s.first
	for i := 0; i < n; i++ {
		t, row := &d.Tokens[span.First+i], tags[i*m.net.Tags:]
		t.UPOS = m.sets[uposTags].Best(row[m.spans[uposTags].first:])
		t.XPOS = m.sets[xposTags].Best(row[m.spans[xposTags].first:])
		t.Feats = m.sets[featsTags].Best(row[m.spans[featsTags].first:])
		t.Lemma = m.lemmas.Lemma(normalise(shown(d, span.First+i)), t.XPOS)
		w.nameScores = append(w.nameScores, row[m.spans[nameTags].first:m.spans[nameTags].end]...)
		w.nameTokens = append(w.nameTokens, span.First+i)
		t.Up, t.Deprel = 0, "root"
		if h := w.parents[s.first+i]; h >= 0 {
			t.Up = h - s.first - i
			t.Deprel = "dep"
			if r := w.labels[s.first+i]; r >= 0 {
				t.Deprel = m.rels[r]
			}
		}
	}
}
