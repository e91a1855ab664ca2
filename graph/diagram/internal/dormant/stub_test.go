package dormant

import "testing"

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
