package explorer

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/dramatis-kg/dramatis/graph"
)

// drawn is a script that gives the picture.
const drawn = `document.getElementById("graph")._cyreg.cy`

// eval returns what a script gives.
func eval[T any](t *testing.T, b *tab, script string) T {
	t.Helper()
	var out T
	b.do(t, chromedp.Evaluate(script, &out))
	return out
}

func (b *tab) reload(t *testing.T) {
	t.Helper()
	b.do(t, chromedp.Reload(), chromedp.WaitVisible(`body[data-ready="true"]`))
}

// star is an actor whom 30 others met, the last the most often.
func star() *shelf {
	s := town()
	for n := range 30 {
		other := s.actor(fmt.Sprintf("person/guest-%02d", n), fmt.Sprintf("Guest %02d", n))
		for range 1 + n/10 {
			s.tell("dramatis:person/ann-reyes", "met", other)
		}
	}
	return s
}

// Neighbours come by twelves, those of most facts first.
func TestExpand(t *testing.T) {
	b := browse(t, serve(t, &desk{snapshot: star().load(t)}))
	b.find(t, "Port Ellery")
	b.want(t, says("#panel h2", "Port Ellery"))
	b.do(t, chromedp.Evaluate(drawn+`.nodes().length`, nil))
	b.do(t, chromedp.Evaluate(`location.hash = "#" + encodeURIComponent(JSON.stringify({shown: ["dramatis:person/ann-reyes"], selected: "dramatis:person/ann-reyes"}))`, nil))
	b.reload(t)
	b.want(t, says("#panel h2", "Ann Reyes")+" && "+drawn+".nodes().length === 1")
	b.want(t, says("#expand", "Show 12 of 32 more"))
	b.do(t, chromedp.SendKeys("#expand", kb.Enter))
	b.want(t, says("#expand", "Show 12 of 20 more"))
	b.want(t, drawn+`.nodes().filter(n => /Guest 2/.test(n.data("label"))).length === 10`)
	b.want(t, `document.activeElement.id === "expand"`)
	b.do(t, chromedp.SendKeys("#expand", kb.Enter))
	b.want(t, drawn+`.nodes().length === 25`)
	b.want(t, `document.querySelectorAll("#panel .fact").length === 12 && `+says("#panel", "“met” (61)")+" && "+says("#panel", "51 more facts"))
	b.want(t, says("#expand", "Show 8 of 8 more"))
	b.do(t, press("#panel", "51 more facts"))
	b.want(t, `document.querySelectorAll("#panel .fact").length === 63`)
	overlapping := `(() => { const n = ` + drawn + `.nodes().map(n => n.boundingBox({includeLabels: false, includeOverlays: false})); let k = 0;
		for (let i = 0; i < n.length; i++) for (let j = 0; j < i; j++) if (n[i].x1 < n[j].x2 && n[j].x1 < n[i].x2 && n[i].y1 < n[j].y2 && n[j].y1 < n[i].y2) k++; return k })()`
	if n := eval[int](t, b, overlapping); n != 0 {
		t.Errorf("%d boxes overlap", n)
	}
}

// What the slider leaves out goes from the picture, too.
func TestTimeline(t *testing.T) {
	b := browse(t, serve(t, &desk{snapshot: town().load(t)}))
	edge := func(words string) string { return drawn + `.edges().some(e => e.data("label") === "` + words + `")` }
	b.want(t, edge("met")+" && "+edge("will visit"))
	b.do(t, chromedp.Evaluate(`(() => { const s = document.getElementById("since"); s.value = s.max; s.dispatchEvent(new Event("input")); })()`, nil))
	b.want(t, "!"+edge("met")+" && "+edge("will visit")+" && "+edge("runs"))
	b.do(t, chromedp.Click("#undated"))
	b.want(t, "!"+edge("runs")+" && "+drawn+".edges().length === 1 && decodeURIComponent(location.hash).includes('\"undated\":false')")
	b.reload(t)
	b.want(t, `document.body.dataset.ready === "true" && `+drawn+`.edges().length === 1 && !document.getElementById("undated").checked`)
}

