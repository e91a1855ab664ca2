package graph

import (
	"cmp"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/dramatis-kg/dramatis/graph/identity"
	"github.com/hidal-go/hidalgo/kv"
)

// Judgements on identity are quads under labels of their own, so that no
// document brings or takes them:
//
//	<dramatis:person/bo-lind> <dramatis:same> <dramatis:person/bo-lindh> <dramatis:judgement/3f0a…> .
//	<dramatis:judgement/3f0a…> <dramatis:record> "{\"verdict\":\"same\",…}" <dramatis:judgements> .
//
// The ledger has a digest of them all and, so that the last act can be taken
// back, which ones came together.
const judgementsIRI = quad.IRI(own + "judgements")

var (
	judgementsKey = kv.SKey("dramatis", "judgements")
	actsKey       = kv.SKey("dramatis", "acts")
)

// A judgementsEntry is the commit record of the judgements.
type judgementsEntry struct {
	Acts   uint64 `json:"acts"` // number of the last one
	Quads  int    `json:"quads"`
	SHA256 string `json:"sha256"` // of their canonical N-Quads
}

// An actEntry tells which judgements came in one act.
type actEntry struct {
	Judgements []string `json:"judgements"` // their IRIs
}

func actKey(n uint64) kv.Key {
	return actsKey.AppendBytes(binary.BigEndian.AppendUint64(nil, n))
}

func judgementQuads(j identity.Judgement) []quad.Quad {
	iri := quad.IRI(j.ID())
	return []quad.Quad{
		{Subject: quad.IRI(j.A), Predicate: quad.IRI(own + string(j.Verdict)), Object: quad.IRI(j.B), Label: iri},
		{Subject: iri, Predicate: hasRecord, Object: quad.String(j.JSON()), Label: judgementsIRI},
	}
}

// judgements returns the judgements, by time, and their quads.
func (r *reader) judgements() ([]identity.Judgement, []quad.Quad, error) {
	links, err := r.links(byLabel, r.node(judgementsIRI))
	if err != nil {
		return nil, nil, err
	}
	records, err := r.quads(links)
	if err != nil {
		return nil, nil, err
	}
	var all []identity.Judgement
	var nodes []uint64
	for _, q := range records {
		var j identity.Judgement
		if err := json.Unmarshal([]byte(quad.ToString(q.Object)), &j); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", q.Subject, err)
		}
		if quad.Value(quad.IRI(j.ID())) != q.Subject {
			return nil, nil, fmt.Errorf("%s is the record of another judgement", q.Subject)
		}
		nodes = append(nodes, r.node(quad.IRI(j.ID())))
		all = append(all, j)
	}
	edges, err := r.linksOfAny(byLabel, nodes)
	if err != nil {
		return nil, nil, err
	}
	links = append(links, edges...)
	slices.SortFunc(all, func(a, b identity.Judgement) int {
		return cmp.Or(cmp.Compare(a.Time, b.Time), cmp.Compare(a.ID(), b.ID()))
	})
	quads, err := r.quads(links)
	return all, quads, err
}

// Judgements yields the judgements on identity, by their times, then IDs.
func (s *Store) Judgements(ctx context.Context) iter.Seq2[identity.Judgement, error] {
	return func(yield func(identity.Judgement, error) bool) {
		var all []identity.Judgement
		err := s.view(ctx, func(r *reader) (err error) {
			all, _, err = r.judgements()
			return err
		})
		if err != nil {
			yield(identity.Judgement{}, err)
			return
		}
		for _, j := range all {
			if !yield(j, nil) {
				return
			}
		}
	}
}

// Judge stores judgements on identity in one transaction, which is one act to
// Undo, and returns those that are new. Nothing is stored if one of them makes
// no sense.
func (s *Store) Judge(ctx context.Context, judgements []identity.Judgement) ([]identity.Judgement, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for {
		fresh, err := s.unknown(ctx, judgements)
		if err != nil || len(fresh) == 0 {
			return nil, err
		}
		err = s.update(ctx, func(l ledger, r *reader) error { return s.judge(l, r, fresh) })
		if !errors.Is(err, errOvertaken) {
			return fresh, err
		}
	}
}

// unknown returns the judgements that are not stored, tidied up.
func (s *Store) unknown(ctx context.Context, judgements []identity.Judgement) ([]identity.Judgement, error) {
	have, err := s.judgementIDs(ctx)
	if err != nil {
		return nil, err
	}
	var fresh []identity.Judgement
	for _, j := range judgements {
		j.Author, j.Reason = clip(j.Author), clip(j.Reason)
		j, err := j.Tidy()
		if err != nil {
			return nil, fmt.Errorf("judgement refused: %w", err)
		}
		for _, q := range judgementQuads(j) {
			if err := gate(q); err != nil {
				return nil, fmt.Errorf("judgement refused: %w", err)
			}
		}
		if id := j.ID(); !have[id] {
			have[id] = true
			fresh = append(fresh, j)
		}
	}
	return fresh, nil
}

// judgementIDs returns the IRIs of what is stored.
func (s *Store) judgementIDs(ctx context.Context) (ids map[string]bool, err error) {
	if s.closed != nil {
		return nil, s.closed
	}
	defer s.rescue(&err)()
	tx, err := s.kv.Tx(false)
	if err != nil {
		return nil, s.explain(err)
	}
	defer tx.Close()
	all, _, err := s.reader(ctx, tx).judgements()
	ids = make(map[string]bool, len(all))
	for _, j := range all {
		ids[j.ID()] = true
	}
	return ids, s.explain(err)
}

