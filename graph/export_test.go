package graph

import (
	"bytes"
	"slices"
	"testing"
)

// What a damaged record can hold must not keep Export for ever.
func TestValueIn(t *testing.T) {
	for _, c := range []struct{ data, want []byte }{
		{[]byte{0x08, 0x05, 0x3a, 0x02, 'o', 'k', 0x40, 0x01}, []byte("ok")},
		{[]byte{0x08, 0x05}, nil},
		{[]byte{0x08}, nil},
		{[]byte{0x80}, nil},
		{[]byte{0x08, 0x80}, nil},
		{[]byte{0x3a, 0x05, 'o', 'k'}, nil},
		{[]byte{0x09, 1, 2, 3, 4, 5, 6, 7, 8, 0x3a, 0x01, 'x'}, nil},
		{bytes.Repeat([]byte{0xff}, 12), nil},
		{nil, nil},
	} {
		if got := valueIn(c.data); !bytes.Equal(got, c.want) {
			t.Errorf("valueIn(%x)\n got %q\nwant %q", c.data, got, c.want)
		}
	}
}

// IRIs are ordered as the lines that begin with them, of which one may be the
// beginning of the other.
func TestCompareIRIs(t *testing.T) {
	iris := []string{"a:b", "a:b-c", "a:b/c", "a:bc", "a:b~", "a:", "a:bé", "b:a", "a:b=", "a:b?"}
	lines := slices.Clone(iris)
	slices.SortFunc(lines, func(x, y string) int { return bytes.Compare([]byte("<"+x+">"), []byte("<"+y+">")) })
	slices.SortFunc(iris, func(x, y string) int { return compareIRIs([]byte(x), []byte(y)) })
	if !slices.Equal(iris, lines) {
		t.Errorf("order of IRIs\n got %q\nwant %q", iris, lines)
	}
}
