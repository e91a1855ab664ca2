package model

import (
	"math"
	"testing"
)

func TestQuantise(t *testing.T) {
	x := []float32{1, -0.5, 0.25, 0.1, -1, 0.7, 0.3, -0.2, 0.9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1000, -1000, 3, 200, 0, 500, -700, 99, 1}
	for bits := 2; bits <= 8; bits++ {
		data := Quantise(x, 9, bits)
		m, err := Open(data, 3, 9, bits)
		if err != nil {
			t.Fatal(err)
		}
		y := make([]float32, len(x))
		m.Dequantise(y)
		for i := range x {
			step := []float64{1, 0, 1000}[i/9] / float64(int(1)<<(bits-1)-1)
			if math.Abs(float64(x[i]-y[i])) > 0.501*step {
				t.Errorf("%d bits, element %d\ngot  %v\nwant %v", bits, i, y[i], x[i])
			}
		}
		if again := Quantise(y, 9, bits); string(again) != string(data) {
			t.Errorf("%d bits: what was read is written otherwise\ngot  %x\nwant %x", bits, again, data)
		}
		if _, err := Open(data[:len(data)-1], 3, 9, bits); err == nil {
			t.Errorf("%d bits: a byte is missing, and nobody says so", bits)
		}
	}
	if _, err := Open([]byte{0, 0, 0x80, 0x7f, 1}, 1, 1, 8); err == nil {
		t.Error("an infinite scale is accepted")
	}
	if _, err := Open(make([]byte, 8), 1, 4, 9); err == nil {
		t.Error("nine bits are accepted")
	}
}
