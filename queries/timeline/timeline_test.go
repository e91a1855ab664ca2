package timeline

import (
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/graph"
)

func at(time, predicate string, confidence float64) graph.Fact {
	return graph.Fact{Time: time, Subject: "dramatis:person/ann-reyes", Predicate: predicate, Confidence: confidence}
}

func TestOrder(t *testing.T) {
	events, undated := Of([]graph.Fact{
		at("2021-05", "sign", 1), at("", "smile", 1), at("2021-05-01", "sail", 1), at("P2D", "wait", 1),
		at("2021", "govern", 1), at("2021-05-01/2021-05-03", "feast", 1), at("../2021-05-02", "row", 1),
		at("2021-05-01/..", "reign", 1), at("2021-05-01", "sail", 1), at("2021-05-01", "land", 1),
	})
	var got []string
	for _, e := range events {
		got = append(got, e.Fact.Predicate)
	}
	const want = "govern sail land feast sign reign row"
	if strings.Join(got, " ") != want || undated != 2 {
		t.Errorf("events\n got %s, %d undated\nwant %s, 2 undated", strings.Join(got, " "), undated, want)
	}
}

func TestWithin(t *testing.T) {
	events, _ := Of([]graph.Fact{
		at("1990/..", "stand", 1), at("2021-04/2021-05-02", "strike", 1), at("2021-05-01", "sail", 1), at("2021-05", "sign", 1),
		at("2021", "govern", 1), at("2021-05-20/..", "reign", 1), at("../2021-05-31", "pay", 1), at("2021-06", "rest", 1), at("2020/2022", "build", 1),
	})
	for _, c := range []struct{ since, until, want string }{
		{"2021-05-02", "2021-05", "govern strike sign reign pay"},
		{"", "2020", "stand build"},
		{"2021-06", "", "govern rest build"},
		{"", "", "stand build govern strike sail sign reign pay rest"},
	} {
		var got []string
		for _, e := range Within(events, c.since, c.until) {
			got = append(got, e.Fact.Predicate)
		}
		slices.Sort(got)
		want := strings.Fields(c.want)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("within %s to %s\n got %s\nwant %s", c.since, c.until, got, want)
		}
	}
	if events, undated := Of([]graph.Fact{at("XXXX", "travel", 1), at("XXXX-12-24", "feast", 1), at("../..", "be", 1)}); len(events) != 0 || undated != 3 {
		t.Errorf("times that are none\n got %+v\nwant none", events)
	}
}

func TestSameEvent(t *testing.T) {
	doubtful := at("2021-05", "sign", 0.9)
	doubtful.Polarity = "denied"
	events, _ := Of([]graph.Fact{at("2021-05", "sign", 0.5), doubtful, at("2021-05", "sign", 0.8), at("2021-05", "sign", 0.6)})
	if len(events) != 2 || events[0].Fact.Confidence != 0.8 || len(events[0].Others) != 2 || len(events[1].Others) != 0 {
		t.Errorf("events\n got %+v\nwant one of three facts with confidence 0.8, and a denial", events)
	}
}

func TestPrecision(t *testing.T) {
	for _, c := range []struct {
		time               string
		want               Precision
		approximate, doubt bool
		first, last        string
	}{
		{"2021-05-01", Day, false, false, "2021-05-01", "2021-05-01"},
		{"2021-05-01T10:30", Day, false, false, "2021-05-01", "2021-05-01"},
		{"2021-05~", Month, true, false, "2021-05-01", "2021-05-31"},
		{"2021-05-XX", Month, false, false, "2021-05-01", "2021-05-31"},
		{"2021-23?", Season, false, true, "2021-09-01", "2021-11-30"},
		{"2021-33", Season, false, false, "2021-01-01", "2021-03-31"},
		{"2021%", Year, true, true, "2021-01-01", "2021-12-31"},
		{"201X", Decade, false, false, "2010-01-01", "2019-12-31"},
		{"2021-05-01/2021-06", Interval, false, false, "2021-05-01", "2021-06-30"},
		{"2021-05-01/..", Interval, false, false, "2021-05-01", ""},
	} {
		events, _ := Of([]graph.Fact{at(c.time, "sail", 1)})
		if len(events) != 1 {
			t.Errorf("%s: no event", c.time)
			continue
		}
		e := events[0]
		if e.Precision != c.want || e.Approximate != c.approximate || e.Uncertain != c.doubt || e.First != c.first || e.Last != c.last {
			t.Errorf("%s\n got %+v\nwant %+v", c.time, e, c)
		}
	}
}
