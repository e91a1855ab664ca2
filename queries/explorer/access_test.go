package explorer

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/dramatis-kg/dramatis/queries"
)

// judge checks the page with the rules of axe-core (WCAG 2.2 A and AA among
// them), in light and dark. DRAMATIS_AXE names its axe.min.js.
func (b *tab) judge(t *testing.T) (check func(state string)) {
	t.Helper()
	file := os.Getenv("DRAMATIS_AXE")
	if file == "" {
		t.Skip("DRAMATIS_AXE is not set: npm pack axe-core")
	}
	axe, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	b.do(t, chromedp.Evaluate(string(axe)+"; true", nil))
	return func(state string) {
		t.Helper()
		for _, scheme := range []string{"light", "dark"} {
			var found []string
			b.do(t, media("prefers-color-scheme", scheme),
				chromedp.Evaluate(`axe.run().then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + ": " + v.help + ": " + n.html)))`, &found, awaited))
			if len(found) > 0 {
				t.Errorf("%s, %s:\n%s", state, scheme, strings.Join(found, "\n"))
			}
		}
	}
}

func media(name, value string) chromedp.Action {
	return emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: name, Value: value}})
}

// naming is a server that knows several names of every actor, as only a store
// does.
func naming(t *testing.T, d Book, names ...string) (address string, end func()) {
	return beginWith(t, d, func(h http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/api/actor" {
				h.ServeHTTP(w, r)
				return
			}
			answer := httptest.NewRecorder()
			h.ServeHTTP(answer, r)
			var fields map[string]any
			if err := json.Unmarshal(answer.Body.Bytes(), &fields); err != nil {
				t.Error(err)
			}
			fields["names"] = names
			json.NewEncoder(w).Encode(fields)
		})
	})
}

func TestAccessibility(t *testing.T) {
	address, end := naming(t, &desk{snapshot: town().load(t)}, "Ann Reyes", "Mayor Reyes")
	b := browse(t, address)
	check := b.judge(t)
	check("overview")
	b.find(t, "Ann Reyes")
	b.want(t, says("#panel h2", "Ann Reyes"))
	check("dossier")
	b.do(t, chromedp.Click("#filters"))
	check("filters")
	b.do(t, chromedp.SendKeys("#search", "marsh"))
	b.want(t, `!document.querySelector("#found").hidden`)
	check("search")
	b.do(t, chromedp.Evaluate(`document.getElementById("search").value = ""`, nil), chromedp.SendKeys("#search", "xyzzy"))
	b.want(t, says("#found", "nobody of that name"))
	check("nobody found")
	b.do(t, press("#panel", "Council sells ferry"))
	b.want(t, says("#panel .article", "ferry")+" || "+says("#panel .article", "Heron"))
	check("article")
	b.do(t, press("#panel", "Back"))
	b.want(t, `document.querySelector("#related") !== null`)
	b.do(t, chromedp.Evaluate(`document.querySelector("#related").open = true`, nil), chromedp.Sleep(50*time.Millisecond))
	check("neighbours")
	b.do(t, press("#related", "1 fact"))
	b.want(t, says("#panel h2", "–"))
	check("relation")
	b.do(t, press("#panel", "Back to"))
	b.want(t, says("#panel", "Path to"))
	b.do(t, press("#panel", "Same as"))
	b.want(t, `document.activeElement.id === "search"`)
	check("choosing an actor")
	b.do(t, chromedp.KeyEvent(kb.Escape), press("#panel", "Split"))
	b.want(t, `document.querySelectorAll("#names input").length > 1`)
	check("splitting")
	b.do(t, press("#panel", "Back"))
	b.want(t, says("#panel", "Path to"))
	b.do(t, press("#panel", "Path to"))
	b.find(t, "Halden Lines")
	b.want(t, says("#panel h2", "Path from"))
	check("path")
	b.do(t, chromedp.Focus("#graph"))
	check("picture by keyboard")
	b.do(t, emulation.SetDeviceMetricsOverride(390, 844, 1, true))
	check("phone")
	end()
	b.do(t, press("#panel", "Council sells ferry"))
	b.want(t, says("#notice.error", "no longer served"))
	check("error")
}

func TestAccessibleGroups(t *testing.T) {
	b := browse(t, serve(t, &desk{snapshot: county(600).load(t)}))
	check := b.judge(t)
	check("groups")
	b.do(t, chromedp.Click("#grouped button"))
	b.want(t, inPicture+" === 12")
	check("group open")
	b.do(t, chromedp.Evaluate(`document.querySelector("#ties").open = true`, nil), chromedp.Sleep(50*time.Millisecond))
	check("ties of a group")
	b.do(t, press("#ties", "facts"))
	b.want(t, `document.getElementById("pairs") !== null`)
	check("pairs of a tie")
	b.do(t, emulation.SetDeviceMetricsOverride(390, 844, 1, true))
	check("phone")
}

func TestAccessibleNothing(t *testing.T) {
	b := browse(t, serve(t, &desk{snapshot: (&shelf{}).load(t)}))
	b.judge(t)("empty graph")
}

func TestAccessibleFile(t *testing.T) {
	s := town()
	snapshot := s.load(t)
	b := browse(t, write(t, Collect(snapshot, s.facts).WithTexts(snapshot), "Brightwater harbour"))
	b.judge(t)("file")
}

// late is a desk that answers when it is let go.
type late struct {
	desk
	mu   sync.Mutex
	gate chan struct{}
}

