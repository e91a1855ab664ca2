package queries

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"github.com/hbollon/go-edlib"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
)

// FindOptions narrow a search for a name.
type FindOptions struct {
	Kind  extract.Kind // only entities of this kind; "" means all
	First bool         // of equally good ones take the most important, instead of an error
}

// A Match is an entity that a name may mean.
type Match struct {
	Entity  graph.Entity
	Name    string // what matched: its name, an alias or a role
	Quality int    // 0–100; 100 is the name as asked
}

// An AmbiguousError says that a name fits several entities equally well.
type AmbiguousError struct {
	Name       string
	Candidates []Match // the most important first
}

// Error says how many are called so; Candidates has them.
func (e *AmbiguousError) Error() string {
	names := make([]string, 0, 3)
	for _, m := range e.Candidates[:min(3, len(e.Candidates))] {
		names = append(names, m.Entity.Name)
	}
	return fmt.Sprintf("queries: %q may mean %s", e.Name, strings.Join(names, ", ")+more(len(e.Candidates)-len(names)))
}

func more(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf(" and %d more", n)
}

// An UnknownError says that nothing is called so.
type UnknownError struct {
	Name string
	Near []Match // what is spelt most alike, best first; may be empty
}

// Error repeats the name; Near has similar ones.
func (e *UnknownError) Error() string { return fmt.Sprintf("queries: nothing is called %q", e.Name) }

// Find returns the entity that is meant by name: an IRI (with or without
// "dramatis:"), a name or alias, however its case, accents, points and order,
// a surname, initials, an acronym, an office, or any of these misspelt. It
// fails with an *UnknownError, or with an *AmbiguousError where several fit
// equally well and none has ten times the mentions of the others.
func (s *Snapshot) Find(name string, o FindOptions) (graph.Entity, error) {
	if i, ok := s.id(strings.TrimSpace(name)); ok {
		return s.entities[i], nil
	}
	all := s.matches(name, o.Kind)
	if len(all) == 0 {
		return graph.Entity{}, &UnknownError{Name: name, Near: s.spelledLike(name, o.Kind)}
	}
	equal := 1
	for equal < len(all) && all[equal].Quality == all[0].Quality {
		equal++
	}
	if equal > 1 && !o.First && !outshines(all[0], all[1]) {
		return graph.Entity{}, &AmbiguousError{Name: name, Candidates: all[:equal]}
	}
	return all[0].Entity, nil
}

// outshines says whether a is mentioned so much more than b, which fits as
// well, that hardly anybody who asks means b.
func outshines(a, b Match) bool {
	return a.Entity.Mentions >= 10*max(b.Entity.Mentions, 1)
}

// Candidates returns the entities that name may mean, the best fitting first
// and of those the most important. A limit of 0 means all.
func (s *Snapshot) Candidates(name string, limit int) []Match {
	all := s.matches(name, "")
	if i, ok := s.id(strings.TrimSpace(name)); ok {
		all = []Match{{Entity: s.entities[i], Name: s.entities[i].IRI, Quality: sameText}}
	}
	if limit > 0 && len(all) > limit {
		all = all[:limit]
	}
	return all
}

// A question is a name that was asked for.
type question struct {
	text  string
	words []string
	fits  []map[int32]int // for each word, the words of names that it fits
}

// matches returns what name may mean. Misspellings count only where nothing
// fits as it is written.
func (s *Snapshot) matches(name string, kind extract.Kind) []Match {
	x := s.index()
	best := map[int32]scored{}
	for _, loose := range []bool{false, true} {
		x.search(name, loose, best)
		if loose {
			x.search(strings.Join(words(name), ""), loose, best)
		}
		if found := s.ranked(best, kind); len(found) > 0 {
			return found
		}
	}
	return nil
}

// scored is the best entry of an entity so far.
type scored struct {
	entry   int32
	quality int
}

// search adds to best the entities that name fits.
func (x *nameIndex) search(name string, loose bool, best map[int32]scored) {
	q := &question{text: strings.Join(strings.Fields(name), " "), words: words(name)}
	if len(q.words) == 0 {
		return
	}
	take := func(n int32, quality int) {
		e := x.entries[n].entity
		if quality > best[e].quality {
			best[e] = scored{n, quality}
		}
	}
	for _, w := range q.words {
		q.fits = append(q.fits, x.near(w, loose, len(q.words) == 1))
	}
	for _, n := range x.narrowest(q) {
		take(n, x.quality(&x.entries[n], q))
	}
	glued := strings.Join(q.words, "")
	for _, n := range x.glued[glued] {
		take(n, x.rated(&x.entries[n], sameGlued))
	}
	if len(q.words) == 1 {
		for _, n := range x.short[glued] {
			take(n, x.ratedShort(&x.entries[n]))
		}
	}
	for _, n := range x.abbreviated(initials(name)) {
		take(n, x.ratedShort(&x.entries[n]))
	}
}

