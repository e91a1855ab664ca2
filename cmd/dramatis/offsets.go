package main

import "unicode/utf8"

// offsets turns bytes of a text into Unicode code points, which is how every
// tool that reads our output counts. The zero value is for ASCII text.
type offsets []int32

func newOffsets(text string) offsets {
	ascii := true
	for i := 0; i < len(text) && ascii; i++ {
		ascii = text[i] < utf8.RuneSelf
	}
	if ascii {
		return nil
	}
	o := make(offsets, len(text)+1)
	n := int32(0)
	for i := 0; i < len(text); i++ {
		if utf8.RuneStart(text[i]) && i > 0 {
			n++
		}
		o[i] = n
	}
	o[len(text)] = n + 1
	return o
}

// at returns how many code points stand before byte i.
func (o offsets) at(i int) int {
	if o == nil {
		return i
	}
	return int(o[i])
}
