package explorer

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	cdpruntime "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A tab is a page in a real browser, and what it must not do: open dialogs, ask
// elsewhere, print errors.
type tab struct {
	context.Context
	mu     sync.Mutex
	faults []string
}

// chromium is the browser of all tests: each has a tab, and a cookie named after
// its port.
var chromium struct {
	sync.Once
	context.Context
	stop func()
}

func launch(file string) context.Context {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(file), chromedp.NoSandbox, chromedp.WindowSize(1200, 800))
	ctx, end := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stop := chromedp.NewContext(ctx)
	chromium.stop = func() { stop(); end() }
	return ctx
}

func TestMain(m *testing.M) {
	code := m.Run()
	if chromium.stop != nil {
		chromium.stop()
	}
	os.Exit(code)
}

// browse opens an address in Chromium. Without Chromium the test is left out,
// unless DRAMATIS_CONSUMERS=1 says that it must be there.
func browse(t *testing.T, address string) *tab {
	t.Helper()
	file, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("DRAMATIS_CONSUMERS") == "1" {
			t.Fatal(err)
		}
		t.Skip("no chromium: apt-get install chromium")
	}
	chromium.Do(func() { chromium.Context = launch(file) })
	if err := chromedp.Run(chromium.Context); err != nil {
		t.Fatal(err)
	}
	ctx, stop := chromedp.NewContext(chromium.Context)
	t.Cleanup(stop)
	ctx, stop = context.WithTimeout(ctx, 90*time.Second)
	t.Cleanup(stop)
	b := &tab{Context: ctx}
	chromedp.ListenTarget(ctx, b.watch)
	b.do(t, network.Enable(), emulation.SetDeviceMetricsOverride(1200, 800, 1, false), chromedp.Navigate(address), chromedp.WaitVisible(`body[data-ready="true"]`))
	t.Cleanup(func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		if len(b.faults) > 0 {
			t.Errorf("the page\n%s", strings.Join(b.faults, "\n"))
		}
	})
	return b
}

func (b *tab) watch(event any) {
	fault := ""
	switch e := event.(type) {
	case *page.EventJavascriptDialogOpening:
		fault = "opened a dialog: " + e.Message
	case *network.EventRequestWillBeSent:
		if u := e.Request.URL; !strings.HasPrefix(u, "http://127.0.0.1:") && !strings.HasPrefix(u, "file://") && !strings.HasPrefix(u, "data:") && !strings.HasPrefix(u, "blob:") {
			fault = "asked for " + u
		}
	case *cdpruntime.EventExceptionThrown:
		fault = "threw " + e.ExceptionDetails.Error()
	}
	if fault != "" {
		b.mu.Lock()
		b.faults = append(b.faults, fault)
		b.mu.Unlock()
	}
}

func (b *tab) do(t *testing.T, actions ...chromedp.Action) {
	t.Helper()
	if err := chromedp.Run(b, actions...); err != nil {
		t.Fatal(err)
	}
}

// want waits until a script gives true.
func (b *tab) want(t *testing.T, script string) {
	t.Helper()
	if err := chromedp.Run(b, chromedp.Poll(script, nil, chromedp.WithPollingTimeout(10*time.Second))); err != nil {
		var text string
		chromedp.Run(b, chromedp.Evaluate(`document.getElementById("panel").innerText + " | " + document.getElementById("notice").innerText`, &text))
		t.Fatalf("%s: %v\nthe page says %.600s", script, err, text)
	}
}

// says is a script that looks for words in an element.
func says(selector, words string) string {
	return fmt.Sprintf("(document.querySelector(%q)?.innerText ?? '').includes(%q)", selector, words)
}

// awaited lets a script end later.
func awaited(p *cdpruntime.EvaluateParams) *cdpruntime.EvaluateParams {
	return p.WithAwaitPromise(true)
}

// press clicks the button with these words in an element, as soon as it is
// there.
func press(selector, words string) chromedp.Action {
	script := fmt.Sprintf("(() => { const b = [...document.querySelectorAll(%q)].find(b => b.innerText.includes(%q)); b?.click(); return Boolean(b) })()", selector+" button", words)
	return chromedp.Poll(script, nil, chromedp.WithPollingTimeout(10*time.Second))
}

// serve runs the explorer of a desk and returns the address to open.
func serve(t *testing.T, d Book) string {
	t.Helper()
	address, _ := begin(t, d)
	return address
}

// begin does so, and returns how to end it.
func begin(t *testing.T, d Book) (address string, end func()) {
	t.Helper()
	return beginWith(t, d, func(h http.Handler) http.Handler { return h })
}

// beginWith serves what wrap makes of the handler.
func beginWith(t *testing.T, d Book, wrap func(http.Handler) http.Handler) (address string, end func()) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &http.Server{Handler: wrap(Handler(d, l.Addr().String(), testToken))}
	go s.Serve(l)
	t.Cleanup(func() { s.Close() })
	return "http://" + l.Addr().String() + "/?token=" + testToken, func() { s.Close() }
}

// find types a name and takes the first that is found.
func (b *tab) find(t *testing.T, name string) {
	t.Helper()
	b.do(t, chromedp.Evaluate(`document.getElementById("search").value = ""`, nil), chromedp.SendKeys("#search", name))
	b.want(t, `!document.querySelector("#found").hidden && document.querySelector("#found [data-id]") && `+says("#found", name))
	b.do(t, chromedp.SendKeys("#search", "\r"))
}