// narrowest returns the entries that hold a fit for the word of the question
// that has fewest; every good answer is among them.
func (x *nameIndex) narrowest(q *question) []int32 {
	best, fewest := -1, 0
	for i, fits := range q.fits {
		n := 0
		for w := range fits {
			n += len(x.postings[w])
		}
		if optional(q.words[i]) && len(q.words) > 1 {
			continue
		}
		if best < 0 || n < fewest {
			best, fewest = i, n
		}
	}
	if best < 0 {
		return nil
	}
	entries := make([]int32, 0, fewest)
	for w := range q.fits[best] {
		entries = append(entries, x.postings[w]...)
	}
	slices.Sort(entries)
	return slices.Compact(entries)
}

// abbreviated returns the entries written as these initials: "UD" where the
// question is "United Dockers".
func (x *nameIndex) abbreviated(initials string) []int32 {
	id, ok := x.words[initials]
	if !ok || initials == "" {
		return nil
	}
	var found []int32
	for _, n := range x.postings[id] {
		if e := &x.entries[n]; len(e.words) == 1 && !e.role && abbreviation(e.text) {
			found = append(found, n)
		}
	}
	return found
}

// ranked puts matches in order: quality, then importance, then the name.
func (s *Snapshot) ranked(best map[int32]scored, kind extract.Kind) []Match {
	order := make([]int32, 0, len(best))
	for e, m := range best {
		if m.quality > 0 && (kind == "" || s.entities[e].Kind == kind) {
			order = append(order, e)
		}
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(
			cmp.Compare(best[b].quality, best[a].quality),
			cmp.Compare(s.entities[b].Mentions, s.entities[a].Mentions),
			cmp.Compare(len(s.links.of(b)), len(s.links.of(a))),
			cmp.Compare(s.entities[a].Name, s.entities[b].Name),
			cmp.Compare(a, b))
	})
	x := s.index()
	found := make([]Match, len(order))
	for i, e := range order {
		found[i] = Match{Entity: s.entities[e], Name: x.entries[best[e].entry].text, Quality: best[e].quality}
	}
	return found
}

// unlike says, from the sets of their letters, that the likeness of two words by
// Jaro and Winkler is below 80: no more letters can match than are in both, and
// of the beginning at most four count.
func unlike(a, b string, inA, inB uint32) bool {
	match := min(len(a)-bits.OnesCount32(inA&^inB), len(b)-bits.OnesCount32(inB&^inA))
	if match <= 0 {
		return true
	}
	same := 0
	for same < min(4, len(a), len(b)) && a[same] == b[same] {
		same++
	}
	jaro := (float64(match)/float64(len(a)) + float64(match)/float64(len(b)) + 1) / 3
	return ascii(a) && ascii(b) && jaro+0.1*float64(same)*(1-jaro) < 0.799
}

// A likeness is how like a word of the vocabulary is to one that was asked for.
type likeness struct {
	word  int32
	score int
}

// spelledLike returns up to five entities with a word most like one of name.
func (s *Snapshot) spelledLike(name string, kind extract.Kind) []Match {
	x := s.index()
	var like []likeness
	for _, asked := range words(name) {
		if optional(asked) {
			continue
		}
		set := letters(asked)
		for id, have := range x.vocabulary {
			if unlike(asked, have, set, x.letters[id]) {
				continue
			}
			if n := int(edlib.JaroWinklerSimilarity(asked, have) * 100); n >= 80 {
				like = append(like, likeness{int32(id), n / 2})
			}
		}
	}
	slices.SortStableFunc(like, func(a, b likeness) int { return cmp.Compare(b.score, a.score) })
	best := map[int32]scored{}
	for i, l := range like {
		if len(best) >= 5 && l.score < like[i-1].score {
			break // the five best are among those found
		}
		for _, n := range x.postings[l.word] {
			if e := x.entries[n].entity; l.score > best[e].quality && (kind == "" || s.entities[e].Kind == kind) {
				best[e] = scored{n, l.score}
			}
		}
	}
	found := s.ranked(best, kind)
	return found[:min(5, len(found))]
}
