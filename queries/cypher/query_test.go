package cypher

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

// town is what the newspaper of Brightwater could make of a week.
const town = `
ann:person age=50 alias=Mayor
bo:person age=41
eve:person
docks:organisation
ellery:place
ann meet bo time=2021-04-30 w=3
ann meet eve time=2021-05 w=1
bo tell eve time=2021-06-02
eve lead docks
bo visit ellery time=2021
docks say ann source=eve
ann ann-self ann
`

var answers = []struct{ query, want string }{
	// Patterns.
	{"MATCH (a:Person) RETURN a.name", "'ann'; 'bo'; 'eve'"},
	{"MATCH (a:PERSON {name: 'Mayor'}) RETURN a.name, a.age", "'ann' | 50"},
	{"MATCH (a {name: 'ann'})-[e:meet]->(b) RETURN b.name, e.w ORDER BY e.w", "'eve' | 1; 'bo' | 3"},
	{"MATCH (a {name: 'bo'})--(b) RETURN b.name ORDER BY b.name", "'ann'; 'ellery'; 'eve'"},
	{"MATCH (a)<-[e:~talk]-(b) RETURN a.name, b.name ORDER BY a.name", "'ann' | 'docks'; 'eve' | 'bo'"},
	{"MATCH (a)-[:meet|lead]->(b)-[:lead|tell]->(c) RETURN a.name, b.name, c.name ORDER BY c.name", "'ann' | 'eve' | 'docks'; 'ann' | 'bo' | 'eve'"},
	{"MATCH (a)-[:ann-self]-(b) RETURN a, b", "ann | ann"},
	{"MATCH p = (a {name: 'ann'})-[e:meet|tell*1..3]->(b) RETURN p, length(p), size(e)",
		"ann-meet->bo | 1 | 1; ann-meet->bo-tell->eve | 2 | 2; ann-meet->eve | 1 | 1"},
	{"MATCH (a {name: 'ann'})-[e:meet|tell]->{2}(b) RETURN b", "eve"},
	{"MATCH p = (b)<-[:meet|tell*2]-(a {name: 'ann'}) RETURN p, [r IN relationships(p) | type(r)]", "eve<-tell-bo<-meet-ann | ['tell', 'meet']"},
	{"MATCH (a {name: 'ann'})-[:meet*0..1]->(b) RETURN b.name", "'ann'; 'bo'; 'eve'"},
	{"MATCH p = shortestPath((a {name: 'ann'})-[*]->(b {name: 'docks'})) RETURN p", "ann-meet->eve-lead->docks"},
	{"MATCH p = shortestPath((a {name: 'ann'})-[:tell|lead*]->(b {name: 'docks'})) RETURN p", ""},
	{"MATCH p = allShortestPaths((a:place)-[*..3]-(b:organisation)) RETURN p", "ellery<-visit-bo<-meet-ann<-say-docks; ellery<-visit-bo-tell->eve-lead->docks"},
	{"MATCH p = shortestPath((a {name: 'ann'})-[* {w: 1}]-(b)) WHERE a <> b RETURN p", "ann-meet->eve"},
	{"MATCH (a)-[e:meet]->(b) MATCH (c)-[e]->(d) RETURN c, d", "ann | bo; ann | eve"},
	{"MATCH (a)-[e:meet]->(b) MATCH (c)-[e]-(d) WHERE c.name = 'eve' RETURN c, d", "eve | ann"},
	{"MATCH (a)-[:meet]->(b), (b)-[:tell]->(c) RETURN a, b, c", "ann | bo | eve"},
	{"MATCH (a {name: 'ann'})-[:meet]->(b) OPTIONAL MATCH (b)-[e:lead]->(c) RETURN b.name, c.name, type(e)", "'bo' | null | null; 'eve' | 'docks' | 'lead'"},
	{"OPTIONAL MATCH (a:nothing) RETURN a", "null"},
	{"OPTIONAL MATCH (a:nothing) OPTIONAL MATCH (a)-->(b) RETURN a, b", "null | null"},
	{"MATCH (a:!person) RETURN a.name", "'docks'; 'ellery'"},
	{"MATCH (a:place|organisation) WHERE a:place OR a.name = 'x' RETURN a.name", "'ellery'"},
	{"MATCH (a WHERE a.age > 45) RETURN a", "ann"},
	{"MATCH (a)-[e WHERE e.w > 1]->(b) RETURN e", "ann-meet->bo"},
	// Times.
	{"MATCH ()-[e]->() WHERE e.time >= '2021-05' RETURN e.time", "2021-05; 2021-06-02; 2021"},
	{"MATCH ()-[e]->() WHERE e.time < '2021-05' RETURN e.time", "2021-04-30"},
	{"MATCH ()-[e]->() WHERE e.time = '2021-04' RETURN e.time", "2021-04-30; 2021"},
	{"MATCH ()-[e]->() WHERE e.time = 2021 AND e.time <> '2021-06' RETURN e.time", "2021-04-30; 2021-05"},
	{"MATCH ()-[e]->() WHERE e.time IN ['2021-05-03'] RETURN e.time ORDER BY e.time DESC", "2021-05; 2021"},
	{"MATCH ()-[e]->() WHERE e.time STARTS WITH '2021-0' RETURN left(e.time, 7), e.time.year", "'2021-04' | 2021; '2021-05' | 2021; '2021-06' | 2021"},
	{"MATCH ()-[e]->() WHERE e.time > 'soon' RETURN e", ""},
	{"RETURN date('2021-05') < date('2021-06-01'), date('2021') = date('2021-06')", "true | true"},
	// Null.
	{"RETURN null = null, null <> 1, null IS NULL, 1 IS NOT NULL, NOT null", "null | null | true | true | null"},
	{"RETURN true AND null, false AND null, true OR null, false OR null, true XOR null", "null | false | true | null | null"},
	{"RETURN 1 IN [1, null], 2 IN [1, null], null IN [1], null IN [], 1 IN null, [1, null] = [1, 2], [1, null] = [2, null]", "true | null | null | false | null | null | false"},
	{"MATCH (a:person) WHERE a.age > 45 OR a.age IS NULL RETURN a", "ann; eve"},
	{"MATCH (a:person) WHERE NOT a.age > 45 RETURN a", "bo"},
	{"RETURN coalesce(null, 2, 3), toUpper(null), null + 1, [1][null], null.x", "2 | null | null | null | null"},
	{"RETURN 1 < 'a', 'a' < 'b', 1 < 1.5, [1] < [2], 1 = 1.0, 1 = '1', true < false", "null | true | true | true | true | false | false"},
	{"RETURN all(x IN [1, null] WHERE x > 0), any(x IN [1, null] WHERE x > 0), none(x IN [null] WHERE x > 0), single(x IN [1, 2] WHERE x > 1), all(x IN [] WHERE x)", "null | true | null | true | true"},
	// Existence.
	{"MATCH (a:person) WHERE (a)-[:lead]->() RETURN a", "eve"},
	{"MATCH (a:person) WHERE NOT exists((a)-[:meet]-()) RETURN a", ""},
	{"MATCH (a:person) WHERE EXISTS { (a)-[:meet]->(b) WHERE b.age > 40 } RETURN a", "ann"},
	{"MATCH (a:person) RETURN a.name, COUNT { (a)-->() } AS n, [(a)-[:meet]->(b) | b.name] AS met", "'ann' | 3 | ['bo', 'eve']; 'bo' | 2 | []; 'eve' | 1 | []"},
	{"MATCH (a) WHERE exists(a.age) RETURN a", "ann; bo"},
	// Projections.
	{"MATCH (a:person) RETURN count(*), count(a.age), sum(a.age), avg(a.age), min(a.age), max(a.name), collect(a.age)", "3 | 2 | 91 | 45.5 | 41 | 'eve' | [50, 41]"},
	{"MATCH (a:nothing) RETURN count(*), sum(a.x), min(a.x), collect(a), avg(a.x)", "0 | 0 | null | [] | null"},
	{"MATCH (a:nothing) RETURN a.name, count(*)", ""},
	{"MATCH (a)-[e]->(b) RETURN a.name AS who, count(*) AS n ORDER BY n DESC, who LIMIT 2", "'ann' | 3; 'bo' | 2"},
	{"MATCH (a)-[e]->(b) RETURN a.name, count(DISTINCT b) + 1 ORDER BY count(DISTINCT b) DESC, a.name LIMIT 1", "'ann' | 4"},
	{"MATCH (a)-[e]->(b) WITH a, count(e) AS n WHERE n > 1 RETURN a.name, n", "'ann' | 3; 'bo' | 2"},
	{"MATCH (a)-[e]->(b) WITH a.name AS x, b.name AS a RETURN x, a ORDER BY x DESC, a LIMIT 2", "'eve' | 'docks'; 'docks' | 'ann'"},
	{"MATCH (a:person) WITH a ORDER BY a.name DESC LIMIT 2 RETURN collect(a.name)", "['eve', 'bo']"},
	{"MATCH (a:person) RETURN a.name AS n ORDER BY a.age DESC", "'eve'; 'ann'; 'bo'"},
	{"MATCH (a:person) RETURN a.name ORDER BY a.age, a.name SKIP 1 LIMIT 1", "'ann'"},
	{"MATCH (a)-[:meet]-(b) RETURN DISTINCT labels(a)", "['person']"},
	{"UNWIND [1, 1.0, 2, null, null] AS x RETURN DISTINCT x", "1; 2; null"},
	{"UNWIND [[1, 2], [3]] AS l UNWIND l AS x RETURN sum(x)", "6"},
	{"UNWIND null AS x RETURN x", ""},
	{"WITH 1 AS a, 2 AS b WITH a AS b, b AS a RETURN a, b", "2 | 1"},
	{"WITH 1 AS a RETURN *, a + 1 AS b", "1 | 2"},
	{"RETURN 1 AS a UNION RETURN 1 AS a UNION RETURN 2 AS a", "1; 2"},
	{"RETURN 1 AS a UNION ALL RETURN 1 AS a", "1; 1"},
	{"UNWIND ['b', 2, null, true, 1.5, 'a', [1], {a: 1}] AS x RETURN x ORDER BY x", "{a: 1}; [1]; 'a'; 'b'; true; 1.5; 2; null"},
	{"UNWIND range(1, 3) AS x WITH x LIMIT 2 RETURN collect(x)", "[1, 2]"},
	{"MATCH (a:person) WITH collect(a) AS all UNWIND all AS a MATCH (a)-[:lead]->(b) RETURN a, b", "eve | docks"},
	// Expressions.
	{"RETURN 7 / 2, 7 % 3, 7.0 / 2, 2 ^ 3, -7 / 2, 1 + 2 * 3 - 4, 5 - - 1", "3 | 1 | 3.5 | 8.0 | -3 | 3 | 6"},
	{"RETURN 'a' + 'b', 'a' + 1, [1] + 2, [1] + [2, 3], 1 + [2]", "'ab' | 'a1' | [1, 2] | [1, 2, 3] | [1, 2]"},
	{"RETURN 'Halden' STARTS WITH 'Hal', 'Halden' ENDS WITH 'x', 'Halden' CONTAINS 'ld', 'Halden' =~ 'h.*', 'Halden' =~ '(?i)h.*', 'a' STARTS WITH 1", "true | false | true | false | true | null"},
	{"RETURN toUpper('é'), substring('Brightwater', 6), substring('abc', 1, 1), left('abc', 9), right('abc', 2), replace('a-b', '-', '+'), split('a,b', ','), reverse('ab'), size('äb'), trim(' a ')",
		"'É' | 'water' | 'b' | 'abc' | 'bc' | 'a+b' | ['a', 'b'] | 'ba' | 2 | 'a'"},
	{"RETURN toInteger('12'), toInteger('1.9'), toInteger('x'), toFloat('1.5'), toString(1.0), toBoolean('TRUE'), abs(-2), round(2.5), round(2.345, 2), sign(-3), sqrt(4), ceil(1.2), floor(-1.2)",
		"12 | 1 | null | 1.5 | '1.0' | true | 2 | 3.0 | 2.35 | -1 | 2.0 | 2.0 | -2.0"},
	{"RETURN head([1, 2]), last([1, 2]), tail([1, 2]), [1, 2, 3][-1], [1, 2, 3][1..], [1, 2, 3][..-1], [1][5], range(3, 1, -1), isEmpty([])", "1 | 2 | [2] | 3 | [2, 3] | [1, 2] | null | [3, 2, 1] | true"},
	{"RETURN [x IN range(1, 5) WHERE x % 2 = 1 | x * x], reduce(s = 0, x IN [1, 2, 3] | s + x), {a: {b: 1}}.a.b, keys({b: 1, a: 2})", "[1, 9, 25] | 6 | 1 | ['a', 'b']"},
	{"RETURN CASE WHEN false THEN 1 WHEN true THEN 2 END, CASE 3 WHEN 1 THEN 'a' ELSE 'b' END, CASE null WHEN null THEN 1 END", "2 | 'b' | null"},
	{"RETURN 1 < 2 < 3, 1 < 3 < 2, 1 = 1 = 1", "true | false | true"},
	{"MATCH (a {name: 'bo'})-[e:visit]->(b) RETURN startNode(e), endNode(e), properties(e), id(a)", "bo | ellery | {time: 2021} | null"},
	{"RETURN $x + 1, $list[0], $who", "3 | 'a' | 'ann'"},
	{"MATCH (a {name: $who})-[:meet]->(b) RETURN b ORDER BY b.name LIMIT $x", "bo; eve"},
	{"MATCH (a) WHERE a.name IN ['bo', $who, 'x', 'bo'] RETURN a", "ann; bo"},
}

