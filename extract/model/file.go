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
// Quantise: one float32 scale for every row, then the rows, each filled up to
// whole bytes, with a signed number of up to eight bits for every element, the
// low bits first.
package model

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
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
