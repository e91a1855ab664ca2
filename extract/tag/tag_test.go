package tag

import (
	"slices"
	"strings"
	"testing"
)

var bio = Collect([][]string{{"O", "B-PER", "I-PER"}, {"B-LOC", "I-LOC", "O"}})

func TestInventory(t *testing.T) {
	if got, want := strings.Join(bio, " "), "B-LOC B-PER I-LOC I-PER O"; got != want {
		t.Errorf("Collect\ngot  %s\nwant %s", got, want)
	}
	if got, want := bio.Indices([]string{"I-PER", "B-ORG"}), []int{3, -1}; !slices.Equal(got, want) {
		t.Errorf("Indices\ngot  %v\nwant %v", got, want)
	}
	if got := bio.Best([]float32{1, 3, 3, 2, 0}); got != "B-PER" {
		t.Errorf("Best\ngot  %s\nwant B-PER", got)
	}
}

func TestNames(t *testing.T) {
	d := NewDecoder(bio)
	for _, c := range []struct {
		name   string
		scores []float32 // B-LOC B-PER I-LOC I-PER O
		want   string
	}{
		{"a name of two tokens", []float32{0, 5, 0, 0, 1, 0, 0, 0, 5, 1, 0, 0, 0, 0, 9}, "B-PER I-PER O"},
		{"nothing begins inside", []float32{0, 3, 0, 9, 1, 0, 0, 0, 0, 9}, "B-PER O"},
		{"kinds do not change inside", []float32{0, 9, 0, 0, 0, 0, 0, 5, 4, 0}, "B-PER I-PER"},
		{"the end changes the beginning", []float32{4, 3, 0, 0, 0, 0, 0, 0, 9, 0}, "B-PER I-PER"},
	} {
		if got := strings.Join(d.Names(c.scores, len(c.scores)/5, 5), " "); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

var lessons = []LemmaExample{
	{"voted", "VBD", "vote"}, {"noted", "VBD", "note"}, {"loot", "NN", "loot"}, {"rule", "VB", "rule"}, {"plan", "VB", "plan"}, {"carry", "VB", "carry"}, {"ran", "VBD", "run"},
	{"walked", "VBD", "walk"}, {"talked", "VBD", "talk"}, {"barked", "VBD", "bark"}, {"went", "VBD", "go"}, {"went", "VBD", "go"},
	{"ferries", "NNS", "ferry"}, {"parties", "NNS", "party"}, {"boats", "NNS", "boat"}, {"roads", "NNS", "road"},
	{"Brightwater", "NNP", "Brightwater"}, {"Halden", "NNP", "Halden"}, {"The", "DT", "the"}, {"the", "DT", "the"}, {"An", "DT", "a"}, {"an", "DT", "a"},
}

func TestLemma(t *testing.T) {
	l := LearnLemmas(lessons)
	again, err := ReadLemmas(l.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range [][3]string{
		{"parked", "VBD", "park"}, {"Parked", "VBD", "park"}, {"went", "VBD", "go"}, {"Went", "VBD", "go"}, {"WENT", "VBD", "go"},
		{"looted", "VBD", "loot"}, {"ruled", "VBD", "rule"}, {"ruling", "VBG", "rule"}, {"planned", "VBN", "plan"}, {"carried", "VBD", "carry"}, {"carries", "VBZ", "carry"}, {"overran", "VBD", "overrun"},
		{"cities", "NNS", "city"}, {"Streets", "NNS", "street"}, {"Greywharf", "NNP", "Greywharf"}, {"THE", "DT", "the"}, {"an", "DT", "a"},
		{"", "NN", ""}, {"ed", "VBD", "ed"},
	} {
		for _, l := range []*Lemmatiser{l, again} {
			if got := l.Lemma(c[0], c[1]); got != c[2] {
				t.Errorf("Lemma(%q, %s)\ngot  %q\nwant %q", c[0], c[1], got, c[2])
			}
		}
	}
}

func TestReadLemmasRefuses(t *testing.T) {
	for _, bad := range []string{"x", "e\ta\tb\t-1\tc\ttrue", "w\ta\tb"} {
		if _, err := ReadLemmas([]byte(bad)); err == nil {
			t.Errorf("ReadLemmas(%q) gives no error", bad)
		}
	}
}
