package dormant

import (
	"bytes"
	"testing"
)

func TestStubOfNoModule(t *testing.T) {
	for _, m := range [][]byte{nil, []byte("\x00asm\x01\x00\x00\x00"), module[:8], module[:1000], module[:80000]} {
		if s := stub(m); s != nil {
			t.Errorf("a stub of %d bytes from %d", len(s), len(m))
		}
	}
	if s := stub(module); len(s) == 0 || len(s) > len(module)/10 {
		t.Errorf("a stub of %d bytes", len(s))
	}
}

// A skeleton has all but the code.
func TestSkeleton(t *testing.T) {
	whole, bare := sectionsOf(module), sectionsOf(Skeleton())
	for id, content := range whole {
		if same := bytes.Equal(bare[id], content); same == (id == codeSection) {
			t.Errorf("section %d is the same: %v", id, same)
		}
	}
	a, b := reader(whole[codeSection]), reader(bare[codeSection])
	if n, m := a.number(), b.number(); n != m {
		t.Errorf("%d functions of %d", m, n)
	}
}
