package neural

import (
	"encoding/binary"
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

// TestLoadOfStrangeNumbers wants a tree whatever the weights are.
func TestLoadOfStrangeNumbers(t *testing.T) {
	good, err := model.Parse(trained(1).Save("about"))
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range good {
		if !strings.Contains(s.Name, ".") || strings.HasPrefix(s.Name, "tags.") {
			continue // no matrix
		}
		bad := slices.Clone(good)
		data := slices.Clone(s.Data)
		binary.LittleEndian.PutUint32(data, 0x7f000000) // a scale of 1.7e38: sums overflow
		bad[i].Data = data
		m, err := Load(bad.Bytes())
		if err != nil {
			continue
		}
		d := document([]string{"The", "ferry", "left", "Brightwater", "."})
		m.Read(d)
		roots := 0
		for _, tok := range d.Tokens {
			if tok.Up == 0 {
				roots++
			}
		}
		if roots != 1 {
			t.Errorf("with a huge scale in %s\ngot  %d roots\nwant 1", s.Name, roots)
		}
	}
}
