package queries

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/hbollon/go-edlib"

	"github.com/dramatis-kg/dramatis/extract"
)

func TestFind(t *testing.T) {
	s := load(t, brightwater())
	for _, test := range []struct{ name, want string }{
		{"Jonas Halden", "Jonas Halden"},
		{"jonas halden", "Jonas Halden"},
		{"Halden, Jonas", "Jonas Halden"},
		{"  Jonas   Halden ", "Jonas Halden"},
		{"J. Halden", "Jonas Halden"},
		{"the Mayor of Brightwater", "Ann Marsh"},
		{"mayor marsh", "Ann Marsh"},
		{"director", "Jonas Halden"},
		{"elodie ruiz ortega", "Élodie Ruiz-Ortega"},
		{"Ortega", "Élodie Ruiz-Ortega"},
		{"Ruiz", "Élodie Ruiz-Ortega"},
		{"UD", "United Dockers"},
		{"U.D.", "United Dockers"},
		{"HPA", "H.P.A."},
		{"Harbour Police Authority", "H.P.A."},
		{"Brightwatre", "Brightwater"},
		{"brightwaters council", "Brightwater Council"},
		{"Eloddie Ruis", "Élodie Ruiz-Ortega"},
		{"elodieruizortega", "Élodie Ruiz-Ortega"},
		{"PortEllery", "Port Ellery"},
		{"Elery", "Port Ellery"},
		{"ferry", "Grey Heron"},
		{"Brightwater", "Brightwater"},
		{"council", "Brightwater Council"},
		{"person/tom-marsh", "Tom Marsh"},
		{"dramatis:person/tom-marsh", "Tom Marsh"},
		{"cranes", "two cranes"},
		{"Marsh", "Ann Marsh"}, // it is an alias of hers, as written
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := s.Find(test.name, FindOptions{})
			if err != nil || got.Name != test.want {
				t.Errorf("Find(%q)\n got %q, %v %v\nwant %q", test.name, got.Name, err, s.Candidates(test.name, 3), test.want)
			}
		})
	}
}

func TestFindAmbiguous(t *testing.T) {
	src := brightwater()
	src.entities[0].Aliases = nil
	s := load(t, src)
	_, err := s.Find("Marsh", FindOptions{})
	var ambiguous *AmbiguousError
	if !errors.As(err, &ambiguous) || len(ambiguous.Candidates) != 2 || ambiguous.Candidates[0].Entity.Name != "Ann Marsh" {
		t.Fatalf("Find(Marsh)\n got %v\nwant an *AmbiguousError with Ann Marsh, who is mentioned more, first", err)
	}
	src.entities[0].Mentions = 30 // to the other's three
	if e, err := load(t, src).Find("Marsh", FindOptions{}); e.Name != "Ann Marsh" {
		t.Errorf("Find(Marsh) where one has ten times the mentions\n got %q, %v\nwant Ann Marsh", e.Name, err)
	}
	if strings.Contains(err.Error(), "\n") {
		t.Errorf("error %q has more than one line", err)
	}
	if e, err := s.Find("Marsh", FindOptions{First: true}); e.Name != "Ann Marsh" {
		t.Errorf("Find(Marsh) with First\n got %q, %v\nwant Ann Marsh", e.Name, err)
	}
	if e, err := s.Find("Halden", FindOptions{Kind: extract.Person}); e.Name != "Jonas Halden" {
		t.Errorf("Find(Halden) among persons\n got %q, %v\nwant Jonas Halden", e.Name, err)
	}
}

func TestFindUnknown(t *testing.T) {
	s := load(t, brightwater())
	for _, name := range []string{"Zebulon Quist", "", "  ", "!?", "the", "person/nobody"} {
		_, err := s.Find(name, FindOptions{})
		var unknown *UnknownError
		if !errors.As(err, &unknown) {
			t.Errorf("Find(%q)\n got %v\nwant an *UnknownError", name, err)
		}
	}
	_, err := s.Find("Hallden Lanes Ltd", FindOptions{})
	var unknown *UnknownError
	if !errors.As(err, &unknown) || len(unknown.Near) == 0 || !strings.Contains(unknown.Near[0].Entity.Name, "Halden") {
		t.Errorf("Find(Hallden Lanes Ltd)\n got %+v\nwant an *UnknownError with a Halden as nearest", unknown)
	}
}

