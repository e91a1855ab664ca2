package explorer

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dramatis-kg/dramatis/queries"
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
		{"out of the folder, plain", "GET", "/../server.go", nil, 307},
		{"out of the folder, twice", "GET", "/..%252fserver.go", nil, 404},
		{"source of the program", "GET", "/server.go", nil, 404},
		{"list of the folder", "GET", "/page/", nil, 404},
		{"method PUT", "PUT", "/api/about", []string{own, isJSON}, 405},
		{"method TRACE", "TRACE", "/", nil, 405},
		{"method OPTIONS, as before a request from elsewhere", "OPTIONS", "/api/merge", []string{other}, 403},
		{"question by POST", "POST", "/api/search", []string{own, isJSON}, 405},
		{"answer opened by a link on another page", "GET", "/api/about", []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"}, 403},
		{"framed by another page", "GET", "/", []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"}, 403},
		{"origin null, as of a file or a sandbox", "POST", "/api/undo", []string{"Origin: null", isJSON}, 403},
		{"origin with a like name", "POST", "/api/undo", []string{own + ".evil.example", isJSON}, 403},
		{"JSON with a form's type", "POST", "/api/undo", []string{own, "Content-Type: application/x-www-form-urlencoded"}, 415},
		{"no host", "GET", "/", []string{"Host: "}, 421},
		{"localhost by name", "GET", "/", []string{"Host: localhost:4711"}, 421},
		{"very long question", "GET", "/api/search?q=" + strings.Repeat("a", 9000), nil, 414},
		{"key in a header", "GET", "/api/about", []string{"Cookie: ", "Authorization: Bearer " + testToken}, 403},
		{"two keys, the first wrong", "GET", "/?token=x&token=" + testToken, []string{"Cookie: "}, 403},
		{"key for another path", "GET", "/api/about?token=" + testToken, []string{"Cookie: "}, 403},
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
			for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer",
				"Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin", "Access-Control-Allow-Origin": "", "Server": ""} {
				if got := r.Header.Get(name); got != want {
					t.Errorf("%s: %q, want %q", name, got, want)
				}
			}
			if want := c.want == 204; want != (len(d.told) > 0) {
				t.Errorf("judgements %q", d.told)
			}
		})
	}
}

// Files have the types that a browser believes without sniffing.
func TestTypes(t *testing.T) {
	h := Handler(&desk{}, testHost, testToken)
	for path, want := range map[string]string{"/": "text/html; charset=utf-8", "/explorer.js": "text/javascript; charset=utf-8", "/explorer.css": "text/css; charset=utf-8", "/cytoscape.LICENSE": "text/plain; charset=utf-8", "/api/none": "application/json"} {
		if got := send(h, "GET", path, "").Header.Get("Content-Type"); got != want {
			t.Errorf("%s is %q, want %q", path, got, want)
		}
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
		{"/api/merge", `{"a":"x","b":"y"} {"a":"p","b":"q"}`, 400},
		{"/api/merge", `{"__proto__":{"a":"x"}}`, 400},
		{"/api/merge", `["x","y"]`, 400},
		{"/api/merge", strings.Repeat(`{"a":`, 20000), 400},
		{"/api/among", `{"ids":["dramatis:person/ann-reyes","__proto__",""]}`, 200},
		{"/api/among", `{"ids":7}`, 400},
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

// What the graph cannot answer says nothing of files; a Refusal is told.
func TestErrorsTellNoFiles(t *testing.T) {
	h := Handler(broken{}, testHost, testToken)
	own := []string{"Origin: http://" + testHost, "Content-Type: application/json"}
	for _, r := range []*http.Response{
		send(h, "GET", "/api/view", ""), send(h, "POST", "/api/merge", `{"a":"x","b":"y"}`, own...), send(h, "POST", "/api/among", `{"ids":[]}`, own...),
		send(h, "GET", "/api/none", ""), send(h, "GET", "/?token=/srv", "", "Cookie: "),
	} {
		body, _ := io.ReadAll(r.Body)
		if r.StatusCode < 400 || strings.Contains(string(body), "/srv") {
			t.Errorf("status %d: %s", r.StatusCode, body)
		}
	}
	body, _ := io.ReadAll(send(h, "POST", "/api/undo", "{}", own...).Body)
	if !strings.Contains(string(body), "no judgement") {
		t.Errorf("undo: %s", body)
	}
}

// broken is a Book whose store is gone.
type broken struct{}

var errGone = errors.New("open /srv/secret/a.db: no such file")

func (broken) Snapshot(context.Context) (*queries.Snapshot, error) { return nil, errGone }
func (broken) Merge(context.Context, string, string) error         { return errGone }
func (broken) Split(context.Context, string, []string) error       { return errGone }
func (broken) Undo(context.Context) error                          { return Refusal("there is no judgement") }

// slow is a Book that waits until it is given up.
type slow struct{ broken }

func (slow) Snapshot(ctx context.Context) (*queries.Snapshot, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

// Requests that hang hold up no more than their share, and end.
func TestSlowRequests(t *testing.T) {
	h := Handler(slow{}, testHost, testToken).(*guard)
	h.limit = 50 * time.Millisecond
	done := make(chan int, 4*mostAtOnce)
	for range cap(done) {
		go func() { done <- send(h, "GET", "/api/view", "").StatusCode }()
	}
	for range cap(done) {
		select {
		case status := <-done:
			if status != http.StatusServiceUnavailable {
				t.Errorf("status %d, want %d", status, http.StatusServiceUnavailable)
			}
		case <-time.After(20 * time.Second):
			t.Fatal("a request hangs")
		}
	}
}

// No name that is asked for takes long, however it is made to: there are no
// regular expressions in search, and long names are cut.
func TestHostileSearch(t *testing.T) {
	h := Handler(&desk{snapshot: county(2000).load(t)}, testHost, testToken)
	for _, q := range []string{"(a+)+$", strings.Repeat("a ", 1000), strings.Repeat("é", 600), "%00", "%ff%fe", "__proto__", "*", "' OR 1=1 --", strings.Repeat("re ye s ", 100), "../../etc/passwd"} {
		start := time.Now()
		r := send(h, "GET", "/api/search?"+url.Values{"q": {q}}.Encode(), "")
		if took := time.Since(start); r.StatusCode != 200 && r.StatusCode != 414 || took > 2*time.Second {
			t.Errorf("%.20q: status %d after %s", q, r.StatusCode, took)
		}
	}
	for _, path := range []string{"/api/view", "/api/view?top=999999999", "/api/view?top=-1", "/api/around?id=dramatis:person/actor-0&limit=1e9&hops=99", "/api/path?from=dramatis:person/actor-0&to=dramatis:person/actor-1&k=99999"} {
		body, _ := io.ReadAll(send(h, "GET", path, "").Body)
		var c Case
		if err := json.Unmarshal(body, &c); err != nil || len(c.Shown) > mostActors {
			t.Errorf("%s: %v, %d actors", path, err, len(c.Shown))
		}
	}
}
