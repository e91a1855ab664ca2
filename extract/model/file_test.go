package model

import (
	"bytes"
	"errors"
	"testing"
)

var example = File{{"about", []byte("ferries")}, {"empty", nil}, {"numbers", []byte{0, 255}}}

func TestRoundTrip(t *testing.T) {
	f, err := Parse(example.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(f.Bytes(), example.Bytes()) || len(f) != len(example) {
		t.Errorf("got  %q\nwant %q", f, example)
	}
	if _, err := f.Section("towns"); err == nil {
		t.Error("a section that is not there gives no error")
	}
}

// Each byte matters: change one, or lose the end, and the file is refused.
func TestDamageIsFound(t *testing.T) {
	b := example.Bytes()
	for i := range b {
		if _, err := Parse(b[:i]); err == nil {
			t.Errorf("the first %d of %d bytes are accepted", i, len(b))
		}
		c := bytes.Clone(b)
		c[i] ^= 0x10
		if _, err := Parse(c); err == nil {
			t.Errorf("a change of byte %d is accepted", i)
		}
	}
	if _, err := Parse(append(b, 0)); err == nil {
		t.Error("a byte more is accepted")
	}
	b[8] = 9
	if _, err := Parse(b); !errors.Is(err, ErrVersion) {
		t.Errorf("version 9\ngot  %v\nwant %v", err, ErrVersion)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(example.Bytes())
	f.Add([]byte("DRAMATIS\x01\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if g, err := Parse(b); err == nil && !bytes.Equal(g.Bytes(), b) {
			t.Errorf("%q is written as %q", b, g.Bytes())
		}
	})
}
