package explorer

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/dramatis-kg/dramatis/graph"
)

// The headings are those of the OWASP Web Security Testing Guide that concern
// such a page and stand in no other test; TestGuard holds those on hosts,
// origins, methods, paths and keys.

// Redirects lead nowhere but to the page itself, and what is asked for writes no
// header (WSTG-CLNT-04, WSTG-INPV-15).
func TestNoRedirectNoHeader(t *testing.T) {
	h := Handler(&desk{snapshot: town().load(t)}, testHost, testToken)
	for _, path := range []string{
		"//evil.example", "//evil.example/..", "/\\evil.example", "/%5cevil.example/", "/%2f%2fevil.example", "/?token=" + testToken + "&next=//evil.example", "/?token=" + testToken + "&url=http://evil.example/",
		"/%0d%0aSet-Cookie:%20a=b", "/?token=%0d%0aSet-Cookie:%20a=b", "/api/search?q=%0d%0aX-Evil:%201", "/api/view?top=%0d%0aX-Evil:1", "/x//../evil", "/..//evil.example/%2e%2e",
	} {
		r := httptest.NewRequest("GET", "http://"+testHost+"/", nil)
		u, err := url.Parse("http://" + testHost + path)
		if err != nil {
			u = &url.URL{Path: path}
		}
		r.URL, r.Host = u, testHost
		r.AddCookie(&http.Cookie{Name: "dramatis-4711", Value: testToken})
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		to := w.Result().Header.Get("Location")
		if to != "" && (!strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.HasPrefix(to, "/\\")) {
			t.Errorf("%s leads to %q", path, to)
		}
		for name, values := range w.Result().Header {
			if strings.Contains(strings.Join(values, ""), "evil") && name != "Location" || name == "X-Evil" || strings.ContainsAny(strings.Join(values, ""), "\r\n") {
				t.Errorf("%s: %s: %q", path, name, values)
			}
		}
		for _, c := range w.Result().Cookies() {
			if c.Name == "a" || c.Domain != "" || c.Path != "/" {
				t.Errorf("%s: cookie %v", path, c)
			}
		}
	}
}

// Headers by which proxies are told of another host, method or address change
// nothing (WSTG-INPV-17, WSTG-CONF-06), and there is no web socket to be opened
// from elsewhere (WSTG-CLNT-10).
func TestHeadersChangeNothing(t *testing.T) {
	own := []string{"Origin: http://" + testHost, "Content-Type: application/json"}
	for _, c := range []struct {
		method, path string
		headers      []string
		want         int
	}{
		{"GET", "/api/undo", append(own, "X-HTTP-Method-Override: POST"), 404},
		{"POST", "/api/undo", []string{"Content-Type: application/json", "X-Original-URL: /", "Origin: "}, 403},
		{"GET", "/api/about", []string{"Host: evil.example", "X-Forwarded-Host: " + testHost}, 421},
		{"GET", "/api/about", []string{"X-Forwarded-Host: evil.example", "X-Forwarded-For: 10.0.0.1", "Forwarded: host=evil.example"}, 200},
		{"GET", "/api/nothing", []string{"X-Rewrite-URL: /api/about"}, 404},
		{"GET", "/", []string{"Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13", "Origin: http://evil.example"}, 403},
		{"GET", "/api/about", []string{"Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13"}, 200},
		{"CONNECT", "/", nil, 405},
		{"PATCH", "/api/merge", own, 405},
		{"PROPFIND", "/", own, 405},
	} {
		d := &desk{snapshot: town().load(t)}
		r := send(Handler(d, testHost, testToken), c.method, c.path, "{}", c.headers...)
		body, _ := io.ReadAll(r.Body)
		if r.StatusCode != c.want || len(d.told) > 0 || strings.Contains(string(body)+fmt.Sprint(r.Header), "evil") {
			t.Errorf("%s %s %q: status %d, want %d, judgements %q", c.method, c.path, c.headers, r.StatusCode, c.want, d.told)
		}
	}
}

