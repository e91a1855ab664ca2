package diagram

import (
	"testing"
)

// Every engine gives a picture in which nothing overlaps.
func TestEngines(t *testing.T) {
	for _, engine := range Engines {
		o, err := Options{Engine: engine}.resolved()
		if err != nil {
			t.Fatal(err)
		}
		s, err := compose(t.Context(), town(24, 40), o)
		if err != nil {
			t.Fatal(err)
		}
		checkGeometry(t, s)
	}
}

// A map brings neighbours together: its lines cross far less often than those
// between places by chance, of which one pair in four or five does.
func TestMapsAreReadable(t *testing.T) {
	for _, most := range []struct{ nodes, edges, crossings int }{{61, 100, 130}, {100, 160, 320}, {150, 240, 650}} {
		o, err := Options{}.resolved()
		if err != nil {
			t.Fatal(err)
		}
		s, err := compose(t.Context(), town(most.nodes, most.edges), o)
		if err != nil {
			t.Fatal(err)
		}
		if n := s.crossings(); n > most.crossings {
			t.Errorf("%d of %d lines of a map of %d nodes cross, at most %d do in a good one", n, most.edges, most.nodes, most.crossings)
		}
	}
}