func (l *late) Snapshot(ctx context.Context) (*queries.Snapshot, error) {
	l.mu.Lock()
	gate := l.gate
	l.mu.Unlock()
	if gate != nil {
		<-gate
	}
	return l.desk.Snapshot(ctx)
}

// hold makes all answers wait until free is called.
func (l *late) hold() (free func()) {
	gate := make(chan struct{})
	l.mu.Lock()
	l.gate = gate
	l.mu.Unlock()
	return func() {
		l.mu.Lock()
		l.gate = nil
		l.mu.Unlock()
		close(gate)
	}
}

// An answer that takes a while is seen to be awaited, by those who listen, too;
// a quick one is not. Who wants no motion sees none.
func TestBusy(t *testing.T) {
	d := &late{desk: desk{snapshot: town().load(t)}}
	b := browse(t, serve(t, d))
	const (
		busy  = `(document.getElementById("panel").getAttribute("aria-busy") === "true" && document.body.classList.contains("busy"))`
		spins = `getComputedStyle(document.getElementById("notice"), "::before").animationName`
	)
	b.do(t, chromedp.Evaluate(`window.everBusy = false; new MutationObserver(() => { everBusy ||= `+busy+` }).observe(document.body, { attributes: true, subtree: true }); true`, nil))
	b.find(t, "Ann Reyes")
	b.want(t, says("#panel h2", "Ann Reyes")+" && !everBusy")
	for _, c := range []struct{ motion, want string }{{"no-preference", "turn"}, {"reduce", "none"}} {
		b.do(t, media("prefers-reduced-motion", c.motion))
		free := d.hold()
		b.do(t, press("#panel", "Council sells ferry"))
		b.want(t, "!"+busy)
		b.want(t, busy+" && "+says("#notice", "Working"))
		if got := eval[string](t, b, spins); got != c.want {
			t.Errorf("motion %s: animation %q, want %q", c.motion, got, c.want)
		}
		if n := eval[int](t, b, `document.getAnimations().filter(a => a.playState === "running").length`); (n > 0) != (c.want == "turn") {
			t.Errorf("motion %s: %d animations", c.motion, n)
		}
		free()
		b.want(t, "!"+busy+" && "+says("#panel .article", "Heron")+" && !"+says("#notice", "Working"))
		b.do(t, press("#panel", "Back"))
		b.want(t, says("#panel h2", "Ann Reyes"))
	}
}

// Judging and the slider, the boxes and the files, by keyboard alone.
func TestKeyboardJudges(t *testing.T) {
	d := &desk{snapshot: town().load(t)}
	address, _ := naming(t, d, "Ann Reyes", "Mayor Reyes")
	b := browse(t, address)
	b.do(t, chromedp.KeyEvent("/"), chromedp.KeyEvent("reyes"))
	b.want(t, `!document.querySelector("#found").hidden`)
	b.do(t, chromedp.KeyEvent(kb.Enter))
	b.want(t, says("#panel h2", "Ann Reyes"))
	b.tabTo(t, "Split")
	b.do(t, chromedp.KeyEvent(kb.Enter))
	b.want(t, `document.activeElement.tagName === "H2"`)
	b.tabTo(t, "Mayor Reyes")
	b.do(t, chromedp.KeyEvent(" "))
	b.tabTo(t, "Split")
	b.do(t, chromedp.KeyEvent(kb.Enter))
	b.want(t, says("#notice", "Judgement kept"))
	b.tabTo(t, "Undo merge or split")
	b.do(t, chromedp.KeyEvent(kb.Enter))
	b.want(t, says("#notice", "Taken back"))
	if got, want := strings.Join(d.told, "; "), "split dramatis:person/ann-reyes Mayor Reyes; undo"; got != want {
		t.Errorf("judgements\ngot  %s\nwant %s", got, want)
	}
	b.tabTo(t, "Filters")
	b.do(t, chromedp.KeyEvent(kb.Enter))
	b.want(t, `!document.getElementById("filter-panel").hidden && document.activeElement.getAttribute("aria-expanded") === "true"`)
	b.tabTo(t, "denied")
	b.do(t, chromedp.KeyEvent(" "))
	b.want(t, drawn+`.edges(".denied").length === 0 && `+drawn+`.edges().length > 0`)
	b.tabTo(t, "confidence")
	b.do(t, chromedp.KeyEvent(kb.End))
	b.want(t, drawn+`.edges().length === 0 && document.getElementById("confidence-value").value === "1.00"`)
	b.do(t, chromedp.KeyEvent(kb.Home))
	b.want(t, drawn+`.edges().length > 0`)
	b.tabTo(t, "since")
	b.do(t, chromedp.KeyEvent(kb.End))
	b.want(t, "!"+drawn+`.edges().some(e => e.data("long") === "met") && document.activeElement.getAttribute("aria-valuetext") === "2021-06-01"`)
	b.do(t, chromedp.Evaluate(`window.saved = []; HTMLAnchorElement.prototype.click = function () { saved.push(this.download) }; true`, nil))
	b.tabTo(t, "SVG")
	b.do(t, chromedp.KeyEvent(kb.Enter))
	b.want(t, `saved[0] === "dramatis.svg"`)
	b.tabTo(t, "Zoom in")
	zoom := eval[float64](t, b, drawn+".zoom()")
	b.do(t, chromedp.KeyEvent(kb.Enter))
	if after := eval[float64](t, b, drawn+".zoom()"); after <= zoom {
		t.Errorf("zoom %v after %v", after, zoom)
	}
}
