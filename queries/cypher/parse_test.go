package cypher

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

// sound lists queries with how String writes them; "" for as they are.
var sound = []struct{ text, want string }{
	{"MATCH (a) RETURN a", ""},
	{"match (a:Person {name:'Ann'})-[e:meet|tell*1..3]->(b) where e.time >= '2016-03' return b.name , e.source order by b.name skip 1 limit 2;",
		"MATCH (a:Person {name: 'Ann'})-[e:meet|tell*..3]->(b) WHERE e.time >= '2016-03' RETURN b.name, e.source ORDER BY b.name SKIP 1 LIMIT 2"},
	{"MATCH (a)-[e:meet]->{1,3}(b)-->+(c)--*(d)<-[:x]-{2}(e) RETURN a", "MATCH (a)-[e:meet*..3]->(b)-[*]->(c)-[*0..]-(d)<-[:x*2]-(e) RETURN a"},
	{"MATCH (a)-[*..]-(b), (a)-[*2..]-(b), (a)-[*0..2]-(b), (a)<-->(b) RETURN *", "MATCH (a)-[*]-(b), (a)-[*2..]-(b), (a)-[*0..2]-(b), (a)--(b) RETURN *"},
	{"MATCH (a)-[:hold-talks-with|~consult|:`2nd-best`]->(b) RETURN DISTINCT a AS `the one`", "MATCH (a)-[:hold-talks-with|~consult|`2nd-best`]->(b) RETURN DISTINCT a AS `the one`"},
	{"MATCH (:A:B), (:A&!B|C), (:(A|B)&C), (n IS A WHERE n.x = 1) RETURN 1", "MATCH (:A&B), (:A&!B|C), (:(A|B)&C), (n:A WHERE n.x = 1) RETURN 1"},
	{"MATCH p = shortestPath((a)-[*]-(b)), q = allShortestPaths((a)-->(b)) RETURN length(p)", ""},
	{"OPTIONAL MATCH (a) WITH DISTINCT a, count(*) AS n ORDER BY n DESC, a ASC WHERE n > 1 UNWIND [1, 2] AS x RETURN *, x + 1 AS y",
		"OPTIONAL MATCH (a) WITH DISTINCT a, count(*) AS n ORDER BY n DESC, a WHERE n > 1 UNWIND [1, 2] AS x RETURN *, x + 1 AS y"},
	{"RETURN 1 + 2 * 3, (1 + 2) * 3, 1 - (2 - 3), 1 - 2 - 3, 2 ^ 3 ^ 2, 2 ^ (3 ^ 2), - - 1, -(1), +1, -2 ^ 2, -9223372036854775808", "RETURN 1 + 2 * 3, (1 + 2) * 3, 1 - (2 - 3), 1 - 2 - 3, 2 ^ 3 ^ 2, 2 ^ (3 ^ 2), - -1, -1, +1, -2 ^ 2, -9223372036854775808"},
	{"RETURN NOT (1 < 2 <= 3) AND true OR false XOR null, NOT NOT true, (true OR false) AND (true XOR false)", "RETURN NOT 1 < 2 <= 3 AND true OR false XOR null, NOT NOT true, (true OR false) AND (true XOR false)"},
	{"RETURN 1 IN [1] IS NULL, (1 = 1) IN [true], 'a' STARTS WITH 'b' CONTAINS 'c', 'a' =~ 'b.*', 1 + 1 IN [2], (1 IN [1]) + 1", ""},
	{"RETURN a.b.c[0][1..][..2][1..2], {a: 1, `b c`: [x IN [1] WHERE x > 0 | x]}.a, $x, $1, (a:B).c, (a:B):C",
		"RETURN a.b.c[0][1..][..2][1..2], {a: 1, `b c`: [x IN [1] WHERE x > 0 | x]}.a, $x, $1, a:B.c, (a:B):C"},
	{"RETURN [(x IN [1])], [x IN [1]], [(a)-->(b) WHERE a.x = 1 | b.y], [p = (a)-->() | p], [(x) - 1], [x = (1)]", "RETURN [(x IN [1])], [x IN [1]], [(a)-->(b) WHERE a.x = 1 | b.y], [p = (a)-->() | p], [x - 1], [x = 1]"},
	{"RETURN CASE WHEN 1 = 1 THEN 2 END, CASE 1 WHEN 2 THEN 3 ELSE 4 END, count(*), count(DISTINCT a), coalesce(1, 2)", ""},
	{"RETURN all(x IN l WHERE x), ANY(x IN l WHERE x), none(x IN l WHERE x), reduce(s = 0, x IN l | s + x)", "RETURN all(x IN l WHERE x), any(x IN l WHERE x), none(x IN l WHERE x), reduce(s = 0, x IN l | s + x)"},
	{"MATCH (a) WHERE (a)-->(:B) AND exists((a)--()) AND EXISTS { (a)-->(b) WHERE b.x = 1 } AND COUNT { MATCH (a)-->() } > 1 AND exists(a.x) RETURN a",
		"MATCH (a) WHERE EXISTS { MATCH (a)-->(:B) } AND EXISTS { MATCH (a)--() } AND EXISTS { MATCH (a)-->(b) WHERE b.x = 1 } AND COUNT { MATCH (a)-->() } > 1 AND a.x IS NOT NULL RETURN a"},
	{`RETURN 'it\'s', "say \"x\"", 'tab\t\u00e9\U0001F600', 1.5, .5, 2e3, 1e-7, 0x1F, 0o17, 1e300`, "RETURN 'it\\'s', 'say \"x\"', 'tab\\té😀', 1.5, 0.5, 2000.0, 1e-07, 31, 15, 1e+300"},
	{"RETURN 1 /* one */ AS a // the end\nUNION ALL RETURN 2 AS a", "RETURN 1 AS a UNION ALL RETURN 2 AS a"},
	{"MATCH (`order`) RETURN `order`.`order`, `a``b`, `any`(1)", ""},
	{"RETURN a<-1, (a)-(b), (a) - -1, a-[1]", "RETURN a < -1, a - b, a - -1, a - [1]"},
}

