package cypher

import (
	"math"
	"strconv"
	"strings"
)

// How tightly operators bind: an argument binds at least as its place in the
// grammar asks for, or stands in brackets.
const (
	levelOr = iota
	levelXor
	levelAnd
	levelNot
	levelCompare
	levelTest
	levelSum
	levelProduct
	levelPower
	levelSign
	levelPostfix
	levelAtom
)

func (e *expr) level() int {
	switch e.op {
	case opOr:
		return levelOr
	case opXor:
		return levelXor
	case opAnd:
		return levelAnd
	case opNot:
		return levelNot
	case opCompare:
		return levelCompare
	case opTest, opIsNull, opIsNotNull:
		return levelTest
	case opMath:
		return mathLevels[e.text]
	case opSign:
		return levelSign
	case opProperty, opIndex, opSlice, opHasLabel:
		return levelPostfix
	case opLiteral:
		if n, ok := e.value.(int64); ok && n < 0 {
			return levelSign
		}
	}
	return levelAtom
}

var mathLevels = map[string]int{
	"+": levelSum, "-": levelSum, "*": levelProduct, "/": levelProduct, "%": levelProduct, "^": levelPower,
}

// String writes e; the parser reads it back as it is.
func (e *expr) String() string {
	w := &writer{}
	w.expr(e, levelOr)
	return w.b.String()
}

func (w *writer) expr(e *expr, least int) {
	level := e.level()
	if level < least {
		w.text("(")
		defer w.text(")")
	}
	switch e.op {
	case opAnd:
		w.list(e.args, " AND ", level+1)
	case opOr:
		w.list(e.args, " OR ", level+1)
	case opXor:
		w.list(e.args, " XOR ", level+1)
	case opNot:
		w.text("NOT ")
		w.expr(e.args[0], levelNot)
	case opCompare:
		w.expr(e.args[0], level+1)
		for i, sign := range e.keys {
			w.text(" " + sign + " ")
			w.expr(e.args[i+1], level+1)
		}
	case opTest, opMath:
		w.expr(e.args[0], level)
		w.text(" " + e.text + " ")
		w.expr(e.args[1], level+1)
	case opIsNull, opIsNotNull:
		w.expr(e.args[0], level)
		w.text(map[op]string{opIsNull: " IS NULL", opIsNotNull: " IS NOT NULL"}[e.op])
	case opSign:
		w.text(e.text)
		if e.args[0].op == opSign || e.args[0].level() == levelSign {
			w.text(" ")
		}
		w.expr(e.args[0], levelSign)
	default:
		w.operand(e)
	}
}

// operand writes what binds tighter than any operator.
func (w *writer) operand(e *expr) {
	switch e.op {
	case opLiteral:
		w.literal(e.value)
	case opParam:
		w.text("$")
		if strings.Trim(e.text, "0123456789") == "" {
			w.text(e.text)
		} else {
			w.name(e.text)
		}
	case opVar:
		w.name(e.text)
	case opProperty:
		w.expr(e.args[0], levelPostfix)
		w.text(".")
		w.name(e.text)
	case opIndex, opSlice:
		w.element(e)
	case opHasLabel:
		least := levelPostfix
		if e.args[0].op == opHasLabel { // "(a:B):C" is not "a:B:C"
			least++
		}
		w.expr(e.args[0], least)
		w.text(":")
		w.names(e.keys, ":")
	case opList:
		w.listLiteral(e.args)
	case opMap:
		w.mapLiteral(e)
	case opCall:
		if special[strings.ToLower(e.text)] {
			w.text("`" + e.text + "`")
		} else {
			w.name(e.text)
		}
		w.text("(")
		if e.distinct {
			w.text("DISTINCT ")
		}
		w.list(e.args, ", ", levelOr)
		w.text(")")
	case opCountAll:
		w.text("count(*)")
	case opCase:
		w.cases(e)
	default:
		w.binder(e)
	}
}

