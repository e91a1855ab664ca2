package via

import (
	"context"
	"encoding/xml"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// w3c returns the folder with the tests of the W3C for property paths
// (w3c/rdf-tests, sparql/sparql11/property-path).
func w3c(t *testing.T) string {
	dir := os.Getenv("DRAMATIS_W3C_PATHS")
	if dir == "" {
		dir = "../../../shared/w3c-property-path"
	}
	if _, err := os.Stat(filepath.Join(dir, "manifest.ttl")); err != nil {
		t.Skipf("no manifest.ttl in %s: set DRAMATIS_W3C_PATHS to the folder sparql/sparql11/property-path of github.com/w3c/rdf-tests", dir)
	}
	return dir
}

func slurp(t *testing.T, dir, file string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// turtleToken is a token of the Turtle and SPARQL that the tests are written in.
var turtleToken = regexp.MustCompile(`<[^<>\s]*>|"[^"]*"|_?[A-Za-z]*:[A-Za-z0-9_]*|@?[A-Za-z]+|\?[A-Za-z]+|[0-9]+|[^\s]`)

// expand writes a prefixed name as an IRI in angle brackets.
func expand(prefixes map[string]string, token string) string {
	prefix, local, ok := strings.Cut(token, ":")
	if !ok || strings.HasPrefix(token, "<") || strings.HasPrefix(token, `"`) || prefix == "_" {
		return token
	}
	return "<" + prefixes[prefix] + local + ">"
}

// readTurtle reads what the tests need of Turtle: prefixes, triples, and lists
// of predicates and objects.
func readTurtle(text string) triples {
	prefixes := map[string]string{}
	var g triples
	var t []string
	tokens := turtleToken.FindAllString(text, -1)
	for i := 0; i < len(tokens); i++ {
		switch token := tokens[i]; token {
		case "@prefix":
			prefixes[strings.TrimSuffix(tokens[i+1], ":")] = strings.Trim(tokens[i+2], "<>")
			i += 3
		case ".", ";", ",":
			g = append(g, [3]string(t))
			t = t[:map[string]int{".": 0, ";": 1, ",": 2}[token]]
		case "a":
			t = append(t, string(rdfType))
		default:
			t = append(t, expand(prefixes, token))
		}
	}
	return g
}

// A question is one triple with a path as its predicate.
type question struct {
	vars     []string // that are asked for, in order; nil for all
	ask      bool
	graph    string // IRI, variable or ""
	bound    map[string]string
	from, to string
	path     *Expr
}

var (
	prefixLine = regexp.MustCompile(`(?i)prefix\s+([a-z]*):\s*<([^>]*)>`)
	filterLine = regexp.MustCompile(`FILTER\s*\(\s*(\?\w+)\s*=\s*(<[^>]*>)\s*\)`)
	valuesLine = regexp.MustCompile(`VALUES\s+(\?\w+)\s*\{\s*(\S+)\s*\}`)
	selectLine = regexp.MustCompile(`(?is)\bselect\b(.*?)(?:where\s*)?\{`)
	graphLine  = regexp.MustCompile(`(?i)graph\s+(\S+)\s*\{`)
	orderLine  = regexp.MustCompile(`(?is)order by.*$`)
)

// readQuery reads the SPARQL of the tests.
func readQuery(t *testing.T, text string) question {
	t.Helper()
	q := question{bound: map[string]string{}, ask: regexp.MustCompile(`(?i)\bask\b`).MatchString(text)}
	prefixes := map[string]string{}
	for _, m := range prefixLine.FindAllStringSubmatch(text, -1) {
		prefixes[m[1]] = m[2]
	}
	text = orderLine.ReplaceAllString(prefixLine.ReplaceAllString(text, ""), "")
	for _, re := range []*regexp.Regexp{filterLine, valuesLine} {
		if m := re.FindStringSubmatch(text); m != nil {
			q.bound[m[1]] = m[2]
			text = re.ReplaceAllString(text, "")
		}
	}
	if m := selectLine.FindStringSubmatch(text); m != nil && strings.TrimSpace(m[1]) != "*" {
		q.vars = strings.Fields(m[1])
	}
	if m := graphLine.FindStringSubmatch(text); m != nil {
		q.graph = m[1]
	}
	body := strings.TrimSpace(strings.Trim(text[strings.LastIndex(text, "{")+1:], "} \t\r\n"))
	if close := strings.IndexByte(body, '}'); close >= 0 {
		body = body[:close]
	}
	fields := strings.Fields(body)
	q.from, q.to = expand(prefixes, fields[0]), expand(prefixes, fields[len(fields)-1])
	path := strings.Join(fields[1:len(fields)-1], " ")
	path = regexp.MustCompile(`<[^>]*>|[A-Za-z]*:[A-Za-z0-9]+`).ReplaceAllStringFunc(path, func(s string) string { return expand(prefixes, s) })
	q.path = parse(t, path)
	return q
}

// answer evaluates q on named graphs; the one that is called "" stands for the
// data of a question that names no graph.
func (q question) answer(t *testing.T, graphs map[string]triples) []string {
	var rows []string
	for name, g := range graphs {
		row := map[string]string{}
		for k, v := range q.bound {
			row[k] = v
		}
		if !bind(row, q.graph, name) && q.graph != "" {
			continue
		}
		for _, pair := range q.pairs(t, g.web()) {
			full := map[string]string{}
			for k, v := range row {
				full[k] = v
			}
			if bind(full, q.from, pair[0]) && bind(full, q.to, pair[1]) {
				rows = append(rows, q.row(full))
			}
		}
	}
	slices.Sort(rows)
	return slices.Compact(rows)
}

// bind gives a variable its value; a term must be equal to it.
func bind(row map[string]string, term, value string) bool {
	if !strings.HasPrefix(term, "?") {
		return term == value
	}
	if old, ok := row[term]; ok {
		return old == value
	}
	row[term] = value
	return true
}

func (q question) row(values map[string]string) string {
	vars := q.vars
	if vars == nil {
		for _, v := range []string{q.from, q.to} {
			if strings.HasPrefix(v, "?") && !slices.Contains(vars, v) {
				vars = append(vars, v)
			}
		}
	}
	var words []string
	for _, v := range vars {
		words = append(words, v+"="+values[v])
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

// pairs evaluates the path from its beginning, from its end, or from every
// node, as its ends are given.
func (q question) pairs(t *testing.T, w *web) [][2]string {
	name := func(id int32, given string) string {
		if id < 0 {
			return given
		}
		return w.nodes[id]
	}
	reach := func(e *Expr, from int32) []Walk {
		walks, err := Compile(e, w).Reach(context.Background(), from, Options{})
		if err != nil {
			t.Fatal(err)
		}
		return walks
	}
	var out [][2]string
	switch {
	case !strings.HasPrefix(q.from, "?"):
		for _, walk := range reach(q.path, w.id(q.from)) {
			out = append(out, [2]string{q.from, name(walk.To, q.from)})
		}
	case !strings.HasPrefix(q.to, "?"):
		for _, walk := range reach(&Expr{Op: Inverse, Args: []*Expr{q.path}}, w.id(q.to)) {
			out = append(out, [2]string{name(walk.To, q.to), q.to})
		}
	default:
		for from := range w.nodes {
			for _, walk := range reach(q.path, int32(from)) {
				out = append(out, [2]string{w.nodes[from], w.nodes[walk.To]})
			}
		}
	}
	return out
}

// readResults reads SPARQL's XML results, each row once; "yes" for true.
func readResults(t *testing.T, text string) []string {
	var x struct {
		Boolean string `xml:"boolean"`
		Results []struct {
			Bindings []struct {
				Name    string `xml:"name,attr"`
				URI     string `xml:"uri"`
				Literal string `xml:"literal"`
			} `xml:"binding"`
		} `xml:"results>result"`
	}
	if err := xml.Unmarshal([]byte(text), &x); err != nil {
		t.Fatal(err)
	}
	if x.Boolean == "true" {
		return []string{""}
	}
	var rows []string
	for _, r := range x.Results {
		var words []string
		for _, b := range r.Bindings {
			value := `"` + b.Literal + `"`
			if b.URI != "" {
				value = "<" + b.URI + ">"
			}
			words = append(words, "?"+b.Name+"="+value)
		}
		slices.Sort(words)
		rows = append(rows, strings.Join(words, " "))
	}
	slices.Sort(rows)
	return slices.Compact(rows)
}

// TestW3C runs every test that the manifest lists. Rows are compared as sets:
// see the comment of the package.
func TestW3C(t *testing.T) {
	dir := w3c(t)
	manifest := slurp(t, dir, "manifest.ttl")
	_, listed, _ := strings.Cut(manifest, "mf:entries")
	listed, _, _ = strings.Cut(listed, ") .")
	names := regexp.MustCompile(`:(\w+)`).FindAllStringSubmatch(listed, -1)
	if len(names) < 30 {
		t.Fatalf("the manifest lists %d tests", len(names))
	}
	for _, n := range names {
		t.Run(n[1], func(t *testing.T) {
			entry := regexp.MustCompile(`(?s)\n:` + n[1] + `\s+rdf:type.*?\n\s*(mf:result.*?)>`).FindString(manifest)
			files := func(key string) []string {
				m := regexp.MustCompile(key+`\s+((?:<[^>]*>[\s,]*)+)`).FindAllStringSubmatch(entry, -1)
				var out []string
				for _, list := range m {
					out = append(out, regexp.MustCompile(`[\w.-]+\.\w+`).FindAllString(list[1], -1)...)
				}
				return out
			}
			graphs := map[string]triples{}
			for _, file := range files("qt:data") {
				graphs[""] = readTurtle(slurp(t, dir, file))
			}
			for _, file := range files("qt:graphData") {
				graphs["<"+file+">"] = readTurtle(slurp(t, dir, file))
			}
			q := readQuery(t, slurp(t, dir, files("qt:query")[0]))
			got, want := q.answer(t, graphs), readResults(t, slurp(t, dir, files("mf:result")[0]))
			if !slices.Equal(got, want) {
				t.Errorf("%s on %v\n got %q\nwant %q", q.path, graphs, got, want)
			}
		})
	}
}
