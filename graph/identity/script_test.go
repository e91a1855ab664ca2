package identity

import (
	"strings"
	"testing"
)

func TestOddities(t *testing.T) {
	for in, want := range map[string]string{
		"Ann Marsh":             "",
		"Élodie Ruiz-Østergård": "",
		"Анна Марш":             "",
		"Аnn Marsh":             "mixes Latin and Cyrillic letters",
		"Ann Mαrsh":             "mixes Latin and Greek letters",
		"Ann Mar\u200bsh":       "hidden U+200B",
		"Ann \u202ehsraM":       "hidden U+202E",
		"\u2066Аnn\u2069":       "hidden U+2066, hidden U+2069, mixes Latin and Cyrillic letters",
		"Ann Марш":              "",
	} {
		if got := Oddities(in); got != want {
			t.Errorf("Oddities(%+q)\n got %s\nwant %s", in, got, want)
		}
	}
}

// What cannot be seen makes no other key.
func TestWords(t *testing.T) {
	for in, want := range map[string]string{
		"Élodie O'Hara-Ruiz":     "elodie ohara ruiz",
		"the U.D.'s":             "the ud",
		"Ann\u200d Mar\u00adsh":  "ann marsh",
		"\u202aAnn\u202c Marsh":  "ann marsh",
		"\ufeffＡｎｎ Marsh":        "ann marsh",
		"Ann\u00a0Marsh":         "ann marsh",
		"St.Ellery, J. Halden's": "st ellery j halden",
	} {
		if got := strings.Join(Words(in), " "); got != want {
			t.Errorf("Words(%+q)\n got %s\nwant %s", in, got, want)
		}
	}
}

// Names that look alike have one skeleton, others have not.
func TestSkeleton(t *testing.T) {
	ann := skeleton("Ann Marsh")
	for in, same := range map[string]bool{
		"Аnn Marsh": true, "Ann Μarsh": true, "Ann Mаrѕh": true, "ΑΝΝ MARSH": true, "Ann March": false, "Élann Marsh": false, "Анна Марш": false,
	} {
		if got := skeleton(in) == ann; got != same {
			t.Errorf("skeleton(%+q) is that of Ann Marsh\n got %v\nwant %v", in, got, same)
		}
	}
}
