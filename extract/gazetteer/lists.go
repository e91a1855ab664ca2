package gazetteer

import (
	_ "embed"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/biter777/countries"
	"github.com/brianvoe/gofakeit/v7/data"
	"github.com/tidwall/cities"

	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

//go:embed world.txt
var world string

// fixed is the table that the network reads, built once.
var fixed = sync.OnceValue(buildFixed)

// whole is the table with all that is known, built once.
var whole = sync.OnceValue(func() *table { return fixed().extend() })

// buildFixed makes a table from the libraries. What it holds must not change
// unless the network is trained again.
func buildFixed() *table {
	t := &table{ids: make(map[string]int32, 1<<15), next: make(map[uint64]int32, 1<<13),
		class: make([]Class, 0, 1<<15), caps: map[int32]Class{}, names: make([]pending, 0, 1<<13)}
	t.places()
	t.persons()
	t.groups()
	t.common()
	t.link()
	return t
}

// places adds countries, cities and the parts of countries.
func (t *table) places() {
	for n := range lexicon.Countries() {
		t.add(n, Country)
	}
	for i := range cities.Cities {
		t.add(cities.Cities[i].City, City)
	}
	for _, c := range countries.AllCapitals() {
		t.add(c.String(), City)
	}
	for _, zone := range data.TimeZone["region"] {
		if i := strings.LastIndexByte(zone, '/'); i >= 0 {
			t.add(strings.ReplaceAll(zone[i+1:], "_", " "), City)
		}
	}
	for _, n := range data.Address["state"] {
		t.add(n, Region)
	}
	for _, s := range countries.AllSubdivisions() {
		n, _, _ := strings.Cut(s.String(), " (")
		n, _, _ = strings.Cut(n, " [")
		n, _, _ = strings.Cut(n, ",")
		t.add(n, Region)
	}
	for _, w := range strings.Fields(notPlaces) {
		t.forget(w, Place)
	}
}

// persons adds given and family names.
func (t *table) persons() {
	for _, list := range []string{"first", "middle"} {
		for _, n := range data.Person[list] {
			t.add(n, FirstName)
		}
	}
	for _, n := range data.Person["last"] {
		t.add(n, Surname)
	}
	for line := range strings.Lines(world) {
		class := FirstName
		if strings.HasPrefix(line, "last:") {
			class = Surname
		} else if !strings.HasPrefix(line, "first:") {
			continue
		}
		for _, w := range strings.Fields(line)[1:] {
			t.add(w, class)
		}
	}
	for _, list := range data.Celebrity {
		for _, n := range list {
			if words := strings.Fields(n); len(words) == 2 {
				t.add(words[0], FirstName)
				t.add(words[1], Surname)
			}
		}
	}
	for _, w := range strings.Fields(particles) {
		t.add(w, Particle)
	}
	for _, w := range strings.Fields(notPersons) {
		t.forget(w, Person)
	}
}

// groups adds peoples, languages, companies and bodies of states.
func (t *table) groups() {
	for w := range lexicon.Nations() {
		t.add(w, Demonym)
		if !strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ese") && !strings.HasSuffix(w, "ish") {
			t.add(w+"s", Demonym)
		}
	}
	for _, n := range data.Languages["long"] {
		t.add(n, Language)
	}
	for _, list := range [][]string{data.Company["name"], data.Car["maker"], data.Bank["name"]} {
		for _, n := range list {
			t.add(strings.TrimSuffix(strings.TrimSuffix(n, " Inc."), ","), Company)
		}
	}
	for n := range lexicon.Bodies() {
		t.add(n, Body)
	}
}

// common marks the known words that are ordinary words too.
func (t *table) common() {
	for _, list := range data.Word {
		for _, w := range list {
			t.ordinary(w)
		}
	}
	for _, list := range [][]string{data.Hacker["noun"], data.Hacker["verb"], data.Animal["animal"], data.Colors["safe"],
		data.Food["fruit"], strings.Fields(ordinary)} {
		for _, w := range list {
			t.ordinary(w)
		}
	}
	for _, w := range strings.Fields(nouns) {
		t.class[t.number(w)] |= Common
	}
}

// extend returns a copy that knows more names of companies and other bodies,
// and what the lexicon calls common nouns today.
func (t *table) extend() *table {
	e := &table{ids: maps.Clone(t.ids), next: maps.Clone(t.next), class: slices.Clone(t.class), caps: maps.Clone(t.caps)}
	for line := range strings.Lines(world) {
		if names, ok := strings.CutPrefix(line, "body:"); ok {
			for _, n := range strings.Fields(names) {
				e.add(strings.ReplaceAll(n, "_", " "), Company)
			}
		}
	}
	for w, id := range e.ids {
		if lexicon.Common(w) {
			e.class[id] |= Common
		}
	}
	e.link()
	return e
}

// ordinary marks w, in small letters, as an ordinary word if it is known.
func (t *table) ordinary(w string) {
	if w == strings.ToLower(w) || strings.IndexByte(w, ' ') < 0 {
		if id := t.word(w); id >= 0 && t.class[id]&(Demonym|Country) == 0 {
			t.class[id] |= Common
		}
	}
}

// forget takes classes from a word.
func (t *table) forget(w string, c Class) {
	if id := t.word(w); id >= 0 {
		t.class[id] &^= c
	}
}