func (s *Store) judge(l ledger, r *reader, fresh []identity.Judgement) error {
	all, before, err := r.judgements()
	if err != nil {
		return err
	}
	for _, j := range fresh {
		if containsID(all, j.ID()) {
			return unwritten{errOvertaken}
		}
	}
	var quads []quad.Quad
	var act actEntry
	for _, j := range fresh {
		quads = append(quads, judgementQuads(j)...)
		act.Judgements = append(act.Judgements, j.ID())
	}
	slices.Sort(act.Judgements)
	e, err := l.judgements()
	if err != nil {
		return err
	}
	e.Acts++
	if err := l.write(actKey(e.Acts), act); err != nil {
		return err
	}
	if err := s.apply(quads, graph.Add); err != nil {
		return err
	}
	return l.settleJudgements(e, append(before, quads...))
}

func containsID(all []identity.Judgement, id string) bool {
	return slices.ContainsFunc(all, func(j identity.Judgement) bool { return j.ID() == id })
}

func (l ledger) judgements() (e judgementsEntry, err error) {
	_, err = l.read(judgementsKey, &e)
	return e, err
}

// settleJudgements records what is stored now.
func (l ledger) settleJudgements(e judgementsEntry, quads []quad.Quad) error {
	lines, err := nquads(quads)
	if err != nil {
		return err
	}
	if len(lines) == 0 && e.Acts == 0 {
		return l.tx.Del(judgementsKey)
	}
	e.Quads, e.SHA256 = len(lines), digestLines(lines)
	return l.write(judgementsKey, e)
}

// Undo takes the last act of Judge back, or, where IDs are given, these
// judgements; the store is then as it was before them. It returns what it took
// out; ErrNotFound: there is no such thing.
func (s *Store) Undo(ctx context.Context, ids ...string) ([]identity.Judgement, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed != nil {
		return nil, s.closed
	}
	var gone []identity.Judgement
	err := s.update(ctx, func(l ledger, r *reader) (err error) {
		gone, err = s.undo(l, r, ids)
		return err
	})
	return gone, err
}

func (s *Store) undo(l ledger, r *reader, ids []string) ([]identity.Judgement, error) {
	e, err := l.judgements()
	if err != nil {
		return nil, err
	}
	all, before, err := r.judgements()
	if err != nil {
		return nil, err
	}
	if len(all) == 0 && len(ids) == 0 {
		return nil, unwritten{fmt.Errorf("no judgement: %w", ErrNotFound)}
	}
	for _, id := range ids {
		if !containsID(all, id) {
			return nil, unwritten{fmt.Errorf("%s: %w", id, ErrNotFound)}
		}
	}
	if len(ids) == 0 {
		var act actEntry
		if _, err := l.read(actKey(e.Acts), &act); err != nil {
			return nil, err
		}
		ids = act.Judgements
	}
	if e.Acts, err = l.strike(e.Acts, ids); err != nil {
		return nil, err
	}
	var gone []identity.Judgement
	var quads []quad.Quad
	for _, j := range all {
		if slices.Contains(ids, j.ID()) {
			gone = append(gone, j)
			quads = append(quads, judgementQuads(j)...)
		}
	}
	if err := s.apply(quads, graph.Delete); err != nil {
		return nil, err
	}
	return gone, l.settleJudgements(e, without(before, quads))
}

// strike takes judgements out of the acts, closes the gaps of those that are
// empty then, and returns how many are left.
func (l ledger) strike(acts uint64, ids []string) (uint64, error) {
	left := uint64(0)
	for n := uint64(1); n <= acts; n++ {
		var act actEntry
		if _, err := l.read(actKey(n), &act); err != nil {
			return 0, err
		}
		act.Judgements = slices.DeleteFunc(act.Judgements, func(id string) bool { return slices.Contains(ids, id) })
		if err := l.tx.Del(actKey(n)); err != nil {
			return 0, err
		}
		if len(act.Judgements) == 0 {
			continue
		}
		left++
		if err := l.write(actKey(left), act); err != nil {
			return 0, err
		}
	}
	return left, nil
}

// committedJudgements returns the quads of the judgements, as lines too, if
// they are those of their commit record.
func committedJudgements(l ledger, r *reader) ([]string, []quad.Quad, error) {
	e, err := l.judgements()
	if err != nil {
		return nil, nil, err
	}
	_, quads, err := r.judgements()
	if err != nil {
		return nil, nil, err
	}
	lines, err := nquads(quads)
	if err != nil {
		return nil, nil, err
	}
	if e.Quads != len(lines) || e.SHA256 != "" && e.SHA256 != digestLines(lines) {
		return nil, nil, fmt.Errorf("the judgements are not those that were made")
	}
	return lines, quads, nil
}

// takeOverJudgements copies what another ledger says of judgements.
func (l ledger) takeOverJudgements(from ledger) error {
	e, err := from.judgements()
	if err != nil || e == (judgementsEntry{}) {
		return err
	}
	for n := uint64(1); n <= e.Acts; n++ {
		var act actEntry
		if _, err := from.read(actKey(n), &act); err != nil {
			return err
		}
		if err := l.write(actKey(n), act); err != nil {
			return err
		}
	}
	return l.write(judgementsKey, e)
}
