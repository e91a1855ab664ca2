package english

import (
	"fmt"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

func TestNames(t *testing.T) {
	for _, c := range []struct {
		want, got string
		ok        bool
	}{
		{"Rosa Quist", "Rosa Quist", true},
		{"Rosa Quist", "Mayor Rosa Quist", true},
		{"Rosa Quist", "Quist", false},
		{"Quist", "Rosa Quist", true},
		{"Brightwater", "Brightwater harbour", false},
		{"Brightwater council", "council of Brightwater", true},
		{"mayor's office", "office of the mayor", true},
		{"convoy", "the aid convoy", true},
		{"aid convoy", "convoy", true},
		{"aid convoy", "attack on the aid convoy", false},
		{"three men", "two men", false},
		{"that", "that", true},
	} {
		if got := names(c.want, c.got); got != c.ok {
			t.Errorf("names(%q, %q)\ngot  %v\nwant %v", c.want, c.got, got, c.ok)
		}
	}
}

func TestRelates(t *testing.T) {
	for _, c := range []struct {
		want, lemma string
		ok          bool
	}{
		{"sell", "sell", true},
		{"sell", "sell-to", false},
		{"sell-*", "sell-to", true},
		{"sell-*", "sell", true},
		{"sell-*", "sellotape", false},
	} {
		if got := relates([]string{c.want}, c.lemma); got != c.ok {
			t.Errorf("relates(%q, %q)\ngot  %v\nwant %v", c.want, c.lemma, got, c.ok)
		}
	}
}

// stated is an asserted fact; object "" is none.
func stated(subject, lemma, object string) extract.Fact {
	f := extract.Fact{Subject: extract.Argument{Name: subject}, Predicate: extract.Predicate{Lemma: lemma},
		Polarity: extract.Affirmed, Modality: extract.Asserted, Rule: "active"}
	if object != "" {
		f.Object = &extract.Argument{Name: object}
	}
	return f
}

// TestScore judges facts of one passage: what is found, what only adds to it,
// what nobody wants.
func TestScore(t *testing.T) {
	p := passage{name: "ferry"}
	for _, line := range []string{
		"active: Rosa Quist | sell | ferry | addressee=Halden Lines",
		"denied: union / Dockers' Union | oppose | sale | polarity=denied; source=Bo Lind",
		"role: Rosa Quist | be-mayor-of | Brightwater",
		"active: crew | leave | -",
		"?active: ferry | sail-* | *",
	} {
		g, err := readGold(line)
		if err != nil {
			t.Fatal(err)
		}
		p.gold = append(p.gold, g)
	}
	facts := []extract.Fact{
		stated("Rosa Quist", "sell", "ferry"),
		stated("Rosa Quist", "sell-to", "Halden Lines"), // only adds whom
		stated("Rosa Quist", "be", "mayor"),             // follows from her office
		stated("union", "oppose", "sale"),               // found, but neither denied nor said by Bo Lind
		stated("ferry", "sail-to", "Halden"),            // optional
		stated("crew", "sell", "ferry"),                 // wrong
	}
	s := newScores()
	list := s.passageScore(&p, facts)
	if want := (tally{wanted: 4, found: 2, asPut: 1, wrong: 1}); s.total != want {
		t.Errorf("scores of %s\ngot  %+v\nwant %+v", p.name, s.total, want)
	}
	if got, want := fmt.Sprint(*s.fields["addressee"], *s.fields["polarity"], *s.fields["source"]), "{1 1} {0 1} {0 1}"; got != want {
		t.Errorf("fields right\ngot  %s\nwant %s", got, want)
	}
	if len(list) != 4 {
		t.Errorf("list for people\ngot  %d lines: %q\nwant 4", len(list), list)
	}
}

// TestMatchPrefersWhatIsPutRight pairs a line with the better of two facts.
func TestMatchPrefersWhatIsPutRight(t *testing.T) {
	g, err := readGold("denied: union | strike | - | polarity=denied")
	if err != nil {
		t.Fatal(err)
	}
	facts := []extract.Fact{stated("union", "strike", ""), stated("union", "strike", "")}
	facts[1].Polarity = extract.Denied
	if m := match([]goldFact{g}, facts); m.fact[0] != 1 || len(m.wrong) != 0 {
		t.Errorf("match of a denial\ngot  fact %d, wrong %v\nwant fact 1, none wrong", m.fact[0], m.wrong)
	}
}

func TestGoldIsChecked(t *testing.T) {
	for _, line := range []string{
		"union | strike | -",
		"active: union | strike",
		"active: | strike | -",
		"active: union | strike | - | mood=sad",
		"active: union | strike | - | time=",
	} {
		if _, err := readGold(line); err == nil {
			t.Errorf("readGold(%q)\ngot  no error\nwant one", line)
		}
	}
}