func TestSearchExpandPath(t *testing.T) {
	d := &desk{snapshot: town().load(t)}
	b := browse(t, serve(t, d))
	b.want(t, says("#panel", "Bo Lindqvist"))
	b.find(t, "Ann Reyes")
	b.want(t, says("#panel h2", "Ann Reyes"))
	b.want(t, says("#panel", "Mayor of Brightwater"))
	b.want(t, `[...document.querySelectorAll("#panel mark.p")].some(m => m.textContent === "met")`)
	b.want(t, says("#panel .denied", "left"))
	b.do(t, press("#panel", "Council sells ferry"))
	b.want(t, says("#panel .article", "Bo Lindqvist runs Halden Lines."))
	b.want(t, `document.querySelector("#panel mark.sentence")?.textContent === "Tom Marsh accused Halden Lines."`)
	b.do(t, press("#panel", "Back"))
	b.want(t, says("#panel h2", "Ann Reyes"))
	b.do(t, press("#panel", "Path to"))
	b.find(t, "Halden Lines")
	b.want(t, `document.querySelectorAll("#path > li").length === 2`)
	b.want(t, says("#path", "runs"))
	b.do(t, press("#panel", "Back"))
	b.want(t, says("#panel h2", "Ann Reyes"))
	b.do(t, press("#panel", "Same as"))
	b.find(t, "Tom Marsh")
	b.want(t, says("#notice", "Judgement kept"))
	b.do(t, chromedp.Click("#undo"))
	b.want(t, says("#notice", "Taken back"))
	if got, want := strings.Join(d.told, "; "), "merge dramatis:person/ann-reyes dramatis:person/tom-marsh; undo"; got != want {
		t.Errorf("judgements\ngot  %s\nwant %s", got, want)
	}
}

// The slider and the boxes leave out what they name.
func TestFilters(t *testing.T) {
	b := browse(t, serve(t, &desk{snapshot: town().load(t)}))
	b.find(t, "Ann Reyes")
	b.want(t, says("#panel", "met"))
	b.do(t, chromedp.Click("#filters"), chromedp.Click("#denied"), chromedp.Click("#undated"))
	b.find(t, "Ann Reyes")
	b.want(t, "!"+says("#panel", "left")+" && "+says("#panel", "met"))
	b.do(t, chromedp.Evaluate(`(() => { const s = document.getElementById("since"); s.value = s.max; s.dispatchEvent(new Event("input")); })()`, nil))
	b.find(t, "Bo Lindqvist")
	b.want(t, "!"+says("#panel", "met")+" && "+says("#panel", "will visit"))
	b.want(t, `document.getElementById("since-value").value === "2021-06-01"`)
}

// Names and sentences are text, whatever they look like: none opens a dialog,
// asks elsewhere or becomes markup.
func TestHostileNames(t *testing.T) {
	s := town()
	for n := range 200 {
		name := fmt.Sprintf(hostile[n%len(hostile)], n)
		s.tell(s.actor(fmt.Sprintf("person/hostile-%d", n), name, name), name, "dramatis:person/ann-reyes")
	}
	s.documents[0].URL, s.documents[0].Title = "javascript:alert(1)", "<img src=x onerror=alert(1)>"
	snapshot := s.load(t)
	markup := `document.querySelectorAll("#panel img, #panel script, #panel iframe, #panel svg, a[href^='javascript']").length === 0`
	t.Run("served", func(t *testing.T) {
		b := browse(t, serve(t, &desk{snapshot: snapshot}))
		b.find(t, "Ann Reyes")
		b.do(t, press("#panel", "more facts"))
		b.want(t, says("#panel h2", "Ann Reyes")+" && "+says("#panel", "<script>alert(")+" && "+markup)
		b.do(t, press("#panel", "Show"))
		b.want(t, says("#panel h2", "Ann Reyes")+" && "+markup)
	})
	t.Run("file", func(t *testing.T) {
		b := browse(t, write(t, Collect(snapshot, s.facts).WithTexts(snapshot), hostile[0]))
		b.find(t, "Ann Reyes")
		b.want(t, says("#panel h2", "Ann Reyes")+" && "+says("#panel", "<script>alert(")+" && "+markup)
	})
}

var hostile = []string{
	"</script><script>alert(%d)</script>", "<script>alert(%d)</script>", "<img src=x onerror=alert(%d)>", `" onmouseover="alert(%d)`,
	"javascript:alert(%d)", "<svg onload=alert(%d)>", "{{constructor.constructor('alert(%d)')()}}", "<!--%d", "]]>%d", "\u202e%d gro.live",
	`<iframe src="https://evil.example/%d">`, "`${alert(%d)}`", "<style>@import url(https://evil.example/%d)</style>", "</style><b>%d", "\\u003cscript>%d",
}

// write puts a case into a file and returns its address.
func write(t *testing.T, c Case, title string) string {
	t.Helper()
	text, err := Page(c, title)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "case.html")
	if err := os.WriteFile(file, text, 0o666); err != nil {
		t.Fatal(err)
	}
	return "file://" + file
}

// The page that is mailed answers without a server.
func TestFile(t *testing.T) {
	s := town()
	snapshot := s.load(t)
	b := browse(t, write(t, Collect(snapshot, s.facts).WithTexts(snapshot), "Brightwater harbour"))
	b.want(t, `document.title === "Brightwater harbour" && document.getElementById("undo").hidden`)
	b.find(t, "Ann Reyes")
	b.do(t, press("#panel", "Path to"))
	b.find(t, "Halden Lines")
	b.want(t, `document.querySelectorAll("#path > li").length === 2`)
	b.do(t, press("#path", "Council sells ferry"))
	b.want(t, says("#panel .article", "Halden Lines bought the Grey Heron."))
}
