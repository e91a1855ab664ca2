package queries

import (
	"maps"
	"slices"
	"sync"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/identity"
)

// keptFormat says how a snapshot is kept and how its parts are found. It must
// change whenever one of the two does: TestKeptFormat tells.
const keptFormat = "dramatis snapshot 1"

// chunk is how many facts lie in one part of a file, so that several processors
// can read them.
const chunk = 1 << 13

// The parts of a kept snapshot before the facts.
const (
	docPart = iota
	entityPart
	linkPart
	innerPart
	namePart
	identityPart
	factParts
)

func codeDocuments(c *coder, s *Snapshot) { list(c, &s.documents, codeDocument) }
func codeEntities(c *coder, s *Snapshot)  { list(c, &s.entities, codeEntity) }

func codeLinks(c *coder, s *Snapshot) {
	list(c, &s.links.start, number[int32])
	list(c, &s.links.arcs, codeArc)
}

func codeInner(c *coder, s *Snapshot) {
	type named struct {
		fact int32
		list []graph.Modifier
	}
	var all []named
	for f, l := range s.inner {
		all = append(all, named{f, l})
	}
	slices.SortFunc(all, func(a, b named) int { return int(a.fact - b.fact) })
	list(c, &all, func(c *coder, n *named) {
		number(c, &n.fact)
		list(c, &n.list, codeModifier)
	})
	if c.reading {
		s.inner = make(map[int32][]graph.Modifier, len(all))
		for _, n := range all {
			s.inner[n.fact] = n.list
		}
	}
}

// code codes the names of a source. Who is who is decided anew when somebody
// wants to judge of it; whose the names are is kept.
func (r *register) code(c *coder) {
	type borne struct {
		actor string
		names []identity.Name
	}
	var all []borne
	for _, actor := range slices.Sorted(maps.Keys(r.bearing)) {
		all = append(all, borne{actor, r.bearing[actor]})
	}
	list(c, &r.occurrences, codeOccurrence)
	list(c, &r.judged, codeJudgement)
	list(c, &all, func(c *coder, b *borne) {
		putText(c, &b.actor)
		list(c, &b.names, codeName)
	})
	if c.reading {
		r.bearing = make(map[string][]identity.Name, len(all))
		for _, b := range all {
			r.bearing[b.actor] = b.names
		}
	}
}

func codeName(c *coder, n *identity.Name) {
	putText(c, &n.IRI)
	putText(c, &n.Text)
	number(c, &n.Mentions)
	putTexts(c, &n.Documents)
	putText(c, &n.Reason)
	c.flag(&n.Whole)
}

// registerFrom reads a register when it is first asked for; where there is none
// it is nil.
func registerFrom(row []byte, table []string) func() *register {
	if len(row) == 0 {
		return nil
	}
	return sync.OnceValue(func() *register {
		r := &register{}
		r.code(&coder{reading: true, row: row, texts: table})
		r.resolution = sync.OnceValue(func() *identity.Resolution { return identity.Resolve(r.occurrences, r.judged) })
		return r
	})
}

func codeOccurrence(c *coder, o *identity.Occurrence) {
	for _, s := range []*string{&o.IRI, &o.Document, &o.Date, &o.Name, &o.Died, &o.Acted} {
		putText(c, s)
	}
	putText(c, &o.Kind)
	c.flag(&o.Named)
	putTexts(c, &o.Aliases)
	putTexts(c, &o.Roles)
	number(c, &o.Mentions)
}

func codeJudgement(c *coder, j *identity.Judgement) {
	putText(c, &j.Verdict)
	for _, s := range []*string{&j.A, &j.B, &j.Author, &j.Reason, &j.Time} {
		putText(c, s)
	}
	c.float(&j.Score)
}

func codeDocument(c *coder, d *graph.Document) {
	for _, s := range []*string{&d.IRI, &d.Title, &d.Published, &d.Publisher, &d.URL, &d.Text} {
		putText(c, s)
	}
	number(c, &d.Facts)
}

func codeEntity(c *coder, e *graph.Entity) {
	putText(c, &e.IRI)
	putText(c, &e.Name)
	putText(c, &e.Kind)
	c.flag(&e.Named)
	putTexts(c, &e.Aliases)
	putTexts(c, &e.Roles)
	number(c, &e.Mentions)
	putTexts(c, &e.Documents)
}

func codeArc(c *coder, a *arc) {
	number(c, &a.to)
	number(c, &a.fact)
	w := uint32(uint16(a.via))<<2 | bit(a.forward)<<1 | bit(a.asserted)
	c.word(&w)
	a.via, a.forward, a.asserted = int16(w>>2), w&2 != 0, w&1 != 0
}

func bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

func codeModifier(c *coder, m *graph.Modifier) {
	putText(c, &m.Role)
	putText(c, &m.Prep)
	putText(c, &m.Text)
	putText(c, &m.Value)
	putText(c, &m.Entity)
}

func codeFact(c *coder, f *graph.Fact) {
	putText(c, &f.IRI)
	putText(c, &f.Document)
	putText(c, &f.Subject)
	putText(c, &f.SubjectName)
	putText(c, &f.Predicate)
	putText(c, &f.PredicateText)
	putText(c, &f.Family)
	putText(c, &f.Object)
	putText(c, &f.ObjectName)
	list(c, &f.Modifiers, codeModifier)
	putText(c, &f.Time)
	putText(c, &f.Polarity)
	putText(c, &f.Modality)
	putText(c, &f.Source)
	putText(c, &f.SourceName)
	putTexts(c, &f.QuotedBy)
	c.float(&f.Confidence)
	putText(c, &f.Rule)
	e := &f.Evidence
	number(c, &e.Sentence)
	putText(c, &e.Text)
	number(c, &e.Start)
	number(c, &e.End)
	for _, span := range []*[2]int{&e.Subject, &e.Predicate, &e.Object} {
		number(c, &span[0])
		number(c, &span[1])
	}
}

// code codes the index but for the entities, which belong to the snapshot.
func (x *nameIndex) code(c *coder) {
	list(c, &x.entries, func(c *coder, e *entry) {
		number(c, &e.entity)
		putText(c, &e.text)
		list(c, &e.words, number[int32])
		c.flag(&e.role)
		c.flag(&e.titled)
	})
	putTexts(c, &x.vocabulary)
	list(c, &x.letters, (*coder).word)
	list(c, &x.postings, func(c *coder, l *[]int32) { list(c, l, number[int32]) })
	lists(c, &x.short)
	lists(c, &x.glued)
	if c.reading {
		x.words = make(map[string]int32, len(x.vocabulary))
		for i, w := range x.vocabulary {
			x.words[w] = int32(i)
		}
	}
}