// Everything can be done without a mouse, and the focus stays where one works.
func TestKeyboard(t *testing.T) {
	d := &desk{snapshot: town().load(t)}
	b := browse(t, serve(t, d))
	focus := `(document.activeElement.innerText || document.activeElement.id)`
	b.do(t, chromedp.KeyEvent("/"))
	b.want(t, focus+` === "search"`)
	b.do(t, chromedp.KeyEvent("reyes"))
	b.want(t, `!document.querySelector("#found").hidden`)
	b.do(t, chromedp.KeyEvent(kb.Enter))
	b.want(t, focus+` === "Ann Reyes"`)
	tabTo := func(words string) { t.Helper(); b.tabTo(t, words) }
	tabTo("Related to 2 actors")
	b.do(t, chromedp.KeyEvent(kb.Enter))
	tabTo("1 fact")
	b.do(t, chromedp.KeyEvent(kb.Enter))
	b.want(t, says("#panel h2", "Ann Reyes – Bo Lindqvist")+" && "+says("#panel", "met")+" && "+drawn+`.edges(".picked").length === 1 && `+focus+`.includes("–")`)
	tabTo("Back to Ann Reyes")
	b.do(t, chromedp.KeyEvent(kb.Enter))
	b.want(t, focus+` === "Ann Reyes"`)
	tabTo("Council sells ferry")
	b.do(t, chromedp.KeyEvent(kb.Enter))
	b.want(t, says("#panel h2", "Council sells ferry"))
	tabTo("Back")
	b.do(t, chromedp.KeyEvent(kb.Enter))
	b.want(t, focus+`.includes("Council sells ferry")`)
	b.do(t, chromedp.Evaluate(`document.querySelector("#panel h2").focus()`, nil))
	tabTo("Same as")
	b.do(t, chromedp.KeyEvent(kb.Enter))
	b.want(t, focus+` === "search" && document.activeElement.getAttribute("aria-label") === "Which actor is the same?"`)
	b.do(t, chromedp.KeyEvent("marsh"))
	b.want(t, `!document.querySelector("#found").hidden`)
	b.do(t, chromedp.KeyEvent(kb.Enter))
	b.want(t, says("#notice", "Judgement kept"))
	if len(d.told) != 1 {
		t.Errorf("judgements %q", d.told)
	}
	tabTo("Hide")
	b.do(t, chromedp.KeyEvent(kb.Enter))
	b.want(t, says("#panel h2", "In the picture")+` && !`+says("#shown", "Ann Reyes")+" && "+drawn+`.getElementById("dramatis:person/ann-reyes").empty()`)
	at := eval[float64](t, b, drawn+".pan().x")
	b.do(t, chromedp.Focus("#graph"), chromedp.KeyEvent(kb.ArrowLeft), chromedp.KeyEvent("+"))
	b.want(t, fmt.Sprint(drawn, ".pan().x !== ", at))
}

// tabTo presses Tab until what has the focus has these words, or this id.
func (b *tab) tabTo(t *testing.T, words string) {
	t.Helper()
	for range 90 {
		b.do(t, chromedp.KeyEvent(kb.Tab))
		if strings.Contains(eval[string](t, b, `(e => e === document.body ? "" : [e.innerText, e.id, e.getAttribute("aria-label"), e.closest("label")?.innerText].join(" "))(document.activeElement)`), words) {
			return
		}
	}
	t.Fatalf("no Tab leads to %q", words)
}

// Nothing is wider than the screen of a phone, whatever is open.
func TestPhone(t *testing.T) {
	s := star()
	long := strings.Repeat("Brightwater", 12)
	s.tell("dramatis:person/ann-reyes", "praised", s.actor("work/long", long))
	s.entities[0].Roles = []string{"Mayor of " + long, "Harbour master", "Chair of the council", "Owner", "Skipper", "Judge"}
	b := browse(t, serve(t, &desk{snapshot: s.load(t)}))
	b.do(t, emulation.SetDeviceMetricsOverride(390, 844, 1, true))
	fits := `document.documentElement.scrollWidth <= 390 && innerWidth <= 390`
	b.want(t, fits)
	b.find(t, "Ann Reyes")
	b.want(t, says("#panel", "and 2 more roles")+" && "+fits)
	b.do(t, chromedp.Click("#filters"))
	b.want(t, fits)
	b.do(t, press("#panel", "Council sells ferry"))
	b.want(t, says("#panel h2", "Council sells ferry")+" && "+fits)
}

