package english

import (
	"regexp"
	"testing"
)

func TestVersion(t *testing.T) {
	if v := Version(); v != Version() || !regexp.MustCompile(`^english-[0-9]+-[0-9a-f]{12}$`).MatchString(v) {
		t.Errorf("Version()\n got %s", v)
	}
	seen := map[string]bool{}
	for _, v := range []string{
		version(1, []byte("weights"), []byte("readings")), version(2, []byte("weights"), []byte("readings")),
		version(1, []byte("weightz"), []byte("readings")), version(1, []byte("weights"), []byte("reading")),
		version(1, []byte("weightsr"), []byte("eadings")),
	} {
		if seen[v] {
			t.Errorf("two extractors have the version %s", v)
		}
		seen[v] = true
	}
}
