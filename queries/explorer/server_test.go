package explorer

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

const (
	testHost  = "127.0.0.1:4711"
	testToken = "0123456789abcdef"
)

// send answers a request; headers are "Name: value" and replace the usual ones.
func send(h http.Handler, method, path, body string, headers ...string) *http.Response {
	r := httptest.NewRequest(method, "http://"+testHost+path, strings.NewReader(body))
	r.Host = testHost
	r.AddCookie(&http.Cookie{Name: "dramatis-4711", Value: testToken})
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		switch {
		case name == "Host":
			r.Host = value
		case value == "":
			r.Header.Del(name)
		default:
			r.Header.Set(name, value)
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

// What does not come from the page that was given the key gets nothing.
func TestGuard(t *testing.T) {
	const own, other, isJSON = "Origin: http://" + testHost, "Origin: http://evil.example", "Content-Type: application/json"
	for _, c := range []struct {
		name, method, path string
		headers            []string
		want               int
	}{
		{"page", "GET", "/", nil, 200},
		{"script", "GET", "/explorer.js", nil, 200},
		{"answer", "GET", "/api/about", nil, 200},
		{"answer to the page itself", "GET", "/api/about", []string{own, "Sec-Fetch-Site: same-origin"}, 200},
		{"no cookie", "GET", "/", []string{"Cookie: "}, 403},
		{"no cookie, script", "GET", "/explorer.js", []string{"Cookie: "}, 403},
		{"no cookie, answer", "GET", "/api/about", []string{"Cookie: "}, 403},
		{"wrong cookie", "GET", "/api/about", []string{"Cookie: dramatis-4711=0123456789abcdee"}, 403},
		{"cookie of another port", "GET", "/api/about", []string{"Cookie: dramatis-4712=" + testToken}, 403},
		{"another host name (rebinding)", "GET", "/api/about", []string{"Host: evil.example:4711"}, 421},
		{"another port", "GET", "/api/about", []string{"Host: 127.0.0.1:80"}, 421},
		{"asked by another page", "GET", "/api/about", []string{other}, 403},
		{"loaded by another page", "GET", "/api/about", []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"}, 403},
		{"link on another page", "GET", "/", []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"}, 200},
		{"change", "POST", "/api/undo", []string{own, isJSON}, 204},
		{"change by another page", "POST", "/api/undo", []string{other, isJSON}, 403},
		{"change by nobody", "POST", "/api/undo", []string{isJSON}, 403},
		{"change by a form", "POST", "/api/undo", []string{own, "Content-Type: text/plain"}, 415},
		{"change without cookie", "POST", "/api/undo", []string{own, isJSON, "Cookie: "}, 403},
		{"change by GET", "GET", "/api/undo", nil, 404},
		{"other method", "DELETE", "/api/undo", []string{own, isJSON}, 405},
		{"out of the folder", "GET", "/..%2fserver.go", nil, 404},
		{"right key", "GET", "/?token=" + testToken, []string{"Cookie: "}, 303},
		{"wrong key", "GET", "/?token=abc", []string{"Cookie: "}, 403},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := &desk{snapshot: town().load(t)}
			r := send(Handler(d, testHost, testToken), c.method, c.path, "{}", c.headers...)
			if r.StatusCode != c.want {
				t.Errorf("status\ngot  %d\nwant %d", r.StatusCode, c.want)
			}
			if p := r.Header.Get("Content-Security-Policy"); !strings.Contains(p, "default-src 'none'") || strings.Contains(p, "unsafe") {
				t.Errorf("policy %q", p)
			}
			if want := c.want == 204; want != (len(d.told) > 0) {
				t.Errorf("judgements %q", d.told)
			}
		})
	}
}

// The key of the address becomes a cookie that scripts and other sites do not
// see.
func TestKeyBecomesCookie(t *testing.T) {
	r := send(Handler(&desk{}, testHost, testToken), "GET", "/?token="+testToken, "", "Cookie: ")
	c := r.Cookies()
	if len(c) != 1 || c[0].Value != testToken || !c[0].HttpOnly || c[0].SameSite != http.SameSiteStrictMode {
		t.Errorf("cookies %v", c)
	}
	if to := r.Header.Get("Location"); to != "/" {
		t.Errorf("leads to %q, where the key stays in the history", to)
	}
}

// answered returns what the server says, and fails where the status is another.
func answered[T any](t *testing.T, path string, status int) T {
	t.Helper()
	r := send(Handler(&desk{snapshot: town().load(t)}, testHost, testToken), "GET", path, "")
	body, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != status {
		t.Fatalf("%s: status %d, want %d: %s %v", path, r.StatusCode, status, body, err)
	}
	var out T
	if err := json.Unmarshal(body, &out); err != nil {
		t.Fatalf("%s: %v in %s", path, err, body)
	}
	return out
}

func names(c Case) string {
	var list []string
	for _, a := range c.Actors {
		list = append(list, a.Name)
	}
	slices.Sort(list)
	return strings.Join(list, ", ")
}

func TestAnswers(t *testing.T) {
	if c := answered[Case](t, "/api/search?q=reyes", 200); names(c) != "Ann Reyes" || c.Actors[0].Roles[0] != "Mayor of Brightwater" {
		t.Errorf("search: %+v", c.Actors)
	}
	if c := answered[Case](t, "/api/around?id=dramatis:person/bo-lindqvist&limit=20", 200); names(c) != "Ann Reyes, Bo Lindqvist, Halden Lines, Port Ellery" || len(c.Documents) != 1 {
		t.Errorf("around: %s, %d documents", names(c), len(c.Documents))
	}
	c := answered[Case](t, "/api/path?from=dramatis:person/ann-reyes&to=dramatis:organisation/halden-lines", 200)
	if len(c.Path) != 2 || names(c) != "Ann Reyes, Bo Lindqvist, Halden Lines" {
		t.Errorf("path: %v %s", c.Path, names(c))
	}
	if c := answered[Case](t, "/api/path?from=dramatis:person/tom-marsh&to=dramatis:person/ann-reyes", 200); len(c.Path) != 0 || c.Limit == "" {
		t.Errorf("no path: %+v", c)
	}
	if d := answered[Document](t, "/api/document?id=dramatis:doc/one", 200); !strings.HasPrefix(d.Text, "Ann Reyes met Bo Lindqvist.") {
		t.Errorf("document: %+v", d)
	}
	if a := answered[about](t, "/api/about", 200); a.Actors != 6 || a.Facts != 6 || a.Documents != 1 || a.First != "2021-04-30" || a.Last != "2021-06-01" {
		t.Errorf("about: %+v", a)
	}
	for _, path := range []string{"/api/around?id=x", "/api/actor", "/api/path?from=a&to=b", "/api/document?id=doc/none"} {
		if e := answered[map[string]string](t, path, 404); e["error"] == "" {
			t.Errorf("%s: no reason", path)
		}
	}
}

// The marks of a fact lie on its words, whatever letters come before.
func TestMarks(t *testing.T) {
	s := town()
	s.documents[0].Text = "Ärger – 𝔽ähre\nund “Zölle”. " + s.documents[0].Text
	s.tell(s.actor("person/elodie", "Élodie Ruiz"), "sang", s.actor("work/song", "“Über alles”"))
	f := answeredFact(t, s, "sang")
	text := []rune(f.Sentence)
	got := []string{string(text[f.Marks[0][0]:f.Marks[0][1]]), string(text[f.Marks[1][0]:f.Marks[1][1]]), string(text[f.Marks[2][0]:f.Marks[2][1]])}
	if want := []string{"Élodie Ruiz", "sang", "“Über alles”"}; !slices.Equal(got, want) {
		t.Errorf("marks\ngot  %q\nwant %q", got, want)
	}
}

func answeredFact(t *testing.T, s *shelf, predicate string) Fact {
	t.Helper()
	for _, f := range Collect(s.load(t), s.facts).Facts {
		if f.Predicate == predicate {
			return f
		}
	}
	t.Fatalf("no fact %s", predicate)
	return Fact{}
}

func TestJudgements(t *testing.T) {
	d := &desk{snapshot: town().load(t)}
	h := Handler(d, testHost, testToken)
	post := func(path, body string) int {
		return send(h, "POST", path, body, "Origin: http://"+testHost, "Content-Type: application/json").StatusCode
	}
	for _, c := range []struct {
		path, body string
		want       int
	}{
		{"/api/merge", `{"a":"x","b":"y"}`, 204},
		{"/api/split", `{"a":"x","names":["Ann","Bo"]}`, 204},
		{"/api/undo", `{}`, 204},
		{"/api/merge", `{"a":"x","b":"x"}`, 409},
		{"/api/merge", `{"c":1}`, 400},
		{"/api/merge", ``, 400},
		{"/api/merge", `{"a":"` + strings.Repeat("x", mostBody) + `"}`, 400},
	} {
		if got := post(c.path, c.body); got != c.want {
			t.Errorf("%s %.30s\ngot  %d\nwant %d", c.path, c.body, got, c.want)
		}
	}
	if want := []string{"merge x y", "split x Ann,Bo", "undo"}; !slices.Equal(d.told, want) {
		t.Errorf("judgements\ngot  %q\nwant %q", d.told, want)
	}
}