var parameters = map[string]any{"x": int64(2), "list": []any{"a"}, "who": "ann"}

func TestQueries(t *testing.T) {
	g := read(town)
	for _, c := range answers {
		rows, err := answer(t, g, c.query, parameters)
		if got := strings.Join(rows, "; "); got != c.want || err != nil {
			t.Errorf("%s\n got %s (%v)\nwant %s", c.query, got, err, c.want)
		}
		roundTrip(t, c.query)
	}
}

var mistakes = []struct{ query, want string }{
	{"MATCH (a) RETURN b", "1:18 the name b stands for nothing here, only a does"},
	{"MATCH (a)-[a]->(b) RETURN a", "1:10 the name a is taken, it stands for a node"},
	{"MATCH (a)-[e]->(b)-[e]->(c) RETURN a", "1:19 the name e is taken, it stands for a relationship"},
	{"MATCH (a) UNWIND [1] AS a RETURN a", "1:11 the name a is taken"},
	{"MATCH (a) WITH a.name RETURN 1", "1:16 expected AS and a name after a.name in WITH"},
	{"MATCH (a) WITH a.name AS n RETURN a", "1:35 the name a stands for nothing here"},
	{"MATCH (a) RETURN a.name, a.name", "1:26 two columns are called a.name"},
	{"MATCH (a) WHERE count(a) > 1 RETURN a", "1:26 expected no aggregate in a condition"},
	{"MATCH (a) RETURN count(count(a))", "1:24 expected no aggregate within count( )"},
	{"MATCH (a) RETURN a.age + count(*)", "1:18 expected a within an aggregate"},
	{"MATCH (a) RETURN nmae(a)", "1:18 there is no function nmae"},
	{"MATCH (a) RETURN left('a')", "1:18 expected 2 arguments of left( ), found 1"},
	{"MATCH (a) RETURN $y", "1:18 the parameter $y has no value: give it one with --param y=VALUE"},
	{"MATCH (a) RETURN a LIMIT a.age", "1:26 expected a number or a parameter after LIMIT, found a"},
	{"RETURN 1 AS a UNION RETURN 1 AS b", "1:21 expected the columns a as before UNION, found b"},
	{"RETURN 1 AS a UNION RETURN 1 AS a UNION ALL RETURN 2 AS a", "1:45 expected all UNIONs"},
	{"RETURN *", "1:1 * stands for all names, and there are none here"},
	{"RETURN {a: 1, a: 2}", "1:18 the property a stands twice"},
	{"MATCH (a) RETURN a LIMIT -1", "1:26 expected a whole number from 0 on after LIMIT, found -1"},
	{"RETURN 1 + true", "1:10 expected numbers, strings or lists on both sides of +, found 1 and true"},
	{"RETURN 1 / 0", "1:10 a whole number cannot be divided by 0"},
	{"RETURN 9223372036854775807 + 1", "1:28 this sum is too large"},
	{"RETURN 3037000500 * 3037000500 * 2", "1:19 the result of * is too large"},
	{"RETURN 'a' AND true", "1:8 expected true or false, found 'a'"},
	{"RETURN 'a' =~ '('", "1:12 expected a regular expression, found a mistake: missing closing ): `(`"},
	{"RETURN (1).x", "1:11 expected a node, a relationship or a map before .x, found 1"},
	{"RETURN 1 IN 2", "1:10 expected a list after IN, found 2"},
	{"UNWIND [1] AS a MATCH (a) RETURN a", "1:23 expected a to be a node, found 1"},
	{"RETURN range(1, 100000000)", "1:8 range( ) makes no list of more than"},
	{"RETURN reduce(s = 'ab', x IN range(1, 100) | s + s)", "1:48 this string is too long"},
	{"RETURN replace('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'a', reduce(s = 'abcdefgh', x IN range(1, 16) | s + s))", "1:8 this string is too long"},
}

