package lazy

import (
	"sync"
	"testing"
)

func TestCompiledOnFirstUse(t *testing.T) {
	year := MustCompile(`(\d{2})(\d{2})`)
	if year.re != nil {
		t.Error("compiled before its use")
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if !year.MatchString("in 1987") {
				t.Error("no match")
			}
		})
	}
	wg.Wait()
	if got := year.FindStringSubmatch("in 1987"); len(got) != 3 || got[2] != "87" {
		t.Errorf("groups: %q", got)
	}
	if got := year.ReplaceAllString("in 1987", "$2"); got != "in 87" {
		t.Errorf("replaced: %q", got)
	}
}

func TestPanicsOnFirstUse(t *testing.T) {
	bad := MustCompile(`(`)
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	bad.MatchString("")
}
