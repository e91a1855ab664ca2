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
