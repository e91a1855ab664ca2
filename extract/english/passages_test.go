package english

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

var held = flag.Bool("held", false, "list what is missed in the held passages too; who writes rules should not look")

// passageFiles are scored apart: the second is not looked at when rules are
// written, so that the distance between them shows what does not carry over.
var passageFiles = []string{"open", "held"}

const passageFolder = "../../testdata/passages/"

// A tally counts facts. "As put" means that source, polarity and modality are
// right as well.
type tally struct {
	wanted, found, asPut, wrong int
}

func (a *tally) add(b tally) {
	a.wanted, a.found, a.asPut, a.wrong = a.wanted+b.wanted, a.found+b.found, a.asPut+b.asPut, a.wrong+b.wrong
}

// line prints precision, recall and F1, loose and as put.
func (a tally) line() string {
	part := func(found int) string {
		p, r := share(found, a.found+a.wrong), share(found, a.wanted)
		return fmt.Sprintf("P %s R %s F1 %s", percent(p), percent(r), percent(share(2*found, a.found+a.wrong+a.wanted)))
	}
	return part(a.found) + "   as put " + part(a.asPut)
}

func share(n, of int) float64 { return float64(n) / float64(max(of, 1)) }

func percent(x float64) string { return fmt.Sprintf("%4.1f", 100*x) }

// A count is how many of some are right.
type count struct{ right, of int }

// scores holds the figures of one file.
type scores struct {
	total    tally
	passages []string             // a line each
	fields   map[string]*count    // of the facts found
	tags     map[string]*[2]count // by construction: found, and as put
	rules    map[string]*count    // by the rule that found the fact: wanted of judged
}

func newScores() *scores {
	return &scores{fields: map[string]*count{}, tags: map[string]*[2]count{}, rules: map[string]*count{}}
}

// one returns what m has for key, made where there is nothing yet.
func one[T any](m map[string]*T, key string) *T {
	if m[key] == nil {
		m[key] = new(T)
	}
	return m[key]
}

// passageScore adds passage p, in which facts were found, to s. It returns what
// was missed, wrongly put and not wanted, for people.
func (s *scores) passageScore(p *passage, facts []extract.Fact) []string {
	m := match(p.gold, facts)
	var sum tally
	var list []string
	put := 0
	for i := range p.gold {
		g := &p.gold[i]
		if g.optional {
			continue
		}
		sum.wanted++
		tag := one(s.tags, g.tag)
		tag[0].of++
		if m.fact[i] < 0 {
			list = append(list, "missed  "+g.line)
			continue
		}
		f := &facts[m.fact[i]]
		sum.found++
		tag[0].right++
		tag[1].of++
		one(s.rules, f.Rule).right++
		one(s.rules, f.Rule).of++
		faults := s.fieldScore(g, f, facts)
		if !slices.ContainsFunc(faults, func(x string) bool { return slices.Contains(fieldNames[:3], x) }) {
			sum.asPut++
			tag[1].right++
		}
		if put += len(faults); len(faults) > 0 {
			list = append(list, fmt.Sprintf("%s  %s\n      got %s", strings.Join(faults, ", "), g.line, full(f)))
		}
	}
	for _, k := range m.wrong {
		one(s.rules, facts[k].Rule).of++
		list = append(list, "not wanted  "+full(&facts[k]))
	}
	sum.wrong = len(m.wrong)
	s.total.add(sum)
	s.passages = append(s.passages, fmt.Sprintf("%-28s %2d of %2d, %2d not wanted, %2d fields wrong", p.name, sum.found, sum.wanted, sum.wrong, put))
	return list
}

// fieldScore counts the fields of a fact that was found and returns the names
// of those that are wrong.
func (s *scores) fieldScore(g *goldFact, f *extract.Fact, all []extract.Fact) []string {
	var faults []string
	for _, field := range fieldNames {
		ok, judged := right(g, f, all, field)
		if !judged {
			continue
		}
		name := field
		if want := g.fields[field][0]; want == "-" || want == "affirmed" || want == "asserted" {
			name += ", none"
		}
		n := one(s.fields, name)
		n.of++
		if ok {
			n.right++
		} else {
			faults = append(faults, field)
		}
	}
	return faults
}

// full prints a fact with all that is judged.
func full(f *extract.Fact) string {
	out := printed(f)
	if !f.Asserted() {
		out += fmt.Sprintf(" {%s %s %s}", f.Polarity, f.Modality, f.Source.Name)
	}
	for _, m := range f.Modifiers {
		out += fmt.Sprintf(" [%s %s = %s]", m.Prep, m.Text, m.Value)
	}
	return out + " (" + f.Rule + ")"
}

// write prints the figures of one file.
func (s *scores) write(name string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "== %s: %d passages, %d facts wanted\n%s\n", name, len(s.passages), s.total.wanted, s.total.line())
	b.WriteString("\nfields of the facts found, right\n")
	for _, key := range slices.Sorted(maps.Keys(s.fields)) {
		fmt.Fprintf(&b, "  %-18s %3d of %3d\n", key, s.fields[key].right, s.fields[key].of)
	}
	b.WriteString("\nconstructions, found and as put\n")
	for _, key := range slices.Sorted(maps.Keys(s.tags)) {
		fmt.Fprintf(&b, "  %-18s %3d of %3d, %3d\n", key, s.tags[key][0].right, s.tags[key][0].of, s.tags[key][1].right)
	}
	b.WriteString("\nrules, wanted of what they found\n")
	for _, key := range slices.Sorted(maps.Keys(s.rules)) {
		fmt.Fprintf(&b, "  %-28s %3d of %3d\n", key, s.rules[key].right, s.rules[key].of)
	}
	b.WriteString("\npassages\n")
	for _, line := range s.passages {
		b.WriteString("  " + line + "\n")
	}
	return b.String()
}

// TestGoldenPassages compares the scores of the passages with those that stand in
// scores.golden: whatever moves them shows what it moved. With -v it lists what
// was missed in the open passages.
func TestGoldenPassages(t *testing.T) {
	pipeline, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, name := range passageFiles {
		passages, err := readPassages(passageFolder + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		s := newScores()
		for i := range passages {
			p := &passages[i]
			d := extract.NewDocument("", p.published, p.text)
			pipeline.Read(d)
			list := s.passageScore(p, d.Facts)
			if testing.Verbose() && (name == "open" || *held) {
				t.Logf("%s\n    %s", p.name, strings.Join(list, "\n    "))
			}
		}
		got = append(got, s.write(name))
	}
	compareScores(t, passageFolder+"scores.golden", strings.Join(got, "\n"))
}

// compareScores fails with the lines that differ between the file and got.
func compareScores(t *testing.T, file, got string) {
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	old, now := strings.Split(string(want), "\n"), strings.Split(got, "\n")
	var diff []string
	for _, line := range old {
		if !slices.Contains(now, line) {
			diff = append(diff, "- "+line)
		}
	}
	for _, line := range now {
		if !slices.Contains(old, line) {
			diff = append(diff, "+ "+line)
		}
	}
	t.Errorf("scores moved from %s (accept with -update):\n%s", file, strings.Join(diff, "\n"))
}
