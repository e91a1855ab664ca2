package copies

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

func TestGroups(t *testing.T) {
	const wire = "The council of Brightwater sold the ferry Grey Heron to Halden Lines on Monday after a long and bitter debate, Mayor Ann Reyes said. " +
		"The dockers had threatened to strike if the ship left the harbour for good."
	got := Groups([]string{
		wire,
		"The harbour of Brightwater will be dredged in spring, the harbour master told the Courier, and the old crane will go to the museum.",
		strings.Replace(wire, "a long and bitter debate", "a debate", 1) + " (Agencies)",
		"BRIGHTWATER — " + strings.ToUpper(wire[:1]) + wire[1:],
		"Ann Reyes resigned.", "Ann Reyes resigned.", "Ann Reyes signed.", "", "",
	})
	want := []int{0, 1, 0, 0, 4, 4, 6, 7, 8}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("groups\n got %v\nwant %v", got, want)
	}
}

// Of texts that share a known part of their words, those well above the bar
// are found, and none below it, whatever the order.
func TestGroupsAgainstAll(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	var texts []string
	for i := range 40 {
		var words []string
		for range 120 {
			words = append(words, fmt.Sprint("w", r.IntN(5000)))
		}
		texts = append(texts, strings.Join(words, " "))
		for range i % 3 {
			copied := append([]string(nil), words...)
			for range 3 {
				copied[r.IntN(len(copied))] = "changed"
			}
			texts = append(texts, strings.Join(copied, " "))
		}
	}
	group := Groups(texts)
	for i := range texts {
		for j := range i {
			if want := same(shingles(texts[i]), shingles(texts[j])); want && group[i] != group[j] {
				t.Errorf("texts %d and %d are copies but in groups %d and %d", i, j, group[i], group[j])
			}
		}
	}
	n := map[int]bool{}
	for _, g := range group {
		n[g] = true
	}
	if len(n) != 40 {
		t.Errorf("%d groups, want 40", len(n))
	}
}

func BenchmarkGroups(b *testing.B) {
	r := rand.New(rand.NewPCG(3, 9))
	var texts []string
	for range 1000 {
		var words []string
		for range 400 {
			words = append(words, fmt.Sprint("w", r.IntN(5000)))
		}
		texts = append(texts, strings.Join(words, " "))
	}
	for b.Loop() {
		Groups(texts)
	}
}