func TestMistakes(t *testing.T) {
	g := read(town)
	for _, c := range mistakes {
		_, err := answer(t, g, c.query, parameters)
		checkError(t, c.query, err, c.want)
	}
}

// FuzzQueries answers whatever parses, twice: as it is written, and as String
// writes it.
func FuzzQueries(f *testing.F) {
	for _, c := range answers {
		f.Add(c.query)
	}
	for _, c := range mistakes {
		f.Add(c.query)
	}
	g := read(town)
	f.Fuzz(func(t *testing.T, text string) {
		q, err := Parse(text)
		if err != nil {
			return
		}
		again, err := Parse(q.String())
		if err != nil {
			t.Fatalf("%q does not parse: %v", q, err)
		}
		o := Options{Hops: 3, Visited: 20_000, Rows: 50, Kept: 2000}
		rows, err := answerOf(t, g, q, parameters, o)
		same, errAgain := answerOf(t, g, again, parameters, o)
		if (err == nil) != (errAgain == nil) || strings.Join(rows, ";") != strings.Join(same, ";") {
			t.Fatalf("%q\n got %q, %v\nand as %q\n got %q, %v", text, rows, err, q, same, errAgain)
		}
	})
}

func TestUnmatched(t *testing.T) {
	q, err := Parse("MATCH (a:persn {name: 'nobody'})-[:met|meet|~nothing]->(b:place) WHERE (a)-[:met]->() RETURN a")
	if err != nil {
		t.Fatal(err)
	}
	p, err := Compile(q, read(town), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []Unmatched{{"label", "persn"}, {"name", "nobody"}, {"type", "met"}, {"type", "~nothing"}}
	if got := p.Unmatched(); len(got) != 4 || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] || got[3] != want[3] {
		t.Errorf("Unmatched()\n got %v\nwant %v", got, want)
	}
}

