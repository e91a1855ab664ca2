package model

import (
	"bytes"
	"errors"
	"math"
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

func TestQuantise(t *testing.T) {
	x := []float32{1, -0.5, 0.25, 0, 0, 0, 1000, -1000, 3}
	y := make([]float32, len(x))
	m, err := Open(Quantise(x, 3), 3, 3)
	if err != nil {
		t.Fatal(err)
	}
	m.Dequantise(y)
	for i := range x {
		if limit := []float64{1, 0, 1000}[i/3] / 250; math.Abs(float64(x[i]-y[i])) > limit {
			t.Errorf("element %d\ngot  %v\nwant %v", i, y[i], x[i])
		}
	}
	if _, err := Open([]byte{1, 2, 3}, 3, 3); err == nil {
		t.Error("three bytes for nine elements are accepted")
	}
	if _, err := Open([]byte{0, 0, 0x80, 0x7f, 1}, 1, 1); err == nil {
		t.Error("an infinite scale is accepted")
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
