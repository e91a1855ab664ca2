package neural

import (
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

func TestFamiliar(t *testing.T) {
	x := extractor{words: map[string]int32{"ran": 1, "under": 2, "the": 3, "turn": 4, "return": 5}}
	for _, c := range []struct{ form, want string }{
		{"overran", "ran"},
		{"ran", "ran"},
		{"return", "return"},
		{"Overran", "Overran"}, // may be a name
		{"overstep", "overstep"},
		{"underit", "underit"},
		{"", ""},
	} {
		if got := x.familiar(c.form); got != c.want {
			t.Errorf("familiar(%q)\n got %q\nwant %q", c.form, got, c.want)
		}
	}
}

func TestShown(t *testing.T) {
	d := &extract.Document{Text: "Its late s wasnt", Tokens: []extract.Token{
		{Start: 0, End: 2}, {Start: 2, End: 3, Glued: true}, {Start: 4, End: 8}, {Start: 9, End: 10}, {Start: 11, End: 14}, {Start: 14, End: 16, Glued: true},
	}}
	for i, want := range []string{"It", "'s", "late", "s", "was", "n't"} {
		if got := shown(d, i); got != want {
			t.Errorf("token %d is shown as %q, not %q", i, got, want)
		}
	}
}
