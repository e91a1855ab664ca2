package cypher_test

import (
	"context"
	"fmt"
	"iter"
	"log"

	"github.com/dramatis-kg/dramatis/queries/cypher"
)

// A harbour is a Graph of three people of whom each met the next.
type harbour []string

func (h harbour) Nodes() int { return len(h) }
func (h harbour) Types() int { return 1 }

func (h harbour) Arcs(n, to cypher.Node) iter.Seq[*cypher.Arc] {
	return func(yield func(*cypher.Arc) bool) {
		for from := range cypher.Node(len(h) - 1) {
			r := cypher.Relationship{ID: int64(from), From: from, To: from + 1}
			for _, a := range []cypher.Arc{{Relationship: r}, {Relationship: r, Back: true}} {
				here, there := a.From, a.To
				if a.Back {
					here, there = there, here
				}
				if here == n && (to < 0 || there == to) && !yield(&a) {
					return
				}
			}
		}
	}
}

func (h harbour) TypesNamed(name string) []int32 {
	if name == "meet" {
		return []int32{0}
	}
	return nil
}

func (h harbour) Called(name string) []cypher.Node {
	for i, have := range h {
		if have == name {
			return []cypher.Node{cypher.Node(i)}
		}
	}
	return nil
}

func (h harbour) TypeName(int32) string                 { return "meet" }
func (h harbour) HasLabel(_ cypher.Node, l string) bool { return l == "Person" }
func (h harbour) Properties(any) []string               { return nil }
func (h harbour) Time(string) (cypher.Time, bool)       { return cypher.Time{}, false }

func (h harbour) Property(of any, name string) any {
	if n, ok := of.(cypher.Node); ok && name == "name" {
		return h[n]
	}
	return nil
}

func Example() {
	q, err := cypher.Parse("MATCH (a:Person {name: $who})-[e:meet*]->(b) RETURN b.name, size(e) AS hops")
	if err != nil {
		log.Fatal(err)
	}
	plan, err := cypher.Compile(q, harbour{"Ann Reyes", "Bo Lindqvist", "Mira Osei"}, map[string]any{"who": "Ann Reyes"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(plan)
	for row, err := range plan.Run(context.Background(), cypher.Options{}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(row...)
	}
	// Output:
	// find a by the name or id $who
	// keep where a is Person
	// keep where a is called $who
	// go from a over (a)-[e:meet*]->(b)
	// compute b.name, size(e) as hops
	// return b.name, hops
	// Bo Lindqvist 1
	// Mira Osei 2
}
