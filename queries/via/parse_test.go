package via

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"meet", "meet"},
		{" meet | tell / ^ advise ", "meet|tell/^advise"},
		{"(meet|tell)/^advise", "(meet|tell)/^advise"},
		{"((meet))", "meet"},
		{"^(meet)", "^meet"},
		{"^meet*", "^meet*"},
		{"(^meet)*", "(^meet)*"},
		{"(meet*)*", "(meet*)*"},
		{"(meet/tell)/visit", "(meet/tell)/visit"},
		{"meet/(tell|visit)", "meet/(tell|visit)"},
		{"!meet", "!meet"},
		{"!(meet)", "!meet"},
		{"!^meet", "!^meet"},
		{"!(meet|^tell)", "!(meet|^tell)"},
		{"!()", "!()"},
		{"!meet*", "!meet*"},
		{"(!meet)+", "!meet+"},
		{"hold-talks-with+/~consult?", "hold-talks-with+/~consult?"},
		{"<dramatis:rel/meet>|<http://a.example/b?c*d>", "<dramatis:rel/meet>|<http://a.example/b?c*d>"},
		{"a", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"},
		{"begrüßen/o'clock", "begrüßen/o'clock"},
	} {
		e, err := Parse(test.text)
		if err != nil || e.String() != test.want {
			t.Errorf("Parse(%q)\n got %v, %v\nwant %s", test.text, e, err, test.want)
			continue
		}
		if again, err := Parse(e.String()); err != nil || !reflect.DeepEqual(again, e) {
			t.Errorf("Parse(%q)\n got %#v, %v\nwant what it was written from, %#v", e, again, err, e)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"", `character 1 of "": expected a predicate, ^, ! or (, found the end`},
		{"meet//tell", `character 6 of "meet//tell": expected a predicate, ^, ! or (, found "/"`},
		{"meet|", `character 6 of "meet|": expected a predicate, ^, ! or (, found the end`},
		{"(meet", `character 6 of "(meet": expected an operator (/ | * + ?) or ), found the end`},
		{"meet)", `character 5 of "meet)": expected an operator (/ | * + ?) or the end, found ")"`},
		{"meet**", `character 6 of "meet**": expected an operator (/ | * + ?) or the end, found "*"`},
		{"^^meet", `character 2 of "^^meet": expected a predicate, ! or ( after ^, found "^"`},
		{"!", `character 2 of "!": expected a predicate, ^ or ( after !, found the end`},
		{"!(meet/tell)", `character 7 of "!(meet/tell)": expected | or ) in !( ), found "/"`},
		{"!(meet|)", `character 8 of "!(meet|)": expected a predicate or ^ in !( ), found ")"`},
		{"!(^)", `character 4 of "!(^)": expected a predicate after ^, found ")"`},
		{"~", `character 2 of "~": expected a family after ~, found the end`},
		{"~ consult", `character 2 of "~ consult": expected a family after ~, found " "`},
		{"<a b>", `character 3 of "<a b>": expected an IRI that ends in >, found " "`},
		{"<abc", `character 5 of "<abc": expected an IRI that ends in >, found the end`},
		{"<>", `character 2 of "<>": expected an IRI that ends in >, found ">"`},
		{"begrüßen{2}", `character 9 of "begrüßen{2}": expected an operator (/ | * + ?) or the end, found "{"`},
		{"meet/held talks", `character 11 of "meet/held talks": expected an operator (/ | * + ?) or the end, found "talks"; the words of one predicate are joined, as in held-talks`},
	} {
		_, err := Parse(test.text)
		var syntax *SyntaxError
		if !errors.As(err, &syntax) || err.Error() != "via: "+test.want {
			t.Errorf("Parse(%q)\n got %v\nwant via: %s", test.text, err, test.want)
		}
	}
	for _, text := range []string{
		strings.Repeat("(", 5000) + "meet" + strings.Repeat(")", 5000),
		strings.Repeat("meet/", 5000) + "meet",
	} {
		if _, err := Parse(text); err == nil || !strings.Contains(err.Error(), "more than 100") {
			t.Errorf("Parse of %d bytes\n got %v\nwant an error about a limit", len(text), err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{"meet|tell/^advise", "!(a|^b)*", "((x?)+)*", "<dramatis:rel/meet>/~consult", "!()", "^(a/b)", "a b", "\xff", "(", "<", "!(^"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		e, err := Parse(text)
		var syntax *SyntaxError
		if err != nil {
			if !errors.As(err, &syntax) || syntax.Offset < 0 || syntax.Offset > len(text) {
				t.Fatalf("Parse(%q) fails with %#v", text, err)
			}
			return
		}
		again, err := Parse(e.String())
		if err != nil || !reflect.DeepEqual(e, again) {
			t.Fatalf("Parse(%q) is %s, read again %v, %v", text, e, again, err)
		}
	})
}