// withoutPlaces returns q with all offsets into the text, and the text itself,
// taken out.
func withoutPlaces(q *Query) *Query {
	clearPlaces(reflect.ValueOf(q))
	return q
}

func clearPlaces(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			clearPlaces(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			clearPlaces(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Field(i)
			if name := v.Type().Field(i).Name; name == "pos" || name == "text" && v.Type() != reflect.TypeFor[expr]() {
				reflect.NewAt(f.Type(), f.Addr().UnsafePointer()).Elem().SetZero()
				continue
			}
			clearPlaces(f)
		}
	}
}

func roundTrip(t *testing.T, text string) {
	t.Helper()
	q, err := Parse(text)
	if err != nil {
		var e *Error
		if !errors.As(err, &e) || e.Offset < 0 || e.Offset > len(text) {
			t.Errorf("Parse(%q) fails with %v, which names no place in it", text, err)
		} else if line, column := e.Place(); line < 1 || column < 1 || !strings.Contains(e.Caret(), "^") {
			t.Errorf("Parse(%q) fails at line %d, column %d", text, line, column)
		}
		return
	}
	again, err := Parse(q.String())
	if err != nil {
		t.Fatalf("Parse(%q).String() is %q, which does not parse: %v", text, q, err)
	}
	if again.String() != q.String() {
		t.Fatalf("Parse(%q).String()\n got %s\nwant %s", text, again, q)
	}
	if !reflect.DeepEqual(withoutPlaces(q), withoutPlaces(again)) {
		t.Fatalf("%q is read as another query from %q", text, again)
	}
}

func TestParse(t *testing.T) {
	for _, c := range sound {
		q, err := Parse(c.text)
		if err != nil {
			t.Errorf("Parse(%q): %v\n%s", c.text, err, err.(*Error).Caret())
			continue
		}
		want := c.want
		if want == "" {
			want = c.text
		}
		if q.String() != want {
			t.Errorf("Parse(%q).String()\n got %s\nwant %s", c.text, q, want)
		}
		roundTrip(t, c.text)
	}
}

func FuzzParse(f *testing.F) {
	for _, c := range sound {
		f.Add(c.text)
	}
	for _, c := range unsound {
		f.Add(c.text)
	}
	f.Fuzz(roundTrip)
}

