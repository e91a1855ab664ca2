package graph

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
	"github.com/dramatis-kg/dramatis/graph/identity"
	hidalgo "github.com/hidal-go/hidalgo/kv"
)

// A reader reads quads by the indexes, below Cayley's query planner, which
// takes ways through the whole store for questions like ours. It lives as long
// as its call of view or update.
type reader struct {
	ctx    context.Context
	ledger ledger
	qs     *kv.QuadStore
	sql    quadTx // in place of qs, on a server
}

// A link is a quad as Cayley stores it: the numbers of its nodes.
type link struct{ subject, predicate, object, label uint64 }

// node returns the number of the node, 0 if there is none. On a server a node
// that is not there has a number too, and no links.
func (r *reader) node(iri quad.IRI) uint64 {
	if r.sql != nil {
		return r.sql.Node(iri)
	}
	if id, ok := r.qs.ValueOf(iri).(kv.Int64Value); ok {
		return uint64(id)
	}
	return 0
}

// links returns the quads that have these nodes in the first directions of the
// index; none where a node is 0.
func (r *reader) links(index kv.QuadIndex, nodes ...uint64) ([]link, error) {
	for _, n := range nodes {
		if n == 0 {
			return nil, nil
		}
	}
	if r.sql != nil {
		return linksOf(r.sql.Links(r.ctx, index.Dirs, nodes))
	}
	it := kv.NewQuadIterator(r.qs, index, nodes)
	defer it.Close()
	var out []link
	for it.Next(r.ctx) {
		p, ok := it.Result().(*proto.Primitive)
		if !ok {
			return nil, errors.New("index entry that is no quad")
		}
		out = append(out, link{p.Subject, p.Predicate, p.Object, p.Label})
	}
	if err := it.Err(); err != nil {
		return nil, err
	}
	return out, r.ctx.Err()
}

// values returns the values of nodes, in their order.
func (r *reader) values(nodes []uint64) ([]quad.Value, error) {
	var vals []quad.Value
	var err error
	if r.sql != nil {
		vals, err = r.sql.Values(r.ctx, nodes)
	} else {
		refs := make([]graph.Ref, len(nodes))
		for i, n := range nodes {
			refs[i] = kv.Int64Value(n)
		}
		vals, err = r.qs.ValuesOf(r.ctx, refs)
	}
	if err != nil {
		return nil, err
	}
	for i, v := range vals {
		if v == nil {
			return nil, fmt.Errorf("node %d has no value", nodes[i])
		}
	}
	return vals, r.ctx.Err()
}

// texts returns the values of nodes as strings, IRIs and literals alike.
func (r *reader) texts(nodes []uint64) ([]string, error) {
	vals, err := r.values(nodes)
	if err != nil {
		return nil, err
	}
	out := make([]string, len(vals))
	for i, v := range vals {
		switch v := v.(type) {
		case quad.IRI:
			out[i] = string(v)
		case quad.String:
			out[i] = string(v)
		default:
			return nil, fmt.Errorf("term of type %T", v)
		}
	}
	return out, nil
}

// quads resolves links.
func (r *reader) quads(links []link) ([]quad.Quad, error) {
	index := make(map[uint64]int)
	var nodes []uint64
	for _, l := range links {
		for _, n := range []uint64{l.subject, l.predicate, l.object, l.label} {
			if _, ok := index[n]; !ok {
				index[n] = len(nodes)
				nodes = append(nodes, n)
			}
		}
	}
	vals, err := r.values(nodes)
	if err != nil {
		return nil, err
	}
	out := make([]quad.Quad, len(links))
	for i, l := range links {
		out[i] = quad.Quad{
			Subject: vals[index[l.subject]], Predicate: vals[index[l.predicate]],
			Object: vals[index[l.object]], Label: vals[index[l.label]],
		}
	}
	return out, nil
}

