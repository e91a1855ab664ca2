package coref

import (
	"strings"
	"unicode"

	"github.com/dramatis-kg/dramatis/extract"
)

// acronyms joins a name in capitals to the name whose initials it has.
func (r *reader) acronyms() {
	for i := range r.m {
		m := &r.m[i]
		letters := r.letters(m)
		if letters == "" {
			continue
		}
		if j := r.bracketed(i); j >= 0 {
			if !kindsAgree(r.kind(r.find(j)), r.kind(r.find(i))) {
				for _, k := range r.members[r.find(i)] {
					r.recast(k, r.m[j].Kind)
				}
			}
			r.join(i, j)
			continue
		}
		found := -1
		for j := range r.m {
			f := &r.m[j]
			if f.Form != extract.Name || f.Kind == extract.Person || len(f.words) < 2 || !r.initials(f, letters) {
				continue
			}
			if found < 0 {
				found = j
			} else if !r.same(found, j) {
				found = -2
				break
			}
		}
		if found >= 0 {
			r.join(i, found)
		}
	}
}

// bracketed returns the name right before mention i, if that stands alone in
// brackets, or -1: "the Brightwater Ferry Company (BFC)".
func (r *reader) bracketed(i int) int {
	m := &r.m[i]
	if m.First == 0 || m.End >= len(r.d.Tokens) || r.d.Word(m.First-1) != "(" || r.d.Word(m.End) != ")" {
		return -1
	}
	for j := i - 1; j >= 0 && r.m[j].sentence == m.sentence; j-- {
		if f := &r.m[j]; f.Form == extract.Name && f.Core[1] == m.First-1 && f.Kind != extract.Person && len(f.words) > 1 {
			return j
		}
	}
	return -1
}

// letters returns the capitals of an acronym, or "" for what is none: it is one
// word of two to seven capitals with at most half as many small letters.
func (r *reader) letters(m *profile) string {
	if m.Form != extract.Name || m.Core[1]-m.Core[0] > 1 {
		return ""
	}
	w := strings.ReplaceAll(r.d.Word(m.Core[0]), ".", "")
	capitals := strings.Map(func(c rune) rune {
		if unicode.IsUpper(c) {
			return c
		}
		return -1
	}, w)
	if n := len(capitals); n < 2 || n > 7 || len(w) > n+n/2 {
		return ""
	}
	return capitals
}

// initials says whether the capitals of the name f spell letters, with or
// without its small words.
func (r *reader) initials(f *profile, letters string) bool {
	var all, big strings.Builder
	for i := f.Core[0]; i < f.Core[1]; i++ {
		w := r.d.Word(i)
		c := []rune(w)[0]
		if !unicode.IsLetter(c) {
			continue
		}
		all.WriteRune(unicode.ToUpper(c))
		if unicode.IsUpper(c) {
			big.WriteRune(c)
		}
	}
	return big.String() == letters || all.String() == letters
}
