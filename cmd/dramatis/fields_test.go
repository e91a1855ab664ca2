package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// Every field of the code has a meaning in fields.txt, and nothing else has.
func TestFieldMeanings(t *testing.T) {
	mean := meanings()
	for _, f := range jsonForms() {
		for _, x := range f.fields {
			key := f.name + " " + x.name
			if mean[key] == "" {
				t.Errorf("fields.txt says nothing of %q", key)
			}
			delete(mean, key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(mean)) {
		t.Errorf("fields.txt speaks of %q, which no command prints", key)
	}
}

// What commands print has the fields that help tells of, in its order, no list
// of them is null, and what is said to be a number is one.
func TestFieldsPrinted(t *testing.T) {
	forms := map[string]form{}
	for _, f := range jsonForms() {
		forms[f.name] = f
	}
	folder := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(folder, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	db := filepath.Join(folder, "a.db")
	out := succeeding(t, "--db", db)
	out("add", write("a.txt", "Mayor Ann Reyes met Bo Lindqvist on 3 May 2021 in Millport. Reyes told Lindqvist that Mira Osei bought the ferry."),
		write("b.txt", "Bo Lindqvist visited Millport. Mira Osei did not meet Tom Hale. Ann Reyes met Tom Hale in Millport."))
	facts := []byte(out("facts", "--json"))
	var list []struct{ IRI string }
	if err := json.Unmarshal(facts, &list); err != nil || len(list) == 0 {
		t.Fatalf("no facts to ask for: %v", err)
	}
	for command, args := range map[string][]string{
		"cast": {"cast"}, "cast --communities": {"cast", "--communities"}, "show NAME": {"show", "reyes"}, "facts": {"facts"},
		"path A B": {"path", "reyes", "lindqvist"}, "path A --via EXPR": {"path", "reyes", "--via", "meet"}, "why FACT": {"why", list[0].IRI},
		"common A B": {"common", "reyes", "lindqvist"}, "between A B": {"between", "reyes", "lindqvist"}, "said NAME": {"said", "reyes"},
		"timeline": {"timeline"}, "diff OLD NEW": {"diff", "2020"}, "search TEXT": {"search", "millport"},
		"stats": {"stats"}, "stats --docs": {"stats", "--docs"}, "verify": {"verify"},
		"query PATTERN": {"query", "MATCH (a)-[e]->(b) RETURN a, e"}, "read TEXT": {"read", "Ann Reyes met Bo Lindqvist."},
		"rules": {"rules"}, "rules --families": {"rules", "--families"}, "judgements": {"judgements"},
	} {
		kind := ""
		for _, a := range jsonAnswers() {
			if a.command == command {
				kind = kindName(reflect.TypeOf(a.form))
			}
		}
		checkKind(t, command, forms, kind, []byte(out(append(args, "--json")...)))
	}
}

// checkKind compares a value of JSON with what help says it is.
func checkKind(t *testing.T, at string, forms map[string]form, kind string, data json.RawMessage) {
	t.Helper()
	text := string(bytes.TrimSpace(data))
	inner, optional := strings.CutSuffix(kind, " or null")
	if optional && text == "null" {
		return
	}
	if of, ok := strings.CutPrefix(inner, "list of "); ok {
		var list []json.RawMessage
		if err := json.Unmarshal(data, &list); err != nil || list == nil {
			t.Errorf("%s\n got %.40s\nwant a %s", at, text, kind)
		}
		for _, x := range list {
			checkKind(t, at, forms, of, x)
		}
		return
	}
	f, ok := forms[inner]
	if !ok {
		starts := map[string]string{"text": `"`, "number": "-0123456789", "true or false": "tf", "number by name": "{", "value by column": "{"}[inner]
		if text == "" || !strings.Contains(starts, text[:1]) {
			t.Errorf("%s\n got %.40s\nwant a %s", at, text, kind)
		}
		return
	}
	d := json.NewDecoder(bytes.NewReader(data))
	if _, err := d.Token(); err != nil || text[0] != '{' {
		t.Errorf("%s\n got %.40s\nwant a %s", at, text, kind)
		return
	}
	for _, x := range f.fields {
		if x.optional && !bytes.Contains(data, []byte(`"`+x.name+`"`)) {
			continue
		}
		name, err := d.Token()
		if err != nil || name != x.name {
			t.Errorf("%s: field of %s\n got %v, %v\nwant %s", at, f.name, name, err, x.name)
			return
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			t.Errorf("%s: %v", at, err)
			return
		}
		checkKind(t, at+" "+x.name, forms, x.kind, value)
	}
	if d.More() {
		t.Errorf("%s: %s has more fields than help tells", at, f.name)
	}
}
