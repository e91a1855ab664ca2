package identity

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// hidden holds for what cannot be seen in a name and may make two that look
// alike differ, or one look like another: marks of direction and characters
// without width.
func hidden(r rune) bool { return r >= 0xad && unicode.Is(unicode.Cf, r) }

// seen maps what is hidden to nothing, for strings.Map.
func seen(r rune) rune {
	if hidden(r) {
		return -1
	}
	return r
}

// scripts are those whose letters pass for one another.
var scripts = []struct {
	name  string
	table *unicode.RangeTable
}{
	{"Latin", unicode.Latin}, {"Cyrillic", unicode.Cyrillic}, {"Greek", unicode.Greek},
	{"Armenian", unicode.Armenian}, {"Cherokee", unicode.Cherokee}, {"Coptic", unicode.Coptic},
}

// Oddities tells in words what is suspicious about the spelling of a name:
// characters that cannot be seen, letters of several scripts in one word; ""
// for nothing.
func Oddities(name string) string {
	if ascii(name) {
		return ""
	}
	var odd []string
	for _, r := range name {
		if note := fmt.Sprintf("hidden U+%04X", r); hidden(r) && !slices.Contains(odd, note) {
			odd = append(odd, note)
		}
	}
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' }) {
		var in []string
		for _, s := range scripts {
			if strings.ContainsFunc(w, func(r rune) bool { return unicode.Is(s.table, r) }) {
				in = append(in, s.name)
			}
		}
		if note := "mixes " + strings.Join(in, " and ") + " letters"; len(in) > 1 && !slices.Contains(odd, note) {
			odd = append(odd, note)
		}
	}
	return strings.Join(odd, ", ")
}

// lookalikes are letters of other scripts and the Latin ones they pass for,
// after the confusables of Unicode Technical Standard 39. Capitals have others
// than small letters: Ν passes for N, ν for v.
var lookalikes = func() map[rune]rune {
	m := map[rune]rune{}
	for latin, others := range map[rune]string{
		'A': "АΑ", 'B': "ВΒ", 'C': "СϹ", 'E': "ЕΕ", 'H': "НΗ", 'I': "ІΙӀ", 'J': "Ј", 'K': "КΚ", 'M': "МΜ", 'N': "Ν",
		'O': "ОΟՕ", 'P': "РΡ", 'S': "Ѕ", 'T': "ТΤ", 'V': "Ѵ", 'X': "ХΧ", 'Y': "УΥҮ", 'Z': "Ζ",
		'a': "аɑα", 'b': "Ььβ", 'c': "сϲⅽ", 'd': "ԁɗⅾ", 'e': "еε", 'g': "ɡց", 'h': "һհ", 'i': "іιɩ", 'j': "јϳ", 'k': "кκ",
		'l': "ӏⅼ", 'm': "мⅿ", 'n': "пոη", 'o': "оοօσ", 'p': "рρ", 'q': "ԛզ", 'r': "гᴦ", 's': "ѕꜱ", 't': "тτ", 'u': "սυʋ",
		'v': "νѵⅴ", 'w': "ԝѡω", 'x': "хχⅹ", 'y': "уγү", 'z': "ᴢ",
	} {
		for _, r := range others {
			m[r] = latin
		}
	}
	return m
}()

// skeleton spells the words of a name with Latin letters where others look like
// them. Names with one skeleton look alike.
func skeleton(name string) string {
	if !ascii(name) {
		name = strings.Map(func(r rune) rune {
			if latin, ok := lookalikes[r]; ok {
				return latin
			}
			return r
		}, name)
	}
	return strings.Join(Words(name), " ")
}
