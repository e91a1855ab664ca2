// Package model reads and writes weight files: named sections with checksums.
//
// A file is, with little-endian numbers:
//
//	magic     8 bytes, "DRAMATIS"
//	version   uint32
//	sections  uint32, their number, then for each of them
//	  name    uint32 length and bytes
//	  data    uint32 length and bytes
//	  crc     uint32, CRC-32 (IEEE) of name and data
//
// and nothing after the last. A section that holds a matrix is written by
// Quantise: one float32 scale for every row, then one int8 for every element.
package model

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
)

const magic = "DRAMATIS"

// Version is the layout that this package reads and writes.
const Version = 1

// ErrVersion is returned for a weight file of another version.
var ErrVersion = errors.New("model: weights of another version")

// A Section is a named piece of a weight file.
type Section struct {
	Name string
	Data []byte
}

// A File is a list of sections in a fixed order.
type File []Section

// Section returns the data of the first section of that name.
func (f File) Section(name string) ([]byte, error) {
	for _, s := range f {
		if s.Name == name {
			return s.Data, nil
		}
	}
	return nil, fmt.Errorf("model: no section %q", name)
}

// Bytes returns the file as it is stored.
func (f File) Bytes() []byte {
	le := binary.LittleEndian
	out := le.AppendUint32([]byte(magic), Version)
	out = le.AppendUint32(out, uint32(len(f)))
	for _, s := range f {
		out = le.AppendUint32(out, uint32(len(s.Name)))
		out = append(out, s.Name...)
		out = le.AppendUint32(out, uint32(len(s.Data)))
		out = append(out, s.Data...)
		out = le.AppendUint32(out, checksum(s.Name, s.Data))
	}
	return out
}

func checksum(name string, data []byte) uint32 {
	return crc32.Update(crc32.ChecksumIEEE([]byte(name)), crc32.IEEETable, data)
}

// Parse reads a file. The sections share the memory of b. Any bytes that are
// not a whole and unharmed file give an error.
func Parse(b []byte) (File, error) {
	if len(b) < len(magic)+8 || string(b[:len(magic)]) != magic {
		return nil, errors.New("model: not a weight file")
	}
	b = b[len(magic):]
	if v := binary.LittleEndian.Uint32(b); v != Version {
		return nil, fmt.Errorf("%w: %d, not %d", ErrVersion, v, Version)
	}
	n := binary.LittleEndian.Uint32(b[4:])
	b = b[8:]
	var f File
	for i := range n {
		var name, data []byte
		var err error
		if name, b, err = field(b); err == nil {
			data, b, err = field(b)
		}
		if err != nil || len(b) < 4 {
			return nil, fmt.Errorf("model: the file ends inside section %d of %d", i+1, n)
		}
		if binary.LittleEndian.Uint32(b) != checksum(string(name), data) {
			return nil, fmt.Errorf("model: section %q is damaged", name)
		}
		b = b[4:]
		f = append(f, Section{string(name), data})
	}
	if len(b) > 0 {
		return nil, fmt.Errorf("model: %d bytes after the last section", len(b))
	}
	return f, nil
}

// field splits off bytes that are preceded by their length.
func field(b []byte) (head, tail []byte, err error) {
	if len(b) < 4 {
		return nil, nil, errors.New("model: short")
	}
	n := uint64(binary.LittleEndian.Uint32(b))
	if uint64(len(b)-4) < n {
		return nil, nil, errors.New("model: short")
	}
	return b[4 : 4+n : 4+n], b[4+n:], nil
}

// Quantise stores a row-major matrix in a quarter of its size: every row has a
// scale, and each element is a whole multiple of it from -127 to 127.
func Quantise(x []float32, cols int) []byte {
	rows := len(x) / cols
	out := make([]byte, 0, rows*(4+cols))
	scales := make([]float32, rows)
	for i := range scales {
		top := float32(0)
		for _, v := range x[i*cols : (i+1)*cols] {
			top = max(top, max(v, -v))
		}
		scales[i] = top / 127
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(scales[i]))
	}
	for i, s := range scales {
		for _, v := range x[i*cols : (i+1)*cols] {
			q := 0.0
			if s > 0 {
				q = math.RoundToEven(float64(v) / float64(s))
			}
			out = append(out, byte(int8(max(-127, min(127, q)))))
		}
	}
	return out
}

// A Matrix is what Quantise wrote, as it stands in the file: element j of row i
// is Scales[i] times the signed byte at j of Row(i).
type Matrix struct {
	Scales []float32
	cols   int
	data   []byte
}

// Row returns the bytes of row i, each a number from -128 to 127.
func (m *Matrix) Row(i int) []byte { return m.data[i*m.cols : (i+1)*m.cols] }

// Open reads a matrix of the given size. It shares the memory of data.
func Open(data []byte, rows, cols int) (Matrix, error) {
	if cols <= 0 || len(data) != rows*(4+cols) {
		return Matrix{}, fmt.Errorf("model: %d bytes do not hold %d rows of %d", len(data), rows, cols)
	}
	m := Matrix{make([]float32, rows), cols, data[4*rows:]}
	for i := range m.Scales {
		m.Scales[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[i*4:]))
		if s := m.Scales[i]; s-s != 0 {
			return Matrix{}, fmt.Errorf("model: row %d has no finite scale", i)
		}
	}
	return m, nil
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
