package neural

import "testing"

// levels runs do with all the vectors that the machine has, then with fewer,
// then with none.
func levels(t *testing.T, do func(t *testing.T)) {
	for _, l := range vectorLevels() {
		t.Run(l.name, func(t *testing.T) {
			defer l.set()()
			do(t)
		})
	}
}

type level struct {
	name             string
	fast, wide, dots bool
}

func vectorLevels() []level {
	return []level{{"all", fast, wide, dots}, {"256 bits", fast, false, false}, {"none", false, false, false}}
}

// set chooses the level and returns what undoes it.
func (l level) set() func() {
	f, w, d := fast, wide, dots
	fast, wide, dots = l.fast, l.wide, l.dots
	return func() { fast, wide, dots = f, w, d }
}