// The picture is saved as an SVG file that is right XML whatever the names are,
// and as a PNG file.
func TestSave(t *testing.T) {
	s := town()
	for n, name := range append(hostile, "\x00\x08\ufffe&amp;<![CDATA[") {
		if strings.Contains(name, "%d") {
			name = fmt.Sprintf(name, n)
		}
		s.tell(s.actor(fmt.Sprintf("person/h-%d", n), name), "met", "dramatis:person/ann-reyes")
	}
	b := browse(t, serve(t, &desk{snapshot: s.load(t)}))
	b.do(t, chromedp.Evaluate(`window.saved = []; URL.createObjectURL = blob => { saved.push(blob); return "blob:none" }; HTMLAnchorElement.prototype.click = function () { saved.push(this.download) }; true`, nil),
		chromedp.Click("#svg"))
	b.want(t, `saved.length === 2 && saved[1] === "dramatis.svg" && saved[0].type === "image/svg+xml"`)
	var svg string
	b.do(t, chromedp.Evaluate(`saved[0].text()`, &svg, awaited))
	if n := harmless(t, svg); n < eval[int](t, b, drawn+".nodes().length") {
		t.Errorf("%d texts are too few", n)
	}
	if !strings.Contains(svg, "&#60;script&#62;alert(") {
		t.Errorf("no name like an element in %.300s", svg)
	}
	b.do(t, chromedp.Click("#png"))
	b.want(t, `saved.length === 4 && saved[3] === "dramatis.png" && saved[2].type === "image/png" && saved[2].size > 1000`)
}

// harmless counts the texts of an SVG file, and fails where it is no XML or
// holds what runs or loads.
func harmless(t *testing.T, svg string) (texts int) {
	t.Helper()
	for d := xml.NewDecoder(strings.NewReader(svg)); ; {
		token, err := d.Token()
		if err == io.EOF {
			return texts
		}
		if err != nil {
			t.Fatal(err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if !strings.Contains(" svg defs marker path rect ellipse polygon text tspan ", " "+e.Name.Local+" ") {
			t.Errorf("element %s", e.Name.Local)
		}
		for _, a := range e.Attr {
			if strings.HasPrefix(a.Name.Local, "on") || strings.HasSuffix(a.Name.Local, "href") || a.Name.Local == "style" {
				t.Errorf("attribute %s", a.Name.Local)
			}
		}
		if e.Name.Local == "text" {
			texts++
		}
	}
}

// An address that anybody may have written shows what is in the graph, or the
// overview, and harms nothing.
func TestHostileAddress(t *testing.T) {
	s := town()
	s.entities[0].Kind, s.entities[1].Kind = "__proto__", "constructor"
	s.tell(s.actor("__proto__/toString", "Proto Type"), "met", "dramatis:person/ann-reyes", func(f *graph.Fact) { f.Family = "__proto__" })
	address := serve(t, &desk{snapshot: s.load(t)})
	b := browse(t, address)
	for _, state := range []string{
		`null`, `[]`, `{"shown": "x"}`, `{"shown": ["none", 7, null, {}]}`, `{"shown": [], "__proto__": {"polluted": 1}}`, `%`, `{"shown":`,
		`{"shown": ["dramatis:person/ann-reyes"], "selected": "<img src=x onerror=alert(1)>"}`,
		`{"shown": ["dramatis:person/ann-reyes"], "selected": {}, "filter": {"kinds": ["person", 1], "confidence": "9", "since": {}, "__proto__": {"polluted": 1}, "source": "<script>"}}`,
		`{"shown": ["dramatis:__proto__/toString"], "selected": "dramatis:__proto__/toString"}`,
	} {
		b.do(t, chromedp.Evaluate(`location.hash = "#" + `+fmt.Sprintf("%q", state), nil))
		b.reload(t)
		b.want(t, `document.body.dataset.ready === "true" && document.querySelector("#panel h2") !== null && ({}).polluted === undefined`)
	}
	b.want(t, says("#panel h2", "Proto Type"))
}

// The page says in words what went wrong.
func TestFaults(t *testing.T) {
	d := &desk{snapshot: town().load(t)}
	address, end := begin(t, d)
	b := browse(t, address)
	b.do(t, chromedp.Evaluate(`location.hash = "#" + encodeURIComponent('{"shown":["dramatis:person/nobody","dramatis:person/noone"]}')`, nil))
	b.reload(t)
	b.want(t, says("#notice", "2 actors of the view in this address are not in the graph")+" && "+says("#panel h2", "In the picture"))
	b.find(t, "Ann Reyes")
	b.want(t, says("#panel h2", "Ann Reyes"))
	b.do(t, press("#panel", "Path to"))
	b.find(t, "Tom Marsh")
	b.want(t, says("#notice", "no path"))
	b.do(t, network.ClearBrowserCookies(), press("#panel", "Council sells ferry"))
	b.want(t, says("#notice.error", "key has expired"))
	end()
	b.do(t, press("#panel", "Council sells ferry"))
	b.want(t, says("#notice.error", "no longer served"))
}

func TestEmptyGraph(t *testing.T) {
	b := browse(t, serve(t, &desk{snapshot: (&shelf{}).load(t)}))
	b.want(t, says("#panel h2", "Nothing here yet")+` && document.getElementById("time").hidden`)
}