// unsound lists mistakes with the place and the beginning of what is said.
var unsound = []struct{ text, want string }{
	{"", "1:1 expected MATCH, OPTIONAL MATCH, UNWIND, WITH or RETURN, found the end"},
	{"MATCH (a)", "1:10 expected RETURN and what to print, found the end"},
	{"MTACH (a) RETURN a", "1:1 expected MATCH, OPTIONAL MATCH, UNWIND, WITH or RETURN, found \"MTACH\""},
	{"MATCH (a:) RETURN a", "1:10 expected a label, which is a kind such as Person, after :, found \")\""},
	{"MATCH (a)-[:held talks]->(b) RETURN a", "1:18 expected | and a type, * or ]; the words of one predicate are joined, as in hold-talks-with in the relationship, found \"talks\""},
	{"MATCH (a)\n  -[e:meet}->(b)\nRETURN a", "2:11 expected | and a type"},
	{"MATCH (a)-[*3..1]-(b) RETURN a", "1:10 expected the smaller number of steps first, found 3 and 1"},
	{"MATCH (a)-[*2]->{1,2}(b) RETURN a", "1:17 this relationship has two quantifiers"},
	{"MATCH (a) RETURN a.", "1:20 expected the name of a property after ., found the end"},
	{"MATCH (a) WHERE a.x == 1 RETURN a", "1:22 expected an expression, found \"=\""},
	{"MATCH (a) WHERE a.x != 1 RETURN a", "1:21 expected <> for \"not equal\", found !="},
	{"MATCH (a) RETURN a LIMT 3", "1:20 expected an operator, a comma, ORDER BY, SKIP, LIMIT, UNION or the end, found \"LIMT\""},
	{"MATCH (a) SET a.x = 1", "1:11 SET changes a graph, and this language only reads"},
	{"CREATE (a)", "1:1 CREATE changes a graph"},
	{"CALL db.labels()", "1:1 CALL is not understood here"},
	{"MATCH (a) RETURN 'abc", "1:18 expected a ' at the end of this string, found none"},
	{"MATCH (a) RETURN a, é#", "1:22 '#' means nothing here"},
	{"MATCH (order) RETURN 1", "1:8 expected a name, :Label, { or ) in the node, found \"order\""},
	{"UNWIND [1] AS in RETURN 1", "1:15 expected a name after AS, found the keyword IN: write `in`"},
	{"MATCH (a) WHERE a.name STARTS 'x' RETURN a", "1:31 expected WITH, found \"'x'\""},
	{"MATCH p = shortestPath((a)-->(b)-->(c)) RETURN p", "1:7 shortestPath takes two nodes"},
	{"MATCH p = shortestPath((a)-[*2..]->(b)) RETURN p", "1:27 shortestPath finds paths from length 0 or 1 on, not from 2"},
	{"RETURN 99999999999999999999", "1:8 99999999999999999999 is no whole number below"},
	{"RETURN 'a\\q'", "1:10 expected \\n, \\t"},
	{"RETURN " + strings.Repeat("(", 200) + "1", "1:108 more than 100 brackets in one another"},
	{"RETURN 1" + strings.Repeat(" + 1", 2000), "1:4014 more than 1000 operators in a row"},
	{"MATCH (a {$x}) RETURN a", "1:11 expected the name of a property in { }, found \"$\""},
	{"MATCH (a $x) RETURN a", "1:10 expected { and properties: a parameter stands for one value"},
	{"RETURN CASE 1 END", "1:15 expected WHEN in CASE, found \"END\""},
}

func TestParseErrors(t *testing.T) {
	for _, c := range unsound {
		_, err := Parse(c.text)
		checkError(t, c.text, err, c.want)
	}
}

// checkError wants an error at a place, "line:column what it begins with".
func checkError(t *testing.T, text string, err error, want string) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Errorf("%s\n got %v\nwant %s", text, err, want)
		return
	}
	place, msg, _ := strings.Cut(want, " ")
	if got := placed(e); !strings.HasPrefix(got, place+" "+msg) {
		t.Errorf("%.300s\n got %s\nwant %s", text, got, want)
	}
}

func placed(e *Error) string {
	line, column := e.Place()
	return strings.Join([]string{formatInt(int64(line)) + ":" + formatInt(int64(column)), e.Msg}, " ")
}

func TestCaret(t *testing.T) {
	_, err := Parse("MATCH (a)\n\tWHERE é a RETURN a")
	if got, want := err.(*Error).Caret(), " WHERE é a RETURN a\n         ^"; got != want {
		t.Errorf("caret\n got %q\nwant %q", got, want)
	}
	_, err = Parse("RETURN " + strings.Repeat("1 + ", 40) + "* 2")
	if got := err.(*Error).Caret(); !strings.HasPrefix(got, "…") || !strings.HasSuffix(got, "\n"+strings.Repeat(" ", 61)+"^") {
		t.Errorf("caret of a long line\n got %q", got)
	}
}
