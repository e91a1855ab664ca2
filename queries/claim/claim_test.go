package claim

import (
	"testing"

	"github.com/dramatis-kg/dramatis/graph"
)

func TestProposition(t *testing.T) {
	fact := func(subject, name, predicate, object, objectName string, m ...graph.Modifier) graph.Fact {
		return graph.Fact{Subject: subject, SubjectName: name, Predicate: predicate, Object: object, ObjectName: objectName, Modifiers: m}
	}
	sold := fact("dramatis:person/reyes", "Ann Reyes", "sell", "dramatis:thing/1/old-boats", "old boats")
	in := graph.Modifier{Role: "place", Prep: "in", Text: "Millport", Entity: "dramatis:place/millport"}
	for _, c := range []struct {
		what string
		f    graph.Fact
		same bool
	}{
		{"a thing of another document", fact("dramatis:person/reyes", "Mayor", "sell", "dramatis:thing/2/old-boats", "Old boats"), true},
		{"the words alone", fact("dramatis:person/reyes", "Mayor", "sell", "", "öld bóats"), true},
		{"another time", fact("dramatis:person/reyes", "", "sell", "", "old boats", graph.Modifier{Role: "time", Text: "Monday"}), true},
		{"somebody else of that name", fact("dramatis:person/reyes-2", "Ann Reyes", "sell", "", "old boats"), false},
		{"another predicate", fact("dramatis:person/reyes", "", "buy", "", "old boats"), false},
		{"a place", fact("dramatis:person/reyes", "", "sell", "", "old boats", in), false},
	} {
		if got := Proposition(&c.f) == Proposition(&sold); got != c.same {
			t.Errorf("%s: the same claim\n got %v\nwant %v", c.what, got, c.same)
		}
	}
}
