package explorer

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
)

// fair is a town whose facts differ in everything that can be filtered.
func fair() *shelf {
	s := town()
	ann, bo := "dramatis:person/ann-reyes", "dramatis:person/bo-lindqvist"
	s.tell(ann, "doubts", bo, func(f *graph.Fact) { f.Confidence = 0.3; f.Family = "reject" })
	s.tell(bo, "praised", ann, func(f *graph.Fact) { f.SourceName = "Mira Osei"; f.Family = "support" })
	s.tell(bo, "may sue", ann, func(f *graph.Fact) { f.Modality = extract.Possible })
	return s
}

// Each box, list and slider leaves out what it names, from the picture and from
// the panel, and lets it in again.
func TestEveryFilter(t *testing.T) {
	b := browse(t, serve(t, &desk{snapshot: fair().load(t)}))
	b.find(t, "Bo Lindqvist")
	b.want(t, says("#panel", "praised"))
	b.do(t, chromedp.Click("#filters"))
	set := func(id, value, event string) string {
		return fmt.Sprintf(`(() => { const e = document.getElementById(%q); e.value = %q; e.dispatchEvent(new Event(%q)) })()`, id, value, event)
	}
	click := func(selector string) string { return fmt.Sprintf(`document.querySelector(%q).click()`, selector) }
	for _, c := range []struct {
		name, on, off, gone, stays string
		fewer                      bool // lines or actors, not only words of lines
	}{
		{"kind", click(`#kinds input[value="organisation"]`), click(`#kinds input[value="organisation"]`), "", "praised", true},
		{"family", click(`#families input[value="support"]`), click(`#families input[value="support"]`), "praised", "may sue", false},
		{"no family", click(`#families input[value="other"]`), click(`#families input[value="other"]`), "may sue", "praised", false},
		{"reported", click("#reported"), click("#reported"), "praised", "may sue", false},
		{"planned", click("#planned"), click("#planned"), "may sue", "praised", false},
		{"source", set("source", "Mira Osei", "change"), set("source", "", "change"), "may sue", "praised", false},
		{"confidence", set("confidence", "0.5", "input"), set("confidence", "0", "input"), "doubts", "praised", false},
		{"time", set("since", "18776", "input"), set("since", "0", "input"), "met", "praised", true},
		{"no time", click("#undated"), click("#undated"), "praised", "met", true},
	} {
		seen := func(words string) string {
			return fmt.Sprintf(`picture.view.shown.size > 0 && [...document.querySelectorAll("#panel .fact strong")].some(e => e.innerText === %q)`, words)
		}
		b.want(t, seen("praised")+" && "+seen("met"))
		lines := eval[int](t, b, drawn+".edges().length + "+drawn+".nodes().length")
		b.do(t, chromedp.Evaluate(c.on, nil))
		if c.gone != "" {
			b.want(t, "!("+seen(c.gone)+") && "+seen(c.stays)+" && "+says("#panel", "hidden by filters"))
		}
		if now := eval[int](t, b, drawn+".edges().length + "+drawn+".nodes().length"); c.fewer && now >= lines {
			t.Errorf("%s: %d things are drawn, %d before", c.name, now, lines)
		}
		if words := eval[string](t, b, drawn+`.edges().map(e => e.data("long")).join(" | ")`); c.gone != "" && strings.Contains(words, c.gone) {
			t.Errorf("%s: the picture says %s", c.name, words)
		}
		b.do(t, chromedp.Evaluate(c.off, nil))
		b.want(t, fmt.Sprint(drawn, ".edges().length + ", drawn, ".nodes().length === ", lines))
	}
}