// quadsOf returns all quads of a document: those labelled with it, and those
// labelled with its facts.
func (r *reader) quadsOf(doc quad.IRI) ([]quad.Quad, error) {
	links, err := r.links(byLabel, r.node(doc))
	if err != nil {
		return nil, err
	}
	member := r.node(inDocument)
	for _, l := range links {
		if l.predicate != member {
			continue
		}
		edges, err := r.links(byLabel, l.subject)
		if err != nil {
			return nil, err
		}
		links = append(links, edges...)
	}
	return r.quads(links)
}

// ahead tells that these documents are read next. A server then sends all of
// them at once; a file need not know.
func (r *reader) ahead(docs []string) error {
	if r.sql == nil {
		return nil
	}
	labels, keys := make([]uint64, len(docs)), make([]hidalgo.Key, len(docs))
	for i, doc := range docs {
		id, _ := idOf(doc)
		labels[i], keys[i] = r.node(quad.IRI(doc)), documentKey(id)
	}
	return r.sql.Ahead(r.ctx, labels, r.node(inDocument), keys)
}

// linksOfAny returns the quads that have one of these nodes in the first
// direction of the index and, if it is given, this one in the second.
func (r *reader) linksOfAny(index kv.QuadIndex, nodes []uint64, second ...uint64) (all []link, err error) {
	if r.sql != nil {
		return linksOf(r.sql.LinksOfAny(r.ctx, index.Dirs, nodes, second...))
	}
	for _, n := range nodes {
		links, err := r.links(index, append([]uint64{n}, second...)...)
		if err != nil {
			return nil, err
		}
		all = append(all, links...)
	}
	return all, nil
}

// size returns the number of quads.
func (r *reader) size() (int, error) {
	if r.sql != nil {
		return r.sql.Size(r.ctx)
	}
	return int(r.qs.Size()), nil
}

// documents returns the IRIs of all documents, in no order.
func (r *reader) documents() ([]string, error) {
	links, err := r.links(byObject, r.node(newsArticle), r.node(rdfType))
	if err != nil {
		return nil, err
	}
	nodes := make([]uint64, len(links))
	for i, l := range links {
		nodes[i] = l.subject
	}
	return r.texts(nodes)
}

// document returns a document, or ErrNotFound.
func (r *reader) document(iri string) (Document, error) {
	node := r.node(quad.IRI(iri))
	links, err := r.links(bySubject, node)
	if err != nil {
		return Document{}, err
	}
	quads, err := r.quads(links)
	if err != nil {
		return Document{}, err
	}
	d := Document{IRI: iri}
	fields := map[quad.IRI]*string{
		headline: &d.Title, published: &d.Published, publisher: &d.Publisher, pageURL: &d.URL, articleBody: &d.Text,
	}
	found := false
	for _, q := range quads {
		if p, ok := q.Predicate.(quad.IRI); ok && fields[p] != nil {
			*fields[p] = quad.ToString(q.Object)
		}
		found = found || q.Predicate == rdfType && q.Object == newsArticle
	}
	if !found {
		return Document{}, fmt.Errorf("document %s: %w", iri, ErrNotFound)
	}
	facts, err := r.links(byObject, node, r.node(inDocument))
	d.Facts = len(facts)
	return d, err
}

// text returns the text of a document, "" if there is none.
func (r *reader) text(doc uint64) (*points, error) {
	links, err := r.links(bySubject, doc, r.node(articleBody))
	if err != nil || len(links) == 0 {
		return newPoints(""), err
	}
	texts, err := r.texts([]uint64{links[0].object})
	if err != nil {
		return nil, err
	}
	return newPoints(texts[0]), nil
}

// factsIn returns the facts of a document, in no order.
func (r *reader) factsIn(doc string) ([]Fact, error) {
	node := r.node(quad.IRI(doc))
	links, err := r.links(byLabel, node)
	if err != nil {
		return nil, err
	}
	evidence := r.node(hasEvidence)
	n := 0
	for _, l := range links {
		if l.predicate == evidence {
			links[n] = l
			n++
		}
	}
	if n == 0 {
		return nil, nil
	}
	text, err := r.text(node)
	if err != nil {
		return nil, err
	}
	return r.unpackFacts(links[:n], func(string) (*points, error) { return text, nil })
}