// No answer is a script that another page could run for what it holds
// (WSTG-CLNT-13), none holds the key (WSTG-SESS-04), and none may be kept
// (WSTG-ATHN-06).
func TestAnswersAreNoScripts(t *testing.T) {
	h := Handler(&desk{snapshot: town().load(t)}, testHost, testToken)
	for _, path := range []string{"/", "/explorer.js", "/api/about", "/api/view", "/api/view?top=5", "/api/search?q=a", "/api/search?q=a&callback=alert", "/api/actor?id=dramatis:person/ann-reyes",
		"/api/around?id=dramatis:person/ann-reyes", "/api/document?id=dramatis:doc/one", "/api/none", "/?token=wrong"} {
		r := send(h, "GET", path, "")
		body, _ := io.ReadAll(r.Body)
		if strings.HasPrefix(path, "/api") && (body[0] != '{' || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json")) {
			t.Errorf("%s is %s: %.40s", path, r.Header.Get("Content-Type"), body)
		}
		if strings.Contains(string(body), testToken) || r.Header.Get("Cache-Control") != "no-store" || r.Header.Get("X-Content-Type-Options") != "nosniff" || r.Header.Get("Referrer-Policy") != "no-referrer" {
			t.Errorf("%s: %v", path, r.Header)
		}
	}
}

// HEAD tells no more than GET, and the page opens no window that could reach
// back to it (WSTG-CLNT-14).
func TestNothingReachesBack(t *testing.T) {
	s := town()
	b := browse(t, serve(t, &desk{snapshot: s.load(t)}))
	b.find(t, "Ann Reyes")
	b.want(t, says("#panel h2", "Ann Reyes"))
	b.want(t, `[...document.querySelectorAll("a[target]")].length > 0 && [...document.querySelectorAll("a[target]")].every(a => /noopener/.test(a.rel) && /noreferrer/.test(a.rel) && /^https?:$/.test(a.protocol))`)
	b.want(t, `document.cookie === "" && localStorage.length === 0 && sessionStorage.length === 0 && !location.href.includes("token")`)
	if got := eval[string](t, b, `document.referrer`); got != "" {
		t.Errorf("referrer %q", got)
	}
}

// The policy of the page holds in the browser: no text becomes a script or
// markup, and nothing from elsewhere is loaded (WSTG-CONF-12, WSTG-CLNT-01).
func TestPolicyHolds(t *testing.T) {
	s := town()
	snapshot := s.load(t)
	for how, address := range map[string]string{"served": serve(t, &desk{snapshot: snapshot}), "file": write(t, Collect(snapshot, s.facts).WithTexts(snapshot), "Brightwater")} {
		t.Run(how, func(t *testing.T) {
			b := browse(t, address)
			for what, script := range map[string]string{
				"markup":       `(() => { try { document.createElement("div").innerHTML = "<b>x</b>"; return "done" } catch { return "" } })()`,
				"inline code":  `(() => { const s = document.createElement("script"); try { s.textContent = "window.ran = 1" } catch { return "" } document.head.append(s); return window.ran ? "done" : "" })()`,
				"code of text": `(() => { try { setTimeout("window.ran = 1"); return "done" } catch { return "" } })()`,
				"a style":      `(() => { const s = document.createElement("style"); s.textContent = "body { border-top: 7px solid red !important }"; document.head.append(s); return getComputedStyle(document.body).borderTopWidth === "7px" ? "done" : "" })()`,
			} {
				if got := eval[string](t, b, script); got != "" {
					t.Errorf("%s: %s", what, got)
				}
			}
			for what, script := range map[string]string{
				"image":     `new Promise(done => { const i = new Image(); i.onload = () => done("done"); i.onerror = () => done(""); i.src = "http://127.0.0.1:9/x.png" })`,
				"fetch":     `fetch("http://127.0.0.1:9/").then(() => "done", () => "")`,
				"websocket": `new Promise(done => { try { const w = new WebSocket("ws://127.0.0.1:9/"); w.onopen = () => done("done"); w.onerror = () => done("") } catch { done("") } })`,
				"worker":    `(async () => { try { new Worker("data:text/javascript,1"); return "done" } catch { return "" } })()`,
				"frame":     `new Promise(done => { const seen = []; addEventListener("securitypolicyviolation", e => seen.push(e.effectiveDirective)); const f = document.createElement("iframe"); f.src = "http://127.0.0.1:9/"; document.body.append(f); setTimeout(() => done(seen.includes("frame-src") ? "" : "done"), 300) })`,
			} {
				var got string
				b.do(t, chromedp.Evaluate(script, &got, awaited))
				if got != "" {
					t.Errorf("%s: %s", what, got)
				}
			}
		})
	}
}