// The view is copied as an address that holds no key, and opens as it was.
func TestLink(t *testing.T) {
	b := browse(t, serve(t, &desk{snapshot: fair().load(t)}))
	b.find(t, "Tom Marsh")
	b.want(t, says("#panel h2", "Tom Marsh"))
	b.do(t, chromedp.Click("#filters"), chromedp.Click("#denied"))
	b.want(t, drawn+`.edges(".denied").length === 0`)
	b.do(t, browser.GrantPermissions([]browser.PermissionType{browser.PermissionTypeClipboardReadWrite, browser.PermissionTypeClipboardSanitizedWrite}), chromedp.Click("#link"))
	b.want(t, says("#notice", "copied"))
	nodes := eval[int](t, b, drawn+".nodes().length")
	var address string
	b.do(t, chromedp.Evaluate(`navigator.clipboard.readText()`, &address, awaited))
	if strings.Contains(address, testToken) || !strings.HasPrefix(address, "http://127.0.0.1:") {
		t.Errorf("address %s", address)
	}
	b.do(t, chromedp.Navigate("about:blank"), chromedp.Navigate(address), chromedp.WaitVisible(`body[data-ready="true"]`))
	b.want(t, says("#panel h2", "Tom Marsh")+fmt.Sprint(" && ", drawn, ".nodes().length === ", nodes, " && ", drawn, `.edges(".denied").length === 0 && !document.getElementById("denied").checked`))
}

// A click on an actor opens the dossier, two bring its neighbours, one on a line
// the facts behind it, one beside them the overview.
func TestClicks(t *testing.T) {
	b := browse(t, serve(t, &desk{snapshot: star().load(t)}))
	at := func(script string) (x, y float64) {
		var p struct{ X, Y float64 }
		b.do(t, chromedp.Evaluate(`(() => { const p = `+script+`, r = document.getElementById("graph").getBoundingClientRect(); return { x: p.x + r.x, y: p.y + r.y } })()`, &p))
		return p.X, p.Y
	}
	b.do(t, chromedp.Evaluate(`location.hash = "#" + encodeURIComponent(JSON.stringify({shown: ["dramatis:person/ann-reyes", "dramatis:person/guest-29"]}))`, nil))
	b.reload(t)
	b.want(t, drawn+".nodes().length === 2")
	x, y := at(drawn + `.getElementById("dramatis:person/guest-29").renderedPosition()`)
	b.do(t, chromedp.MouseClickXY(x, y))
	b.want(t, says("#panel h2", "Guest 29"))
	x, y = at(`(() => { const e = ` + drawn + `.edges()[0], p = e.renderedSourceEndpoint(), q = e.renderedTargetEndpoint(); return { x: p.x + 0.15 * (q.x - p.x), y: p.y + 0.15 * (q.y - p.y) } })()`)
	b.do(t, chromedp.MouseClickXY(x, y))
	b.want(t, says("#panel h2", "Ann Reyes – Guest 29")+` && document.querySelectorAll("#panel .fact").length === 3`)
	b.do(t, chromedp.MouseClickXY(30, 400))
	b.want(t, says("#panel h2", "In the picture")+" || "+says("#panel h2", "Ann Reyes – Guest 29"))
	b.do(t, chromedp.Sleep(400*time.Millisecond))
	x, y = at(drawn + `.getElementById("dramatis:person/ann-reyes").renderedPosition()`)
	for range 6 { // two clicks are one only within a quarter of a second
		b.do(t, chromedp.MouseClickXY(x, y), chromedp.MouseClickXY(x, y), chromedp.Sleep(700*time.Millisecond))
		if eval[int](t, b, drawn+".nodes().length") > 2 {
			break
		}
	}
	b.want(t, drawn+".nodes().length === 14 && "+says("#panel h2", "Ann Reyes"))
}

// The file works where there is no network at all.
func TestFileOffline(t *testing.T) {
	s := town()
	snapshot := s.load(t)
	b := browse(t, write(t, Collect(snapshot, s.facts).WithTexts(snapshot), "Brightwater harbour"))
	b.do(t, network.EmulateNetworkConditions(true, 0, 0, 0), chromedp.Reload(), chromedp.WaitVisible(`body[data-ready="true"]`))
	b.find(t, "Bo Lindqvist")
	b.want(t, says("#panel h2", "Bo Lindqvist")+` && performance.getEntriesByType("resource").every(e => e.name.startsWith("data:"))`)
}
