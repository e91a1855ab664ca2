package cypher

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Values are nil for null, bool, int64, float64, string, Time, Node,
// Relationship, Path, []any for a list and map[string]any. Nobody may change a
// list or a map that came out of a query.

// A Node is the number of a node in its Graph.
type Node int32

// A Relationship is one of a Graph, by the graph's own ID.
type Relationship struct {
	ID       int64
	From, To Node
	Type     int32
}

// A Path is nodes with a relationship between each two, in walking order.
type Path struct {
	Nodes         []Node
	Relationships []Relationship
}

// A Time is a time as EDTF writes it, with the days it may stand for. Two times
// are equal if they may be the same, and one lies before another if it has
// ended when the other begins: 2016-03-24 = 2016-03, and 2016-03 < 2016-04-01.
type Time struct {
	Text        string
	First, Last string // ISO 8601 dates, both included
}

// mostNested bounds lists in lists, which only reduce() makes deep.
const mostNested = 200

// equal compares as openCypher's = does; known is false where the answer is
// null.
func (x *execution) equal(a, b any, depth int) (same, known bool) {
	if a == nil || b == nil || depth > mostNested {
		return false, false
	}
	if s, t, ok := x.times(a, b); ok {
		return s.compare(t) == 0, true
	}
	switch a := a.(type) {
	case int64:
		if b, ok := b.(float64); ok {
			return compareMixed(a, b) == 0, true
		}
	case float64:
		if b, ok := b.(int64); ok {
			return compareMixed(b, a) == 0, true
		}
	case Path:
		b, ok := b.(Path)
		return ok && samePath(a, b), true
	case []any:
		b, ok := b.([]any)
		if !ok || len(a) != len(b) {
			return false, true
		}
		return x.equalAll(len(a), func(i int) (any, any) { return a[i], b[i] }, depth)
	case map[string]any:
		b, ok := b.(map[string]any)
		if !ok || len(a) != len(b) {
			return false, true
		}
		keys := sortedKeys(a)
		for _, k := range keys {
			if _, ok := b[k]; !ok {
				return false, true
			}
		}
		return x.equalAll(len(a), func(i int) (any, any) { return a[keys[i]], b[keys[i]] }, depth)
	}
	switch b.(type) {
	case []any, map[string]any, Path:
		return false, true
	}
	return a == b, true
}

func (x *execution) equalAll(n int, pair func(int) (any, any), depth int) (same, known bool) {
	same, known = true, true
	x.work(n)
	for i := range n {
		a, b := pair(i)
		s, k := x.equal(a, b, depth+1)
		if k && !s {
			return false, true
		}
		known = known && k
	}
	return same, known
}

// times returns both as times if one is and the other can be: a string such as
// "2016-03", or a year as a number.
func (x *execution) times(a, b any) (s, t Time, ok bool) {
	s, isA := a.(Time)
	t, isB := b.(Time)
	switch {
	case isA && !isB:
		t, isB = x.time(b)
	case isB && !isA:
		s, isA = x.time(a)
	}
	return s, t, isA && isB
}

func (x *execution) time(v any) (Time, bool) {
	switch v := v.(type) {
	case Time:
		return v, true
	case string:
		return x.g.Time(v)
	case int64:
		if v >= 1000 && v <= 9999 {
			return x.g.Time(formatInt(v))
		}
	}
	return Time{}, false
}

// compare is 0 where the two may be the same time.
func (t Time) compare(u Time) int {
	switch {
	case t.Last < u.First:
		return -1
	case t.First > u.Last:
		return 1
	}
	return 0
}

func samePath(a, b Path) bool {
	return slices.Equal(a.Nodes, b.Nodes) && slices.Equal(a.Relationships, b.Relationships)
}