func TestPlan(t *testing.T) {
	q, err := Parse("MATCH p = (b:place)<-[:visit]-(c)<-[e:meet*1..2 {w: 3}]-(a {name: 'ann'}) WHERE c.age > 3 AND b.x IS NULL OPTIONAL MATCH (c)-->(d) WITH a, c, count(d) AS n ORDER BY n DESC LIMIT 3 WHERE n > 0 RETURN DISTINCT a.name, n")
	if err != nil {
		t.Fatal(err)
	}
	p, err := Compile(q, read(town), nil)
	if err != nil {
		t.Fatal(err)
	}
	const want = `find a by the name or id 'ann'
keep where a is called 'ann'
go from a over (c)<-[e:meet*..2 {w: 3}]-(a)
  over those where e.w = 3
keep where c.age > 3
go from c over (b)<-[:visit]-(c)
call the whole path p
keep where b is place
keep where b.x IS NULL
if there is any, else null:
  go from c over (c)-->(d)
make one row for each a, c: count(d) as n
put in order by n descending
stop after 3
keep where n > 0
compute a.name
keep one of rows that are alike
return a.name, n
`
	if p.String() != want {
		t.Errorf("plan\n got %s\nwant %s", p, want)
	}
}

// crowd is a graph in which everybody met everybody.
func crowd(n int) *memory {
	g := &memory{}
	for i := range n {
		g.nodes = append(g.nodes, map[string]any{"name": "p" + formatInt(int64(i)), "kind": "person"})
	}
	for i := range Node(n) {
		for j := range Node(n) {
			if i != j {
				g.add(i, j, "meet", nil)
			}
		}
	}
	return g
}

