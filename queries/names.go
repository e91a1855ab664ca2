package queries

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/hbollon/go-edlib"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
)

// An entry is one way to call an entity.
type entry struct {
	entity int32
	text   string
	words  []int32 // indices into nameIndex.vocabulary
	role   bool    // an office: several people may hold it
	titled bool    // an office before the name: "Mayor Ann Marsh"
}

// A nameIndex leads from words to the entities that are called so.
type nameIndex struct {
	entities   []graph.Entity
	entries    []entry
	vocabulary []string
	letters    []uint32 // for each word, the set of its letters, to rule out most words fast
	words      map[string]int32
	postings   [][]int32          // for each word, its entries in ascending order
	short      map[string][]int32 // entries by the initials of their words
	glued      map[string][]int32 // entries by their words without spaces
}

func indexNames(entities []graph.Entity) *nameIndex {
	x := &nameIndex{
		entities: entities,
		words:    map[string]int32{},
		short:    map[string][]int32{},
		glued:    map[string][]int32{},
	}
	for i := range entities {
		x.addEntity(int32(i), &entities[i])
	}
	return x
}

func (x *nameIndex) addEntity(i int32, e *graph.Entity) {
	x.add(entry{entity: i, text: e.Name})
	for _, a := range e.Aliases {
		x.add(entry{entity: i, text: a})
	}
	for _, r := range e.Roles {
		x.add(entry{entity: i, text: r, role: true})
		x.add(entry{entity: i, text: r + " " + e.Name, titled: true})
	}
}

func (x *nameIndex) add(e entry) {
	n := int32(len(x.entries))
	list := words(e.text)
	for _, w := range list {
		id := x.word(w)
		e.words = append(e.words, id)
		if p := x.postings[id]; len(p) == 0 || p[len(p)-1] != n {
			x.postings[id] = append(p, n)
		}
	}
	if !e.titled && !e.role {
		if short := initials(e.text); short != "" {
			x.short[short] = append(x.short[short], n)
		}
		if len(list) > 1 {
			glued := strings.Join(list, "")
			x.glued[glued] = append(x.glued[glued], n)
		}
	}
	x.entries = append(x.entries, e)
}

func (x *nameIndex) word(w string) int32 {
	id, ok := x.words[w]
	if !ok {
		id = int32(len(x.vocabulary))
		x.words[w] = id
		x.vocabulary = append(x.vocabulary, w)
		x.letters = append(x.letters, letters(w))
		x.postings = append(x.postings, nil)
	}
	return id
}

// letters returns the set of letters of a word, hashed into 32 bits.
func letters(w string) uint32 {
	var set uint32
	for _, r := range w {
		set |= 1 << (uint32(r) % 32)
	}
	return set
}

// How well a word of the question fits a word of a name, out of 100.
const (
	sameWord    = 100
	initialOnly = 80 // "J." for "John"
	beginning   = 75 // "Brightw" for "Brightwater"
	typo        = 70 // less 5 for each edit
)

// How well a name fits the question, out of 100.
const (
	sameText    = 100
	sameLetters = 99 // but for case, accents and points
	sameWords   = 96 // in another order
	sameGlued   = 93 // but for spaces
	acronym     = 94
	lastWords   = 90 // a surname, or what an "of" does not narrow
	someWords   = 84
)

// What is taken off for names that say less about who is meant.
const (
	unnamedLoss  = 15
	roleLoss     = 8
	titledLoss   = 4
	initialsLoss = 20 // initials of a person are seldom used as a name
	optionalLoss = 2
)

// fit compares a word of the question to a word of a name; 0 is no fit.
func fit(asked, have string, loose bool) int {
	switch {
	case asked == have:
		return sameWord
	case utf8.RuneCountInString(asked) == 1 && strings.HasPrefix(have, asked),
		utf8.RuneCountInString(have) == 1 && strings.HasPrefix(asked, have):
		return initialOnly
	case !loose:
		return 0
	case len(asked) >= 3 && strings.HasPrefix(have, asked):
		return beginning
	}
	return misspelt(asked, have)
}

// misspelt allows one edit (a letter more, less, other, or two swapped) in four
// letters: shorter words are too often other words.
func misspelt(asked, have string) int {
	n := utf8.RuneCountInString(asked)
	allowed := min(n/4, 2)
	if allowed == 0 || abs(n-utf8.RuneCountInString(have)) > allowed {
		return 0
	}
	if d := edits(asked, have, allowed); d <= allowed {
		return typo - 5*d
	}
	return 0
}

