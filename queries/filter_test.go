package queries

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
)

// numbers names facts by the order of brightwater.
func numbers(facts []graph.Fact) string {
	var list []string
	for _, f := range facts {
		list = append(list, fmt.Sprint(f.Evidence.Sentence))
	}
	return strings.Join(list, " ")
}

func TestFacts(t *testing.T) {
	s := load(t, brightwater())
	for _, test := range []struct {
		filter Filter
		want   string
	}{
		{Filter{}, "0 1 2 3 4 5 6 7 8 9 10 11"},
		{Filter{Limit: 2}, "0 1"},
		{Filter{Subject: "person/ann-marsh"}, "0 3"},
		{Filter{Object: "dramatis:weapon/ferry"}, "1 4 11"},
		{Filter{Object: "Literal"}, "9"},
		{Filter{About: "place/brightwater"}, "8"},
		{Filter{About: "person/ann-marsh", Predicate: "~consult"}, "0 3 10"},
		{Filter{Predicate: "meet"}, "0 10"},
		{Filter{Predicate: "met"}, "0 10"},
		{Filter{Predicate: "hold"}, "3"},
		{Filter{Predicate: "held talks"}, "3"},
		{Filter{Predicate: "hold-talks-with"}, "3"},
		{Filter{Predicate: "dramatis:rel/meet"}, "0 10"},
		{Filter{Predicate: "hol"}, ""},
		{Filter{Predicate: "s*"}, "4 8"},
		{Filter{Source: "person/elodie-ruiz"}, "5"},
		{Filter{Source: "-", Subject: "organisation/united-dockers"}, ""},
		{Filter{Polarity: extract.Denied}, "6"},
		{Filter{Modality: extract.Planned}, "7"},
		{Filter{Doc: "two"}, "8 9 10 11"},
		{Filter{Doc: "doc/none"}, ""},
		{Filter{Kind: extract.Weapon, Doc: "one"}, "1 4"},
		{Filter{MinConfidence: 0.95}, "0"},
		{Filter{Since: "2021-05"}, "1 4 7"},
		{Filter{Until: "2021-04-30"}, "0"},
		{Filter{Since: "2021-07", Until: "2021-07"}, "7"},
		{Filter{Since: "2021-05-02"}, "1 7"},
	} {
		if got := numbers(s.Facts(test.filter)); got != test.want {
			t.Errorf("Facts(%+v)\n got %s\nwant %s", test.filter, got, test.want)
		}
	}
}

func TestPeriod(t *testing.T) {
	for _, test := range []struct{ edtf, want string }{
		{"2021", "2021-01-01 2021-12-31"},
		{"2021-05", "2021-05-01 2021-05-31"},
		{"2021-05-09", "2021-05-09 2021-05-09"},
		{"2021-05-09T10:30:00Z", "2021-05-09 2021-05-09"},
		{"2021-05~", "2021-05-01 2021-05-31"},
		{"202X", "2020-01-01 2029-12-31"},
		{"2021-XX-09", "2021-01-09 2021-12-09"},
		{"2021-21", "2021-03-01 2021-05-31"},
		{"2021-05-01/2021-05-09", "2021-05-01 2021-05-09"},
		{"2021-05/..", "2021-05-01 9999-12-31"},
		{"../2021", "0000-01-01 2021-12-31"},
		{"2021-06/2021-05", ""},
		{"2021-02", "2021-02-01 2021-02-28"},
		{"2020-02-XX", "2020-02-01 2020-02-29"},
		{"2021-02-29", ""},
		{"2021-06-31/2021-07", ""},
		{"2021-13", ""},
		{"2021-05-00", ""},
		{"May 2021", ""},
		{"P1D", ""},
		{"/", ""},
		{"", ""},
	} {
		got := ""
		if p, ok := parsePeriod(test.edtf); ok {
			got = p.first + " " + p.last
		}
		if got != test.want {
			t.Errorf("parsePeriod(%q)\n got %q\nwant %q", test.edtf, got, test.want)
		}
	}
}

func TestCheck(t *testing.T) {
	if err := (Filter{Since: "2021-05", Until: "2021"}).Check(); err != nil {
		t.Errorf("Check of two dates: %v", err)
	}
	if err := (Filter{Until: "tomorrow"}).Check(); err == nil || !strings.Contains(err.Error(), `until "tomorrow"`) {
		t.Errorf("Check of until tomorrow: %v", err)
	}
}