// binder writes what binds names of its own.
func (w *writer) binder(e *expr) {
	optional := func(word string, e *expr) {
		if e != nil {
			w.text(word)
			w.expr(e, levelOr)
		}
	}
	switch e.op {
	case opQuantifier:
		w.text(e.text + "(")
		w.name(e.keys[0])
		optional(" IN ", e.args[0])
		optional(" WHERE ", e.args[1])
		w.text(")")
	case opReduce:
		w.text("reduce(")
		w.name(e.keys[0])
		optional(" = ", e.args[0])
		w.text(", ")
		w.name(e.keys[1])
		optional(" IN ", e.args[1])
		optional(" | ", e.args[2])
		w.text(")")
	case opComprehension:
		w.text("[")
		w.name(e.keys[0])
		optional(" IN ", e.args[0])
		optional(" WHERE ", e.args[1])
		optional(" | ", e.args[2])
		w.text("]")
	case opGather:
		w.text("[")
		e.match.patterns[0].write(w)
		optional(" WHERE ", e.match.where)
		optional(" | ", e.args[0])
		w.text("]")
	case opExists, opCount:
		w.text(map[op]string{opExists: "EXISTS { ", opCount: "COUNT { "}[e.op])
		e.match.write(w)
		w.text(" }")
	}
}

// special lists the words that no function is called, before a bracket.
var special = map[string]bool{
	"any": true, "none": true, "single": true, "reduce": true, "shortestpath": true, "allshortestpaths": true,
}

// beginsMembership says whether e begins with "x IN", which makes a list a
// comprehension.
func (e *expr) beginsMembership() bool {
	for {
		switch e.op {
		case opTest:
			if e.text == "IN" && e.args[0].op == opVar {
				return true
			}
		case opAnd, opOr, opXor, opCompare, opMath, opIsNull, opIsNotNull:
		default:
			return false
		}
		e = e.args[0]
	}
}

func (w *writer) listLiteral(args []*expr) {
	w.text("[")
	if len(args) > 0 && args[0].beginsMembership() {
		w.text("(")
		w.expr(args[0], levelOr)
		w.text(")")
		if args = args[1:]; len(args) > 0 {
			w.text(", ")
		}
	}
	w.list(args, ", ", levelOr)
	w.text("]")
}

func (w *writer) list(args []*expr, sep string, least int) {
	for i, a := range args {
		if i > 0 {
			w.text(sep)
		}
		w.expr(a, least)
	}
}

func (w *writer) element(e *expr) {
	w.expr(e.args[0], levelPostfix)
	w.text("[")
	for i, a := range e.args[1:] {
		if i > 0 {
			w.text("..")
		}
		if a != nil {
			w.expr(a, levelOr)
		}
	}
	w.text("]")
}

func (w *writer) mapLiteral(e *expr) {
	w.text("{")
	for i, key := range e.keys {
		if i > 0 {
			w.text(", ")
		}
		w.name(key)
		w.text(": ")
		w.expr(e.args[i], levelOr)
	}
	w.text("}")
}

func (w *writer) cases(e *expr) {
	w.text("CASE")
	n := len(e.args) - 1
	for i, a := range e.args {
		switch {
		case a == nil:
			continue
		case i == n:
			w.text(" ELSE")
		case i > 0:
			w.text([]string{" THEN", " WHEN"}[i%2])
		}
		w.text(" ")
		w.expr(a, levelOr)
	}
	w.text(" END")
}

func (w *writer) literal(v any) {
	switch v := v.(type) {
	case nil:
		w.text("null")
	case bool:
		w.text(strconv.FormatBool(v))
	case int64:
		w.text(strconv.FormatInt(v, 10))
	case float64:
		w.text(formatFloat(v))
	case string:
		w.text(quoteString(v))
	}
}

// formatFloat writes f so that it is read as a float again.
func formatFloat(f float64) string {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	}
	s := strconv.FormatFloat(f, 'f', -1, 64)
	if a := math.Abs(f); a != 0 && (a < 1e-6 || a >= 1e15) {
		s = strconv.FormatFloat(f, 'e', -1, 64)
	}
	if !strings.ContainsAny(s, ".e") {
		s += ".0"
	}
	return s
}

func quoteString(s string) string {
	r := strings.NewReplacer(`\`, `\\`, "'", `\'`, "\n", `\n`, "\t", `\t`, "\r", `\r`)
	return "'" + r.Replace(s) + "'"
}
