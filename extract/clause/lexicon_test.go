package clause

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// TestClassesExist wants every class of words that the code asks for in
// lexicon.txt: one that is missing holds no word and says so nowhere.
func TestClassesExist(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	asked := regexp.MustCompile(`words\.is\("([a-z-]+)"`)
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range asked.FindAllSubmatch(text, -1) {
			if len(words[string(m[1])]) == 0 {
				t.Errorf("class %q, asked for in %s\ngot  no words\nwant some in lexicon.txt", m[1], f)
			}
		}
	}
}