// unpackFacts makes facts of links from facts to their packed records.
func (r *reader) unpackFacts(links []link, text func(doc string) (*points, error)) ([]Fact, error) {
	nodes := make([]uint64, 0, 3*len(links))
	for _, l := range links {
		nodes = append(nodes, l.subject, l.object, l.label)
	}
	texts, err := r.texts(nodes)
	if err != nil {
		return nil, err
	}
	facts := make([]Fact, len(links))
	for i := range links {
		iri, packed, doc := texts[3*i], texts[3*i+1], texts[3*i+2]
		var rec factRecord
		if err := json.Unmarshal([]byte(packed), &rec); err != nil {
			return nil, fmt.Errorf("%s: %w", iri, err)
		}
		t, err := text(doc)
		if err != nil {
			return nil, err
		}
		facts[i] = rec.fact(iri, doc, t)
	}
	return facts, nil
}

// facts returns the facts with these nodes, in no order.
func (r *reader) facts(nodes []uint64) ([]Fact, error) {
	all, err := r.linksOfAny(bySubject, nodes, r.node(hasEvidence))
	if err != nil {
		return nil, err
	}
	texts := make(map[string]*points)
	return r.unpackFacts(all, func(doc string) (*points, error) {
		if texts[doc] == nil {
			t, err := r.text(r.node(quad.IRI(doc)))
			if err != nil {
				return nil, err
			}
			texts[doc] = t
		}
		return texts[doc], nil
	})
}

// factNodes returns the facts that speak of a node, each once.
func (r *reader) factNodes(entity uint64) ([]uint64, error) {
	out, err := r.links(bySubject, entity)
	if err != nil {
		return nil, err
	}
	in, err := r.links(byObject, entity)
	if err != nil {
		return nil, err
	}
	var nodes []uint64
	seen := make(map[uint64]bool)
	add := func(n uint64) {
		if !seen[n] {
			seen[n] = true
			nodes = append(nodes, n)
		}
	}
	for _, l := range out {
		add(l.label) // of an edge the fact; of a type, a name … the document, which has no evidence
	}
	for _, l := range in {
		add(l.label)
		add(l.subject) // of a denied fact, or one with it in a modifier
	}
	return nodes, nil
}

// records returns what the packed records of entities among links say: of one,
// or of all in a document; by the IRIs of names, then of documents.
func (r *reader) records(links []link, date string) ([]identity.Occurrence, error) {
	record := r.node(hasRecord)
	var nodes []uint64
	for _, l := range links {
		if l.predicate == record {
			nodes = append(nodes, l.subject, l.object, l.label)
		}
	}
	texts, err := r.texts(nodes)
	if err != nil {
		return nil, err
	}
	all := make([]identity.Occurrence, 0, len(texts)/3)
	for i := 0; i < len(texts); i += 3 {
		var rec entityRecord
		if err := json.Unmarshal([]byte(texts[i+1]), &rec); err != nil {
			return nil, fmt.Errorf("%s: %w", texts[i], err)
		}
		all = append(all, identity.Occurrence{
			IRI: texts[i], Document: texts[i+2], Date: date, Name: rec.Name, Kind: rec.Kind, Named: rec.Named,
			Aliases: rec.Aliases, Roles: rec.Roles, Mentions: rec.Mentions,
		})
	}
	slices.SortFunc(all, func(a, b identity.Occurrence) int {
		return cmp.Or(cmp.Compare(a.IRI, b.IRI), cmp.Compare(a.Document, b.Document))
	})
	return all, nil
}

// idOf returns the ID in the IRI of a document.
func idOf(doc string) (string, bool) { return strings.CutPrefix(doc, own+"doc/") }