func TestLimits(t *testing.T) {
	g := crowd(40)
	for _, c := range []struct {
		query string
		o     Options
		want  string
		rows  bool
	}{
		{"MATCH (a)-->(b) RETURN a", Options{Rows: 7}, "7 rows", true},
		{"MATCH (a)-->(b)-->(c)-->(d) RETURN count(*)", Options{Visited: 10_000}, "10000 visits", false},
		{"MATCH (a {name: 'p1'})-[*]->(b) RETURN count(*)", Options{Hops: 2}, "2 hops", true},
		{"MATCH (a)-->(b) RETURN a ORDER BY b", Options{Kept: 100}, "100 values kept", false},
		{"UNWIND range(1, 1000000) AS x RETURN DISTINCT x", Options{Kept: 100}, "100 values kept", true},
	} {
		q, err := Parse(c.query)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := answerOf(t, g, q, nil, c.o)
		var limit *LimitError
		if !errors.As(err, &limit) || limit.Error() != "cypher: stopped at the limit of "+c.want || (len(rows) > 0) != c.rows {
			t.Errorf("%s\n got %d rows, %v\nwant rows: %v, the limit of %s", c.query, len(rows), err, c.rows, c.want)
		}
	}
	if rows, err := answer(t, g, "MATCH (a {name: 'p1'})-[*..2]->(b) RETURN count(*)", nil); err != nil || rows[0] != "1560" {
		t.Errorf("trails of two hops\n got %v, %v\nwant 1560", rows, err)
	}
}

