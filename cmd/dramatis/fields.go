package main

import (
	_ "embed"
	"fmt"
	"reflect"
	"strings"
	"text/tabwriter"
)

// What each field of each form means, one a line: form, field, meaning.
//
//go:embed fields.txt
var fieldMeanings string

// An answer says what a command prints with --json.
type answer struct {
	command string
	form    any
}

func jsonAnswers() []answer {
	return []answer{
		{"cast", []castAnswer{}}, {"cast --communities", []communityAnswer{}}, {"show NAME", dossierAnswer{}},
		{"facts", []factAnswer{}}, {"path A B", pathsAnswer{}}, {"path A --via EXPR", reachAnswer{}}, {"why FACT", whyAnswer{}},
		{"common A B", pairAnswer{}}, {"between A B", pairAnswer{}}, {"said NAME", saidAnswer{}}, {"timeline", timelineAnswer{}},
		{"disputes", []disputeAnswer{}}, {"diff OLD NEW", diffAnswer{}}, {"search TEXT", searchAnswer{}},
		{"stats", statsAnswer{}}, {"stats --docs", []documentAnswer{}}, {"verify", verdict{}}, {"extract", factLine{}},
		{"query PATTERN", queryAnswer{}}, {"query: a fact in a row", relationshipAnswer{}}, {"query: a path in a row", wayAnswer{}},
		{"read TEXT", []sentenceAnswer{}}, {"rules", []ruleAnswer{}}, {"rules --families", []familyAnswer{}},
		{"resolve", []proposalAnswer{}}, {"judgements", []judgementAnswer{}},
	}
}

// A form is an object of JSON with its fields in order.
type form struct {
	name   string
	fields []field
}

type field struct {
	name, kind string
	optional   bool // absent where it is empty
}

// jsonForms returns the forms of all answers, each once, those that others hold
// behind them.
func jsonForms() []form {
	var forms []form
	seen := map[reflect.Type]bool{}
	var visit func(reflect.Type)
	visit = func(t reflect.Type) {
		for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer || t.Kind() == reflect.Map {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct || t == reflect.TypeFor[object]() || seen[t] {
			return
		}
		seen[t] = true
		f := form{name: formName(t)}
		for _, x := range reflect.VisibleFields(t) {
			if x.Anonymous {
				continue
			}
			name, how, _ := strings.Cut(x.Tag.Get("json"), ",")
			f.fields = append(f.fields, field{name, kindName(x.Type), how == "omitempty"})
		}
		forms = append(forms, f)
		for _, x := range reflect.VisibleFields(t) {
			if !x.Anonymous {
				visit(x.Type)
			}
		}
	}
	for _, a := range jsonAnswers() {
		visit(reflect.TypeOf(a.form))
	}
	return forms
}

// formName is how help calls a form: "fact" for factAnswer.
func formName(t reflect.Type) string { return strings.TrimSuffix(t.Name(), "Answer") }

// kindName says what a value is: "list of fact", "text", "number", "fact or
// null".
func kindName(t reflect.Type) string {
	if t == reflect.TypeFor[object]() {
		return "value by column"
	}
	switch t.Kind() {
	case reflect.Slice:
		return "list of " + kindName(t.Elem())
	case reflect.Pointer:
		return kindName(t.Elem()) + " or null"
	case reflect.Map:
		return kindName(t.Elem()) + " by name"
	case reflect.Struct:
		return formName(t)
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "true or false"
	}
	return "number"
}

// meanings reads fields.txt: what a form's field means, by "form field".
func meanings() map[string]string {
	all := map[string]string{}
	for line := range strings.Lines(fieldMeanings) {
		form, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		name, text, _ := strings.Cut(rest, " ")
		if form != "" {
			all[form+" "+name] = text
		}
	}
	return all
}

// jsonHelp prints which form each command gives, and the fields of each.
func (p *program) jsonHelp() {
	fmt.Fprint(p.out, `Reading commands print one value with --json; extract prints one a line. Names of
fields stay as they are. Texts that are not known are "", lists are never null,
offsets count Unicode code points, dates are ISO 8601 and times EDTF.

`)
	t := tabwriter.NewWriter(p.out, 0, 8, 2, ' ', 0)
	for _, a := range jsonAnswers() {
		fmt.Fprintf(t, "  %s\t%s\n", a.command, kindName(reflect.TypeOf(a.form)))
	}
	t.Flush()
	mean := meanings()
	for _, f := range jsonForms() {
		fmt.Fprintf(p.out, "\n%s\n", f.name)
		t := tabwriter.NewWriter(p.out, 0, 8, 2, ' ', 0)
		for _, x := range f.fields {
			fmt.Fprintf(t, "  %s\t%s\t%s\n", x.name, x.kind, mean[f.name+" "+x.name])
		}
		t.Flush()
	}
}