// edits returns how many letters more, less, other or swapped with their
// neighbours make b of a (optimal string alignment), or most+1 if that is more
// than most.
func edits(a, b string, most int) int {
	if !ascii(a) || !ascii(b) || len(b) >= 64 {
		return min(edlib.OSADamerauLevenshteinDistance(a, b), most+1)
	}
	var rows [3][64]int // a table of all pairs of beginnings, of which three rows are needed
	for j := range len(b) + 1 {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		row, above, twice := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			n := above[j-1]
			if a[i-1] != b[j-1] {
				n = min(n, above[j], row[j-1]) + 1
			}
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				n = min(n, twice[j-2]+1)
			}
			row[j] = n
			least = min(least, n)
		}
		if least > most {
			return most + 1 // what follows can only add to it
		}
	}
	return min(rows[len(a)%3][len(b)], most+1)
}

func abs(n int) int { return max(n, -n) }

// near returns the words of the vocabulary that asked fits, with how well. With
// nothing else asked for, a letter is no initial: it would fit half of all
// names, nor is one in a name, "B", of all words with that letter.
func (x *nameIndex) near(asked string, loose, alone bool) map[int32]int {
	found := map[int32]int{}
	if id, ok := x.words[asked]; ok {
		found[id] = sameWord
	}
	if alone && utf8.RuneCountInString(asked) == 1 {
		return found
	}
	if !loose && utf8.RuneCountInString(asked) > 1 {
		if alone {
			return found
		}
		if id, ok := x.words[string([]rune(asked)[:1])]; ok {
			found[id] = initialOnly
		}
		return found
	}
	set, allowed := letters(asked), min(utf8.RuneCountInString(asked)/4, 2)
	for id, have := range x.vocabulary {
		if alone && utf8.RuneCountInString(have) == 1 || len(have) > 1 && differing(set, x.letters[id], allowed) {
			continue
		}
		if n := fit(asked, have, loose); n > 0 {
			found[int32(id)] = n
		}
	}
	return found
}

// differing says in a few instructions, from the sets of their letters, that
// two words cannot fit: with so many edits, no more letters of either can be
// missing in the other, unless the one is the beginning of the other.
func differing(asked, have uint32, allowed int) bool {
	missing := bits.OnesCount32(asked &^ have)
	return missing > allowed || missing > 0 && bits.OnesCount32(have&^asked) > allowed
}

// An alignment pairs the words of a question with those of a name.
type alignment struct {
	fit     int  // mean of the fits, out of 100
	all     bool // no word of the name is left
	ordered bool // both have the same order
	last    bool // the words are the last of the name, next to one another
}

// align fails if a word of q that is not optional fits no word of e.
func (q *question) align(e *entry) (alignment, bool) {
	total, matched, loss, last := 0, 0, 0, -1
	a := alignment{ordered: true}
	used := make([]bool, len(e.words))
	for i, fits := range q.fits {
		best, at := 0, -1
		for j, w := range e.words {
			if n := fits[w]; !used[j] && n > best {
				best, at = n, j
			}
		}
		if at < 0 {
			if !optional(q.words[i]) {
				return a, false
			}
			loss += optionalLoss
			continue
		}
		used[at] = true
		a.ordered = a.ordered && at > last
		last = at
		total += best
		matched++
	}
	if matched == 0 {
		return a, false
	}
	a.fit = total/matched - loss
	a.all = matched == len(e.words)
	a.last = !slices.Contains(used[len(used)-matched:], false)
	return a, true
}

// quality says how well entry e fits the question, or 0.
func (x *nameIndex) quality(e *entry, q *question) int {
	a, ok := q.align(e)
	if !ok {
		return 0
	}
	base := someWords
	switch {
	case a.all && !a.ordered:
		base = sameWords
	case a.all && strings.EqualFold(e.text, q.text):
		base = sameText
	case a.all:
		base = sameLetters
	case a.ordered && a.last:
		base = lastWords
	}
	return x.rated(e, base-sameWord+a.fit)
}

// rated takes off what e says less than a name does.
func (x *nameIndex) rated(e *entry, quality int) int {
	switch {
	case e.role:
		quality -= roleLoss
	case e.titled:
		quality -= titledLoss
	}
	if !x.entities[e.entity].Named {
		quality -= unnamedLoss
	}
	return max(quality, 1)
}

// ratedShort rates an acronym.
func (x *nameIndex) ratedShort(e *entry) int {
	if x.entities[e.entity].Kind == extract.Person {
		return x.rated(e, acronym-initialsLoss)
	}
	return x.rated(e, acronym)
}
