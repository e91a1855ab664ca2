package coref

import "testing"

func TestBareOffice(t *testing.T) {
	for name, want := range map[string]bool{
		"President": true, "Vice President": true, "Court": true,
		"Ann Reyes": false, "Reyes": false, "Court of Brightwater": false, "BFC": false,
	} {
		if got := bareOffice(name); got != want {
			t.Errorf("bareOffice(%q)\n got %v\nwant %v", name, got, want)
		}
	}
}
