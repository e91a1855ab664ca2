package cypher

import (
	"strconv"
	"strings"
)

// String writes q in one manner: keywords in capitals, no more brackets than
// are needed, patterns as predicates within EXISTS { }. Parse reads it back as
// it is.
func (q *Query) String() string {
	w := &writer{}
	for i, p := range q.parts {
		if i > 0 {
			w.text(" UNION ")
		}
		if p.all {
			w.text("ALL ")
		}
		for j, c := range p.clauses {
			if j > 0 {
				w.text(" ")
			}
			c.write(w)
		}
	}
	return w.b.String()
}

type writer struct{ b strings.Builder }

func (w *writer) text(s string) { w.b.WriteString(s) }

// name writes a name, between backticks where it would not be read as one.
func (w *writer) name(s string) {
	if !isName(s) || isReserved(s) {
		s = "`" + strings.ReplaceAll(s, "`", "``") + "`"
	}
	w.text(s)
}

func (w *writer) names(list []string, sep string) {
	for i, s := range list {
		if i > 0 {
			w.text(sep)
		}
		w.name(s)
	}
}

func (m *matchClause) write(w *writer) {
	if m.optional {
		w.text("OPTIONAL ")
	}
	w.text("MATCH ")
	for i, c := range m.patterns {
		if i > 0 {
			w.text(", ")
		}
		c.write(w)
	}
	w.where(m.where)
}

func (w *writer) where(e *expr) {
	if e != nil {
		w.text(" WHERE ")
		w.expr(e, levelOr)
	}
}

func (u *unwindClause) write(w *writer) {
	w.text("UNWIND ")
	w.expr(u.list, levelOr)
	w.text(" AS ")
	w.name(u.name)
}

func (p *projection) write(w *writer) {
	w.text(map[bool]string{false: "WITH ", true: "RETURN "}[p.returns])
	if p.distinct {
		w.text("DISTINCT ")
	}
	if p.star {
		w.text("*")
	}
	for i, it := range p.items {
		if i > 0 || p.star {
			w.text(", ")
		}
		w.expr(it.expr, levelOr)
		if it.alias != "" {
			w.text(" AS ")
			w.name(it.alias)
		}
	}
	for i, s := range p.order {
		w.text(map[bool]string{true: " ORDER BY ", false: ", "}[i == 0])
		w.expr(s.expr, levelOr)
		if s.desc {
			w.text(" DESC")
		}
	}
	if p.skip != nil {
		w.text(" SKIP ")
		w.expr(p.skip, levelOr)
	}
	if p.limit != nil {
		w.text(" LIMIT ")
		w.expr(p.limit, levelOr)
	}
	w.where(p.where)
}

func (c *chain) write(w *writer) {
	if c.name != "" {
		w.name(c.name)
		w.text(" = ")
	}
	w.text([]string{"", "shortestPath(", "allShortestPaths("}[c.short])
	for i, n := range c.nodes {
		n.write(w)
		if i < len(c.rels) {
			c.rels[i].write(w)
		}
	}
	if c.short != anyLength {
		w.text(")")
	}
}

func (n *nodePattern) write(w *writer) {
	w.text("(")
	if n.name != "" {
		w.name(n.name)
	}
	if n.label != nil {
		w.text(":")
		n.label.write(w, 0)
	}
	w.conditions(n.props, n.where, n.name != "" || n.label != nil)
	w.text(")")
}

func (w *writer) conditions(props, where *expr, space bool) {
	if props != nil {
		if space {
			w.text(" ")
		}
		w.expr(props, levelAtom)
	}
	w.where(where)
}

// write writes l within brackets if it binds less than least asks: 0 for any,
// 1 for what | separates, 2 for what & does.
func (l *label) write(w *writer, least int) {
	binding := map[byte]int{'|': 0, '&': 1}
	if b, ok := binding[l.op]; ok {
		if b < least {
			w.text("(")
			defer w.text(")")
		}
		for i, a := range l.args {
			if i > 0 {
				w.text(string(l.op))
			}
			a.write(w, b+1)
		}
		return
	}
	if l.op == '!' {
		w.text("!")
		l.args[0].write(w, 2)
		return
	}
	w.name(l.name)
}

func (r *relPattern) write(w *writer) {
	w.text([]string{"-", "-", "<-"}[r.direction])
	if r.name != "" || r.types != nil || r.props != nil || r.where != nil || r.many {
		w.text("[")
		if r.name != "" {
			w.name(r.name)
		}
		for i, t := range r.types {
			w.text(map[bool]string{true: ":", false: "|"}[i == 0])
			w.typeName(t)
		}
		w.quantifier(r)
		w.conditions(r.props, r.where, r.name != "" || r.types != nil || r.many)
		w.text("]")
	}
	w.text([]string{"-", "->", "-"}[r.direction])
}

func (w *writer) quantifier(r *relPattern) {
	if !r.many {
		return
	}
	w.text("*")
	low, high := strconv.Itoa(r.min), strconv.Itoa(r.max)
	switch {
	case r.max == r.min:
		w.text(low)
	case r.max < 0 && r.min == 1:
	case r.max < 0:
		w.text(low + "..")
	case r.min == 1:
		w.text(".." + high)
	default:
		w.text(low + ".." + high)
	}
}

// typeName writes words joined by hyphens as they are.
func (w *writer) typeName(t string) {
	if rest, ok := strings.CutPrefix(t, "~"); ok && rest != "" {
		w.text("~")
		t = rest
	}
	for i, part := range strings.Split(t, "-") {
		if !isName(part) && (i == 0 || part == "" || strings.Trim(part, "0123456789") != "") {
			t = "`" + strings.ReplaceAll(t, "`", "``") + "`"
			break
		}
	}
	w.text(t)
}

func isName(s string) bool {
	for i, r := range s {
		if !isNameStart(r) && (i == 0 || !isNamePart(r)) {
			return false
		}
	}
	return s != ""
}
