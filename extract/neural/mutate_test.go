package neural

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract/model"
)

// FuzzLoadMutated changes bytes inside one section of a good file and writes
// its checksum anew, so that the damage reaches Load: that must give an error
// or a model that reads. FuzzLoad hardly gets past the checksums.
func FuzzLoadMutated(f *testing.F) {
	good, err := model.Parse(trained(1).Save("about"))
	if err != nil {
		f.Fatal(err)
	}
	for i := range good {
		f.Add(i, 0, []byte{0xff, 0x7f, 0, '\n'})
		f.Add(i, 5, []byte("999999999"))
		f.Add(i, -1, []byte("\n\n"))
	}
	f.Fuzz(func(t *testing.T, section, at int, patch []byte) {
		bad := slices.Clone(good)
		s := &bad[uint(section)%uint(len(bad))]
		data := slices.Clone(s.Data)
		switch at %= len(data) + 1; {
		case at < 0: // cut the end off
			data = append(data[:len(data)+at], patch...)
		default:
			copy(data[at:], patch)
		}
		s.Data = data
		m, err := Load(bad.Bytes())
		if err != nil {
			return
		}
		d := document([]string{"The", "ferry", "left", "Brightwater", "."}, []string{"1998"}, strings.Fields(strings.Repeat("Anna Halden bought a ferry ", 12)))
		m.Read(d)
		for _, s := range d.Sentences {
			roots := 0
			for i := s.First; i < s.End; i++ {
				if h := i + d.Tokens[i].Up; h < s.First || h >= s.End {
					t.Fatalf("token %d of %d to %d has its head at %d", i, s.First, s.End, h)
				}
				if d.Tokens[i].Up == 0 {
					roots++
				}
			}
			if roots != 1 {
				t.Fatalf("%d roots", roots)
			}
		}
	})
}

// TestLoadOfStrangeNumbers wants weights refused whose sums could be infinite.
func TestLoadOfStrangeNumbers(t *testing.T) {
	good, err := model.Parse(trained(1).Save("about"))
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range good {
		if !strings.Contains(s.Name, ".") || strings.HasPrefix(s.Name, "tags.") && s.Name != "tags.w" {
			continue // no matrix
		}
		for _, scale := range []uint32{0x7f000000, 0xff000000, 0x7f800000, 0x7fc00000, 0x47800001} { // ±1.7e38, infinite, no number, 65536.01
			bad := slices.Clone(good)
			data := slices.Clone(s.Data)
			binary.LittleEndian.PutUint32(data, scale)
			bad[i].Data = data
			if _, err := Load(bad.Bytes()); err == nil {
				t.Errorf("a scale of %v in %s is accepted", math.Float32frombits(scale), s.Name)
			}
		}
	}
}

// TestLoadOfTheLargestNumbers wants a tree where all scales are as large as
// they may be.
func TestLoadOfTheLargestNumbers(t *testing.T) {
	learnt := trained(1)
	f, err := model.Parse(learnt.Save("about"))
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range f {
		for _, tensor := range learnt.net.all {
			if s.Name != tensor.name {
				continue
			}
			data := slices.Clone(s.Data)
			for row := range tensor.rows {
				binary.LittleEndian.PutUint32(data[4*row:], math.Float32bits(largestScale))
			}
			f[i].Data = data
		}
	}
	m, err := Load(f.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range scores(m, sentences()...) {
		for _, x := range row {
			if x-x != 0 {
				t.Fatalf("token %d has a score of %v", i, x)
			}
		}
	}
}