// Names such as those of JavaScript's own properties are names, in groups,
// search, filters, dossiers and paths (prototype pollution).
func TestNamesOfProperties(t *testing.T) {
	s := town()
	special := []string{"__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "prototype"}
	for _, name := range special {
		iri := s.actor(name+"/"+name, name)
		s.tell(iri, name, "dramatis:person/ann-reyes", func(f *graph.Fact) { f.Family, f.Source, f.SourceName = name, iri, name })
	}
	for n := range 160 { // so that there is a map, too
		s.tell(s.actor(fmt.Sprintf("person/extra-%d", n), fmt.Sprintf("Extra %d", n)), "met", "dramatis:person/ann-reyes")
	}
	b := browse(t, serve(t, &desk{snapshot: s.load(t)}))
	b.want(t, `document.getElementById("grouped") !== null`)
	b.do(t, chromedp.Click("#filters"))
	for _, name := range special {
		b.find(t, name)
		b.want(t, says("#panel h2", name)+" && document.querySelectorAll('#panel .fact').length === 1")
		b.do(t, press("#panel", "Path to"))
		b.find(t, "Ann Reyes")
		b.want(t, says("#notice", "no path")+" || document.querySelectorAll('#path > li').length > 0")
	}
	b.want(t, `["__proto__", "constructor", "toString"].every(n => [...document.querySelectorAll("#source option")].some(o => o.value === n))`)
	b.do(t, chromedp.Evaluate(`(() => { const s = document.getElementById("source"); s.value = "__proto__"; s.dispatchEvent(new Event("change")) })()`, nil))
	b.want(t, drawn+`.edges().toArray().every(e => e.data("facts")?.length === 1) && ({}).polluted === undefined && Object.keys(Object.prototype).length === 0`)
}

// Hostile words to search for answer at once in the file, too: there they meet
// no server (WSTG-INPV, regular expressions).
func TestHostileSearchInFile(t *testing.T) {
	s := county(2000)
	s.entities[7].Name = strings.Repeat("a", 5000) + "!"
	snapshot := s.load(t)
	b := browse(t, write(t, Of(snapshot, snapshot.Among(iris(s), noFilter)), "County"))
	for _, q := range []string{"(a+)+$", strings.Repeat("a", 3000), "[", "\\", "(?<=a", strings.Repeat("a ", 900), "__proto__", "%", "*"} {
		ms := b.measure(t, takes(fmt.Sprintf(`const s = document.getElementById("search"); document.getElementById("found").hidden = true; s.value = %q; s.dispatchEvent(new Event("input"))`, q), `!document.getElementById("found").hidden`))
		if ms > 1000 {
			t.Errorf("%.20q takes %.0f ms", q, ms)
		}
	}
}

// A key that is guessed letter by letter, or many at once, opens nothing; the
// server goes on answering those who have it (WSTG-ATHN-03).
func TestGuessing(t *testing.T) {
	h := Handler(&desk{snapshot: town().load(t)}, testHost, testToken)
	for n := range 2000 {
		guess := testToken[:n%len(testToken)] + "x"
		if r := send(h, "GET", "/?token="+guess, "", "Cookie: "); r.StatusCode != 403 || len(r.Cookies()) > 0 {
			t.Fatalf("%s: status %d", guess, r.StatusCode)
		}
	}
	if r := send(h, "GET", "/?token="+testToken, "", "Cookie: "); r.StatusCode != 303 {
		t.Errorf("status %d", r.StatusCode)
	}
}

// What no HTTP request should look like gets an error, not an answer (WSTG-INPV-16).
func TestOddRequests(t *testing.T) {
	address := serve(t, &desk{snapshot: town().load(t)})
	u, _ := url.Parse(address)
	ok := "Host: " + u.Host + "\r\nCookie: dramatis-" + u.Port() + "=" + testToken + "\r\n"
	for _, c := range []struct{ request, want string }{
		{"GET /api/about HTTP/1.1\r\n" + ok + "\r\n", "200"},
		{"GET /api/about HTTP/1.1\r\nHost: " + u.Host + "\r\n" + ok + "\r\n", "400"},
		{"POST /api/undo HTTP/1.1\r\n" + ok + "Origin: http://" + u.Host + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
		{"GET /api/about HTTP/1.1\r\n" + ok + "X: " + strings.Repeat("a", 2<<20) + "\r\n\r\n", "431"},
		{"GET http://evil.example/api/about HTTP/1.1\r\n" + ok + "\r\n", "421"},
		{"GET /api/about\r\n\r\n", "400"},
	} {
		conn, err := net.Dial("tcp", u.Host)
		if err != nil {
			t.Fatal(err)
		}
		conn.SetDeadline(time.Now().Add(5 * time.Second))
		go io.WriteString(conn, c.request)
		line, err := bufio.NewReader(conn).ReadString('\n')
		if _, status, _ := strings.Cut(line, " "); err != nil || !strings.HasPrefix(status, c.want) {
			t.Errorf("%.60q: %q %v, want %s", c.request, line, err, c.want)
		}
		conn.Close()
	}
}
