package diagram

import "math"

// A lane holds what a row shows of a fact.
type lane struct {
	fact    int
	bars    []bar
	caption float64 // its left end; NaN where another row has it
}

// A bar lies below the words of a part of a fact.
type bar struct {
	part     int
	from, to float64
}

// lanes puts bars below the words of each fact; what the fact says stands in
// the row where it begins.
func (s *Sentence) lanes(rows []sentenceRow) {
	for f := range s.Facts {
		said := false
		for i := range rows {
			r := &rows[i]
			l := lane{fact: f, caption: math.NaN()}
			for part, words := range s.Facts[f].Parts {
				l.bars = append(l.bars, r.bars(part, words)...)
			}
			if len(l.bars) == 0 {
				continue
			}
			if !said {
				said = true
				l.caption = l.bars[0].from
				for _, b := range l.bars {
					l.caption = min(l.caption, b.from)
				}
				wide := round2(textWidth(s.Facts[f].text(), relationSize, false)) + sideRoom
				l.caption = max(sideRoom, min(l.caption, r.width-wide))
				r.width = max(r.width, l.caption+wide)
			}
			r.lanes = append(r.lanes, l)
		}
	}
}

// bars returns one bar for each run of words that lie in r.
func (r *sentenceRow) bars(part int, words []int) []bar {
	var out []bar
	last := -2
	for _, w := range words {
		if w < r.first || w >= r.end {
			continue
		}
		from := r.left[w-r.first]
		to := from + r.wide[w-r.first]
		if w == last+1 {
			out[len(out)-1].to = to
		} else {
			out = append(out, bar{part, from, to})
		}
		last = w
	}
	return out
}

// text is what stands below the bars of f.
func (f *Reading) text() string {
	text := ""
	for _, t := range f.Texts {
		if t = clean(t, maxNodeRunes); t != "" {
			text += t + " "
		}
	}
	return text + f.remark()
}

// remark is what stands behind the parts of f.
func (f *Reading) remark() string {
	return clean(cutEmpty("· rule ", f.Rule)+cutEmpty(", ", f.Note), 2*maxNodeRunes)
}

// cutEmpty is s with what leads to it, unless it is empty.
func cutEmpty(before, s string) string {
	if s == "" {
		return ""
	}
	return before + s
}