func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// less compares as openCypher's < does: order is -1, 0 or 1, and known is false
// where the two cannot be put in order.
func (x *execution) less(a, b any) (order int, known bool) {
	if s, t, ok := x.times(a, b); ok {
		return s.compare(t), true
	}
	switch a := a.(type) {
	case int64, float64:
		if !isNumber(b) || isNaN(a) || isNaN(b) {
			return 0, false
		}
		return compareNumbers(a, b), true
	case string:
		b, ok := b.(string)
		return strings.Compare(a, b), ok
	case bool:
		b, ok := b.(bool)
		return compareBools(a, b), ok
	case []any:
		b, ok := b.([]any)
		if !ok {
			return 0, false
		}
		for i := range min(len(a), len(b)) {
			if same, ok := x.equal(a[i], b[i], 1); !ok {
				return 0, false
			} else if !same {
				return x.less(a[i], b[i])
			}
		}
		return cmp.Compare(len(a), len(b)), true
	}
	return 0, false
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

func isNumber(v any) bool {
	switch v.(type) {
	case int64, float64:
		return true
	}
	return false
}

func isNaN(v any) bool {
	f, ok := v.(float64)
	return ok && math.IsNaN(f)
}

func compareNumbers(a, b any) int {
	switch a := a.(type) {
	case int64:
		if b, ok := b.(int64); ok {
			return cmp.Compare(a, b)
		}
		return compareMixed(a, b.(float64))
	case float64:
		if b, ok := b.(int64); ok {
			return -compareMixed(b, a)
		}
		return cmp.Compare(a, b.(float64))
	}
	return 0
}

// compareMixed compares without rounding, so that order is transitive; NaN is
// above all.
func compareMixed(n int64, f float64) int {
	switch {
	case math.IsNaN(f) || f >= 1<<63:
		return -1
	case f < -1<<63:
		return 1
	}
	whole := math.Trunc(f)
	return cmp.Or(cmp.Compare(n, int64(whole)), cmp.Compare(0, f-whole))
}

// rank orders the kinds of values as openCypher does, null last.
func rank(v any) int {
	switch v := v.(type) {
	case map[string]any:
		return 0
	case Node:
		return 1
	case Relationship:
		return 2
	case []any:
		return 3
	case Path:
		return 4
	case Time:
		return 5
	case string:
		return 6
	case bool:
		return 7
	case int64:
		return 8
	case float64:
		if math.IsNaN(v) {
			return 9
		}
		return 8
	}
	return 10
}

// order compares any two values for ORDER BY, min and max. It is a total order
// in which only values that DISTINCT takes for one are equal.
func order(a, b any, depth int) int {
	if c := cmp.Compare(rank(a), rank(b)); c != 0 || a == nil || depth > mostNested {
		return c
	}
	switch a := a.(type) {
	case Node:
		return cmp.Compare(a, b.(Node))
	case Relationship:
		return cmp.Compare(a.ID, b.(Relationship).ID)
	case Path:
		return orderPaths(a, b.(Path))
	case Time:
		b := b.(Time)
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Last, b.Last), cmp.Compare(a.Text, b.Text))
	case string:
		return strings.Compare(a, b.(string))
	case bool:
		return compareBools(a, b.(bool))
	case []any:
		return slices.CompareFunc(a, b.([]any), func(a, b any) int { return order(a, b, depth+1) })
	case map[string]any:
		b := b.(map[string]any)
		keys := sortedKeys(a)
		if c := slices.Compare(keys, sortedKeys(b)); c != 0 {
			return c
		}
		for _, k := range keys {
			if c := order(a[k], b[k], depth+1); c != 0 {
				return c
			}
		}
		return 0
	}
	return compareNumbers(a, b)
}

func orderPaths(a, b Path) int {
	c := cmp.Or(cmp.Compare(len(a.Relationships), len(b.Relationships)), slices.Compare(a.Nodes, b.Nodes))
	return cmp.Or(c, slices.CompareFunc(a.Relationships, b.Relationships, func(r, s Relationship) int {
		return cmp.Compare(r.ID, s.ID)
	}))
}
