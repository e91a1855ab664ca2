package queries

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dramatis-kg/dramatis/queries/cypher"
)

// ask answers a pattern and writes its rows; nodes and relationships by their
// names.
func ask(t testing.TB, g *PatternGraph, query string) string {
	t.Helper()
	q, err := cypher.Parse(query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	plan, err := cypher.Compile(q, g, nil)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	var rows []string
	for row, err := range plan.Run(context.Background(), cypher.Options{}) {
		if err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		var cells []string
		for _, v := range row {
			switch v := v.(type) {
			case cypher.Node:
				cells = append(cells, g.Entity(v).Name)
			case cypher.Relationship:
				f, _ := g.Fact(v)
				cells = append(cells, f.Predicate)
			case cypher.Time:
				cells = append(cells, v.Text)
			case nil:
				cells = append(cells, "null")
			default:
				cells = append(cells, fmt.Sprint(v))
			}
		}
		rows = append(rows, strings.Join(cells, ", "))
	}
	return strings.Join(rows, "; ")
}

func TestPatterns(t *testing.T) {
	s := load(t, brightwater())
	for _, c := range []struct {
		query string
		o     PathOptions
		want  string
	}{
		{"MATCH (a:Person)-[e:meet]->(b) RETURN a, b, e.time ORDER BY a.name", PathOptions{}, "Ann Marsh, Jonas Halden, 2021-04-30; Jonas Halden, Ann Marsh, null"},
		{"MATCH (a:Person {name: 'Halden'})-[e:lead]->(b:Organization) RETURN a.name, b.name, e.phrase, b.kind", PathOptions{}, "Jonas Halden, Halden Lines, leads, organisation"},
		{"MATCH (a {name: 'Marsh'}) RETURN a", PathOptions{}, "Ann Marsh"},
		{"MATCH (a) WHERE a.name = 'Marsh' RETURN a", PathOptions{}, ""},
		{"MATCH (a) WHERE a.name = 'Ann Marsh' RETURN a.names, a.roles, a.id", PathOptions{}, "[Ann Marsh Marsh], [Mayor of Brightwater], dramatis:person/ann-marsh"},
		{"MATCH (a {name: 'the Mayor of Brightwater'})-[:~consult]->(b) RETURN b.name ORDER BY b.name", PathOptions{}, "Brightwater Council; Jonas Halden"},
		{"MATCH (a {name: 'Grey Heron'})<-[e:buy|sell]-(b) WHERE e.time >= '2021-05' RETURN b, e ORDER BY e.time", PathOptions{}, "Brightwater Council, sell; Halden Lines, buy"},
		{"MATCH p = (a {name: 'Jonas Halden'})-[*1..2]->(b:weapon) RETURN [n IN nodes(p) | n.name], length(p)", PathOptions{}, "[Jonas Halden Halden Lines Grey Heron], 2"},
		{"MATCH (a)-[e:`meet-in`]->(b) RETURN a, b, e.preposition, type(e)", PathOptions{}, "Ann Marsh, Port Ellery, in, meet-in"},
		{"MATCH (a)-[x:meet]->(b), (a)-[y:meet-in]->(c:Place) RETURN b, c, x.id = y.id", PathOptions{}, "Jonas Halden, Port Ellery, true"},
		{"MATCH p = shortestPath((a {name: 'Ann Marsh'})-[*]-(b {name: 'Grey Heron'})) RETURN length(p)", PathOptions{}, "2"},
		// Only what the articles assert, unless the options say otherwise.
		{"MATCH (a)-[e:threaten|oppose|visit]->(b) RETURN e", PathOptions{}, ""},
		{"MATCH (a)-[e:threaten|oppose|visit]->(b) RETURN e, e.source", PathOptions{Reported: true}, "threaten, person/elodie-ruiz"},
		{"MATCH (a)-[e:threaten|oppose|visit]->(b) RETURN e, e.modality, e.time", PathOptions{Planned: true}, "visit, planned, 2021-06/2021-08"},
		{"MATCH (a)-[e:threaten|oppose|visit]->(b) RETURN e, e.polarity", PathOptions{Denied: true}, "oppose, denied"},
		{"MATCH (a)-[e {polarity: 'denied'}]->(b) RETURN a", PathOptions{Denied: true, Reported: true, Planned: true}, "Élodie Ruiz-Ortega"},
		{"MATCH (a {name: 'Ann Marsh'})-[e]->() RETURN e.document, e.published, e.title, e.sentence, e.confidence ORDER BY e.sentence LIMIT 1", PathOptions{},
			"dramatis:doc/one, 2021-05-02, Council sells ferry, 0, 0.95"},
		{"MATCH (a:Place) WHERE NOT (a)--() RETURN a", PathOptions{}, ""},
		{"MATCH (a) WHERE (a)<-[:sail-in]-() RETURN a", PathOptions{}, "Brightwater"},
	} {
		if got := ask(t, s.PatternGraph(c.o), c.query); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.query, got, c.want)
		}
	}
}

