// Package via reads and follows property paths, regular expressions over the
// predicates of a graph as SPARQL 1.1 defines them (section 9, "Property
// Paths"):
//
//	meet              over a fact "meet", from its subject to its object
//	^meet             against it, from object to subject
//	meet/tell         one after the other
//	meet|tell         either
//	meet*  meet+      any number of times; at least once
//	meet?             once or not at all
//	!(meet|^tell)     over a fact that is not "meet", or against one that is not "tell"
//	(meet/tell)+      brackets group
//
// A predicate is named by its lemma form (hold-talks-with), its family
// (~consult) or its IRI (<dramatis:rel/meet>). As in SPARQL, a binds rdf:type,
// ^ and the postfix operators bind tightest, then / and then |.
//
// Answers are sets: it counts whether a path leads from one node to another,
// not how many do. The recommendation counts the ways through / and |, and so
// gives a pair of nodes twice where two middle nodes join them; SELECT DISTINCT
// over it gives the sets of this package. A path of no steps leads from every
// node to itself, even from one that the graph does not know.
package via

import "strings"

// An Op is the operator of an expression.
type Op uint8

// The operators, named as in the algebra of SPARQL.
const (
	Predicate   Op = iota // Name: one step over a fact
	Inverse               // ^a: the path a from its end to its beginning
	Sequence              // a/b
	Alternative           // a|b
	ZeroOrMore            // a*
	OneOrMore             // a+
	ZeroOrOne             // a?
	Negated               // !(a|^b): one step over any other predicate
)

// An Expr is a property path.
type Expr struct {
	Op   Op
	Name Name    // of a Predicate
	Args []*Expr // of a Negated: Predicates, and Inverses of one
}

// A Name stands for predicates as it is written in a path: a lemma form
// "hold-talks-with", a family "~consult" or an IRI "<dramatis:rel/meet>".
type Name string

// Family returns "consult" for "~consult".
func (n Name) Family() (string, bool) { return strings.CutPrefix(string(n), "~") }

// IRI returns what stands between angle brackets.
func (n Name) IRI() (string, bool) {
	iri, ok := strings.CutPrefix(string(n), "<")
	return strings.TrimSuffix(iri, ">"), ok
}

// How tightly operators bind: the argument of each must bind at least as its
// place in the grammar asks for, or stand in brackets.
const (
	bindAlternative = iota
	bindSequence
	bindInverse
	bindPostfix
	bindPrimary
)

func (e *Expr) binding() int {
	switch e.Op {
	case Alternative:
		return bindAlternative
	case Sequence:
		return bindSequence
	case Inverse:
		return bindInverse
	case ZeroOrMore, OneOrMore, ZeroOrOne:
		return bindPostfix
	}
	return bindPrimary
}

// String writes e so that Parse reads it back as it is, with no more brackets
// than that needs.
func (e *Expr) String() string {
	var b strings.Builder
	e.write(&b, bindAlternative)
	return b.String()
}

func (e *Expr) write(b *strings.Builder, least int) {
	if e.binding() < least {
		b.WriteByte('(')
		defer b.WriteByte(')')
	}
	switch e.Op {
	case Predicate:
		b.WriteString(string(e.Name))
	case Inverse:
		b.WriteByte('^')
		e.Args[0].write(b, bindPostfix)
	case Sequence:
		e.writeArgs(b, "/", bindInverse)
	case Alternative:
		e.writeArgs(b, "|", bindSequence)
	case Negated:
		e.writeNegated(b)
	default:
		e.Args[0].write(b, bindPrimary)
		b.WriteByte(postfix[e.Op])
	}
}

var postfix = map[Op]byte{ZeroOrMore: '*', OneOrMore: '+', ZeroOrOne: '?'}

func (e *Expr) writeArgs(b *strings.Builder, sep string, least int) {
	for i, arg := range e.Args {
		if i > 0 {
			b.WriteString(sep)
		}
		arg.write(b, least)
	}
}

func (e *Expr) writeNegated(b *strings.Builder) {
	b.WriteByte('!')
	if len(e.Args) == 1 {
		e.Args[0].write(b, bindInverse)
		return
	}
	b.WriteByte('(')
	e.writeArgs(b, "|", bindInverse)
	b.WriteByte(')')
}