// TestContext wants every evaluation to stop within 100 ms of its context's
// end.
func TestContext(t *testing.T) {
	g := crowd(60)
	for _, text := range []string{
		"MATCH (a)-->(b)-->(c)-->(d)-->(e) RETURN count(*)",
		"MATCH (a)-[*]->(b) RETURN count(*)",
		"MATCH p = allShortestPaths((a)-[*]-(b)), (c)--(d), (e)--(f) RETURN count(p)",
		"MATCH (a)-->(b)-->(c) RETURN a ORDER BY c.name, b.name",
		"UNWIND range(1, 4000000) AS x UNWIND range(1, 100) AS y RETURN max(x + y)",
		"RETURN reduce(s = 0, x IN range(1, 4000000) | s + reduce(t = 0, y IN range(1, 1000) | t + y))",
		"RETURN size(reduce(l = [], x IN range(1, 4000000) | l + x))",
		"UNWIND range(1, 1000000) AS x WITH x WHERE 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' =~ '(a?){300}b' RETURN x",
		"UNWIND range(1, 4000000) AS x RETURN count(DISTINCT toString(x))",
		"WITH range(1, 4000000) AS l UNWIND l AS x RETURN -1 IN l",
	} {
		q, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		p, err := Compile(q, g, nil)
		if err != nil {
			t.Fatal(err)
		}
		var took time.Duration
		for range 5 { // a busy machine may hold up one of them
			ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
			begin := time.Now()
			for _, err = range p.Run(ctx, Options{Visited: 1 << 60, Kept: 1 << 60}) {
			}
			cancel()
			if took = time.Since(begin); took <= 130*time.Millisecond {
				break
			}
		}
		if took > 130*time.Millisecond {
			t.Errorf("%s\n ran %v after a limit of 30ms", text, took)
		}
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s\n got %v\nwant the end of the context", text, err)
		}
	}
}
