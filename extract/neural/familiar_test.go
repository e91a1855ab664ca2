package neural

import "testing"

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
