package identity

import (
	"strings"
	"testing"
)

const harbour = `
	p Ann Marsh *3 @a
	p A. Marsh @b
	p Tom Marsh @c
	p Tom Marsh *2 @d
	o Harbour Union @a
	o Dockers @b`

// act resolves, lets change speak, and resolves again with all that was said.
func act(t *testing.T, said []Judgement, time string, change func(*Resolution) ([]Judgement, error)) []Judgement {
	t.Helper()
	list, err := change(Resolve(occurrences(t, harbour), said))
	if err != nil {
		t.Fatal(err)
	}
	for _, j := range Sign(list, "Mira Osei", "", time) {
		tidy, err := j.Tidy()
		if err != nil {
			t.Fatal(err)
		}
		said = append(said, tidy)
	}
	return said
}

func merge(a, b string) func(*Resolution) ([]Judgement, error) {
	return func(r *Resolution) ([]Judgement, error) { return r.Merge(scheme+a, scheme+b) }
}

func split(a string, names ...string) func(*Resolution) ([]Judgement, error) {
	return func(r *Resolution) ([]Judgement, error) {
		var keys []string
		for _, n := range names {
			keys = append(keys, scheme+n)
		}
		return r.Split(scheme+a, keys...)
	}
}

// Merges and splits may follow one another in any way; the last word holds.
func TestMergeAndSplit(t *testing.T) {
	const tom = "person/tom-marsh = person/tom-marsh@c person/tom-marsh@d"
	var said []Judgement
	step := func(day, want string, change func(*Resolution) ([]Judgement, error)) {
		t.Helper()
		said = act(t, said, "2024-05-"+day+"T10:00:00Z", change)
		lines(t, "day "+day, told(Resolve(occurrences(t, harbour), said)), want)
	}
	both := "person/ann-marsh = person/a-marsh@b person/ann-marsh@a"
	step("01", both+"\n"+tom, merge("person/ann-marsh", "person/a-marsh"))
	step("02", tom, split("person/ann-marsh"))
	step("03", both+"\n"+tom, merge("person/a-marsh", "person/ann-marsh"))
	step("04", "organisation/dockers = organisation/dockers@b organisation/harbour-union@a\n"+both+"\n"+tom, merge("organisation/harbour-union", "organisation/dockers"))
	all := "person/ann-marsh = organisation/dockers@b organisation/harbour-union@a person/a-marsh@b person/ann-marsh@a"
	step("05", all+"\n"+tom, merge("organisation/dockers", "person/a-marsh"))
	step("06", "person/ann-marsh = organisation/harbour-union@a person/a-marsh@b person/ann-marsh@a\n"+tom,
		split("person/ann-marsh", "organisation/dockers"))
	step("07", "person/ann-marsh = organisation/harbour-union@a person/a-marsh@b person/ann-marsh@a", split("person/tom-marsh", "person/tom-marsh@c"))
	step("08", "person/ann-marsh = organisation/harbour-union@a person/a-marsh@b person/ann-marsh@a person/tom-marsh@c",
		merge("person/ann-marsh", "person/tom-marsh~c"))
}

// A document that comes later and has the name belongs to those who keep it.
func TestSplitInOneDocument(t *testing.T) {
	said := act(t, nil, "2024-05-01T10:00:00Z", split("person/tom-marsh", "person/tom-marsh@c"))
	r := Resolve(occurrences(t, harbour+"\np Tom Marsh *9 @e"), said)
	lines(t, "with another article", told(r), "person/tom-marsh = person/tom-marsh@d person/tom-marsh@e")
	if got := r.Of(scheme+"person/tom-marsh", scheme+"doc/c"); got != scheme+"person/tom-marsh~c" {
		t.Errorf("Tom Marsh in the article c\n got %s", got)
	}
}

// A key that no document has stands for itself until one has it.
func TestAbsentKeys(t *testing.T) {
	said := []Judgement{say(Same, "person/ann-marsh", "person/annie", ""), say(Same, "person/annie", "organisation/dockers", "")}
	lines(t, "by way of Annie", told(Resolve(occurrences(t, harbour), said)),
		"person/ann-marsh = organisation/dockers@b person/ann-marsh@a\nperson/tom-marsh = person/tom-marsh@c person/tom-marsh@d")
}

// Articles that are read anew may take a person for an organisation.
func TestOtherKind(t *testing.T) {
	said := []Judgement{say(Same, "person/dockers", "organisation/harbour-union", "")}
	got := told(Resolve(occurrences(t, harbour), said))
	if !strings.HasPrefix(got, "organisation/dockers = organisation/dockers@b organisation/harbour-union@a") {
		t.Errorf("the dockers as persons\n got %s", got)
	}
}

// The word of a person outranks the machine's, whenever it was given.
func TestPersonsOutrank(t *testing.T) {
	machine := say(Same, "person/ann-marsh", "person/tom-marsh", "2024-05-09T10:00:00Z")
	machine.Author = Machine
	said := []Judgement{machine, say(Different, "person/ann-marsh", "person/tom-marsh", "2024-05-01T10:00:00Z")}
	lines(t, "a person says no", told(Resolve(occurrences(t, harbour), said)), "person/tom-marsh = person/tom-marsh@c person/tom-marsh@d")
	if !Resolve(occurrences(t, harbour), said).Overruled(machine.ID()) {
		t.Error("the machine's judgement is not overruled")
	}
}

func TestActsRefused(t *testing.T) {
	r := Resolve(occurrences(t, harbour), nil)
	for what, change := range map[string]func(*Resolution) ([]Judgement, error){
		"merge with itself":     merge("person/ann-marsh", "person/ann-marsh"),
		"merge with nobody":     merge("person/ann-marsh", "person/nobody"),
		"split one name":        split("person/ann-marsh"),
		"split a stranger's":    split("person/ann-marsh", "organisation/dockers"),
		"split nobody":          split("person/nobody"),
		"split another article": split("person/ann-marsh", "person/ann-marsh@b"),
	} {
		if list, err := change(r); err == nil {
			t.Errorf("%s\n got %v\nwant an error", what, list)
		}
	}
}