func TestCandidates(t *testing.T) {
	s := load(t, brightwater())
	var names []string
	for _, m := range s.Candidates("halden", 0) {
		names = append(names, m.Entity.Name)
	}
	if want := []string{"Jonas Halden", "Halden Lines"}; !slices.Equal(names, want) {
		t.Errorf("Candidates(halden)\n got %q\nwant %q: a surname is likelier than a first word", names, want)
	}
	if got := s.Candidates("halden", 1); len(got) != 1 {
		t.Errorf("Candidates(halden, 1) gives %d", len(got))
	}
}

func TestWords(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"Élodie O'Hara-Ruiz", "elodie ohara ruiz"},
		{"U.D.", "ud"},
		{"Marsh's ferry", "marsh ferry"},
		{"the Dockers’ boats’s", "the dockers boats"},
		{"Straße Ærø Łódź", "strasse aero lodz"},
		{"", ""},
		{"Åse", "ase"},
		{"'s", "s"},
		{"St.Ellery", "st ellery"},
		{"J.Halden of the U.D.'s crew", "j halden of the ud crew"},
	} {
		if got := strings.Join(words(test.text), " "); got != test.want {
			t.Errorf("words(%q)\n got %q\nwant %q", test.text, got, test.want)
		}
	}
}

func FuzzFind(f *testing.F) {
	s := load(f, brightwater())
	for _, name := range []string{"Marsh", "É", "\xff", "a b c d", "U.D.", "'s", "’s", "́"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		first := s.Candidates(name, 0)
		if again := s.Candidates(name, 0); !slices.EqualFunc(first, again, sameMatch) {
			t.Errorf("Candidates(%q) twice\n got %v\nwant %v", name, again, first)
		}
		s.Find(name, FindOptions{})
	})
}

func sameMatch(a, b Match) bool {
	return a.Entity.IRI == b.Entity.IRI && a.Name == b.Name && a.Quality == b.Quality
}

// A single letter says too little, in the question as in the name.
func TestFindLetter(t *testing.T) {
	src := brightwater()
	src.entities = append(src.entities, entity("thing/b", "B", 1))
	s := load(t, src)
	for _, name := range []string{"m", "Bo", "bridge over the water"} {
		if got := s.Candidates(name, 0); len(got) != 0 {
			t.Errorf("Candidates(%s)\n got %v\nwant none", name, got[0].Entity.Name)
		}
	}
	for name, want := range map[string]string{"b": "B", "J. Halden": "Jonas Halden"} {
		if got, err := s.Find(name, FindOptions{}); err != nil || got.Name != want {
			t.Errorf("Find(%s)\n got %s, %v\nwant %s", name, got.Name, err, want)
		}
	}
}

// The table that is cut short counts as the whole one does.
func TestEdits(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	word := func() string {
		b := make([]byte, r.IntN(9))
		for i := range b {
			b[i] = "abcd"[r.IntN(4)]
		}
		return string(b)
	}
	for range 20_000 {
		a, b, most := word(), word(), r.IntN(3)
		want := min(edlib.OSADamerauLevenshteinDistance(a, b), most+1)
		if got := edits(a, b, most); got != want {
			t.Fatalf("edits(%q, %q, %d)\n got %d\nwant %d", a, b, most, got, want)
		}
	}
}

// What is ruled out by letters alone would not have fitted.
func TestRuledOut(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	word := func(letters string) string {
		b := make([]byte, 1+r.IntN(9))
		for i := range b {
			b[i] = letters[r.IntN(len(letters))]
		}
		return string(b)
	}
	for range 50_000 {
		a, b := word("abcdefgh"), word("abcdefgh")
		if differing(letters(a), letters(b), min(len(a)/4, 2)) && len(b) > 1 && fit(a, b, true) > 0 {
			t.Fatalf("%q fits %q but is ruled out", a, b)
		}
		if like := edlib.JaroWinklerSimilarity(a, b); like >= 0.8 && unlike(a, b, letters(a), letters(b)) {
			t.Fatalf("%q is like %q by %.3f but is ruled out", a, b, like)
		}
	}
}