func TestPatternSubgraph(t *testing.T) {
	g := load(t, brightwater()).PatternGraph(PathOptions{})
	q, err := cypher.Parse("MATCH (a {name: 'Ann Marsh'})-[e:meet-in|meet]->(b), (c {name: 'United Dockers'}) RETURN e, c")
	if err != nil {
		t.Fatal(err)
	}
	plan, err := cypher.Compile(q, g, nil)
	if err != nil {
		t.Fatal(err)
	}
	var nodes []cypher.Node
	var relationships []cypher.Relationship
	for row, err := range plan.Run(context.Background(), cypher.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		relationships, nodes = append(relationships, row[0].(cypher.Relationship)), append(nodes, row[1].(cypher.Node))
	}
	sub := g.Subgraph(nodes, relationships)
	var names []string
	for _, e := range sub.Entities {
		names = append(names, e.Name)
	}
	if got, want := strings.Join(names, ", "), "Ann Marsh, Jonas Halden, Port Ellery, United Dockers"; got != want {
		t.Errorf("entities\n got %s\nwant %s", got, want)
	}
	if len(sub.Facts) != 1 || len(sub.Links) != 2 || sub.Links[0].Via != nil || sub.Links[1].Via == nil {
		t.Errorf("got %d facts and links %v\nwant one fact that links to its object and to its place", len(sub.Facts), sub.Links)
	}
}

// BenchmarkPatterns asks for two and three hops from one of 60,000 entities
// that 250,000 facts relate, about a million quads.
func BenchmarkPatterns(b *testing.B) {
	g := load(b, city(60_000, 250_000)).PatternGraph(PathOptions{})
	for _, c := range []struct{ name, query string }{
		{"hops=2", "MATCH (a {id: $id})-[:meet]->(b)-[:meet]->(c) RETURN c.name LIMIT 1000"},
		{"hops=3", "MATCH (a {id: $id})-[:meet]->(b)-[:meet]->(c)-[:meet]->(d) RETURN d.name LIMIT 1000"},
		{"ends", "MATCH (a {id: $id})-[:meet]->(b)-[:meet]->(c {id: $other}) RETURN b.name"},
		{"shortest", "MATCH p = shortestPath((a {id: $id})-[*]-(b {id: $other})) RETURN length(p)"},
	} {
		q, err := cypher.Parse(c.query)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(c.name, func(b *testing.B) {
			rows, n := 0, 0
			var took []time.Duration
			for b.Loop() {
				begin := time.Now()
				n = (n*7919 + 13) % 60_000
				ids := map[string]any{"id": fmt.Sprintf("dramatis:person/p%d", n), "other": fmt.Sprintf("dramatis:person/p%d", (n+31)%60_000)}
				plan, err := cypher.Compile(q, g, ids)
				if err != nil {
					b.Fatal(err)
				}
				for _, err := range plan.Run(context.Background(), cypher.Options{}) {
					if err != nil {
						b.Fatal(err)
					}
					rows++
				}
				took = append(took, time.Since(begin))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds()), "median-µs")
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds()), "95%-µs")
			b.ReportMetric(float64(rows)/float64(b.N), "rows/op")
		})
	}
}
