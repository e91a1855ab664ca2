package model

import (
	"encoding/binary"
	"fmt"
	"math"
)

// Quantise stores a row-major matrix in that many bits for an element, 2 to 8:
// every row has a scale, and each element is a whole multiple of it.
func Quantise(x []float32, cols, bits int) []byte {
	rows, most := len(x)/cols, float64(int(1)<<(bits-1)-1)
	out := make([]byte, 0, rows*(4+packed(cols, bits)))
	scales := make([]float32, rows)
	for i := range scales {
		top := float32(0)
		for _, v := range x[i*cols : (i+1)*cols] {
			top = max(top, max(v, -v))
		}
		scales[i] = top / float32(most)
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(scales[i]))
	}
	for i, s := range scales {
		var field, have uint // bits that are not yet written
		for _, v := range x[i*cols : (i+1)*cols] {
			q := 0.0
			if s > 0 {
				q = max(-most, min(most, math.RoundToEven(float64(v)/float64(s))))
			}
			field |= uint(int(q)) & (1<<bits - 1) << have
			for have += uint(bits); have >= 8; have -= 8 {
				out = append(out, byte(field))
				field >>= 8
			}
		}
		if have > 0 {
			out = append(out, byte(field))
		}
	}
	return out
}

// packed returns how many bytes a row takes.
func packed(cols, bits int) int { return (cols*bits + 7) / 8 }

// A Matrix is what Quantise wrote: element j of row i is Scales[i] times the
// signed byte at j of Row(i).
type Matrix struct {
	Scales []float32
	cols   int
	data   []byte
}

// Row returns the bytes of row i, each a number from -128 to 127.
func (m *Matrix) Row(i int) []byte { return m.data[i*m.cols : (i+1)*m.cols] }

// Open reads a matrix of the given size and bits. It shares the memory of data
// where an element has eight.
func Open(data []byte, rows, cols, bits int) (Matrix, error) {
	if cols <= 0 || bits < 2 || bits > 8 || len(data) != rows*(4+packed(cols, bits)) {
		return Matrix{}, fmt.Errorf("model: %d bytes do not hold %d rows of %d", len(data), rows, cols)
	}
	m := Matrix{make([]float32, rows), cols, data[4*rows:]}
	for i := range m.Scales {
		m.Scales[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[i*4:]))
		if s := m.Scales[i]; s-s != 0 {
			return Matrix{}, fmt.Errorf("model: row %d has no finite scale", i)
		}
	}
	if bits < 8 {
		m.unpack(bits)
	}
	return m, nil
}

// unpack makes every element a byte.
func (m *Matrix) unpack(bits int) {
	in, width := m.data, packed(m.cols, bits)
	m.data = make([]byte, len(m.Scales)*m.cols)
	for i := range m.Scales {
		widen(in[i*width:], m.Row(i), bits)
	}
}

// widen fills row with the elements that in begins with, eight at a time: they
// are as many bytes as each has bits.
func widen(in, row []byte, bits int) {
	shift := 8 - bits
	for len(row) >= 8 && len(in) >= 8 {
		field := binary.LittleEndian.Uint64(in)
		for j := range row[:8] {
			row[j] = byte(int8(field<<shift) >> shift)
			field >>= bits
		}
		in, row = in[bits:], row[8:]
	}
	var field, have uint
	for j := range row {
		if have < uint(bits) {
			field |= uint(in[0]) << have
			in, have = in[1:], have+8
		}
		row[j] = byte(int8(field<<shift) >> shift)
		field, have = field>>bits, have-uint(bits)
	}
}

// Dequantise fills x with the elements of m.
func (m *Matrix) Dequantise(x []float32) {
	for i, s := range m.Scales {
		out := x[i*m.cols:][:m.cols]
		for j, q := range m.Row(i) {
			out[j] = s * float32(int8(q))
		}
	}
}
