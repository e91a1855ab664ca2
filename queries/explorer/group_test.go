package explorer

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// theMap returns the first view of a large graph.
func theMap(t *testing.T, s *shelf) Case {
	t.Helper()
	var c Case
	r := send(Handler(&desk{snapshot: s.load(t)}, testHost, testToken), "GET", "/api/view", "")
	if err := json.NewDecoder(r.Body).Decode(&c); err != nil || c.Groups == nil {
		t.Fatalf("no groups: %v", err)
	}
	return c
}

// Every actor of a map stands in one group, and what relates actors is counted
// as often as it is said.
func TestMap(t *testing.T) {
	s := county(600)
	c := theMap(t, s)
	var all []int
	for n, members := range c.Groups {
		all = append(all, members...)
		if n > 0 && len(members) > len(c.Groups[n-1]) {
			t.Errorf("group %d of %d follows one of %d", n, len(members), len(c.Groups[n-1]))
		}
	}
	slices.Sort(all)
	if len(all) != len(c.Actors) || len(slices.Compact(all)) != len(c.Actors) {
		t.Errorf("%d places for %d actors", len(all), len(c.Actors))
	}
	if len(c.Actors) != 600 || len(c.Facts) != 0 {
		t.Errorf("%d actors, %d facts", len(c.Actors), len(c.Facts))
	}
	if got, want := len(c.Links.Rows), len(s.facts); got != want {
		t.Errorf("%d links, want %d", got, want)
	}
	row, f := c.Links.Rows[0], s.facts[0]
	if a, b := c.Actors[row[0]].IRI, c.Actors[row[1]].IRI; a != f.Subject || b != f.Object || c.Links.Families[row[2]] != f.Family || row[5] != 90 || int64(row[6]) != day(f.Time) {
		t.Errorf("row %v of %+v", row, f)
	}
	if small := answered[Case](t, "/api/view", 200); small.Groups != nil || small.Links != nil {
		t.Error("a small graph has groups")
	}
}

// pairs are many groups of two.
func pairs(n int) *shelf {
	s := town()
	for i := range n {
		a := s.actor(fmt.Sprintf("person/left-%03d", i), fmt.Sprintf("Left %03d", i))
		s.tell(a, "met", s.actor(fmt.Sprintf("person/right-%03d", i), fmt.Sprintf("Right %03d", i)))
	}
	return s
}

const (
	inPicture = drawn + `.nodes().not(".cluster").length`
	inGroups  = `[...picture.view.bubbles.values()].reduce((n, b) => n + b.held.length, 0)`
)

// A group opens to its members by a click, twelve at a time, and folds again;
// all that is in the graph stays in the picture.
func TestGroups(t *testing.T) {
	for _, how := range []string{"served", "file"} {
		t.Run(how, func(t *testing.T) {
			s := county(600)
			snapshot := s.load(t)
			address := ""
			if how == "served" {
				address = serve(t, &desk{snapshot: snapshot})
			} else {
				address = write(t, Of(snapshot, snapshot.Among(iris(s), noFilter)).WithTexts(snapshot), "County")
			}
			walkGroups(t, browse(t, address))
		})
	}
}

func walkGroups(t *testing.T, b *tab) {
	whole := inPicture + " + " + inGroups + " === 600"
	b.want(t, says("#panel h2", "All actors, in groups")+" && "+inPicture+" === 0 && "+whole+" && "+drawn+".nodes().length <= 25")
	tap := func(id string) { b.do(t, chromedp.Evaluate(drawn+`.getElementById("`+id+`").emit("tap"); true`, nil)) }
	tap("group 0")
	b.want(t, inPicture+" === 12 && "+whole+" && "+says("#panel h2", "Group of")+` && document.activeElement.id === "open"`)
	b.want(t, `[...document.querySelectorAll("#members li")].filter(li => li.innerText.includes("drawn")).length === 12`)
	b.do(t, press("#panel", "Show 12 of"))
	b.want(t, inPicture+" === 24 && "+whole)
	b.want(t, `!`+drawn+`.edges(".between").some(e => !(e.data("n") > 0))`)
	b.do(t, chromedp.Evaluate(drawn+`.nodes().not(".cluster")[5].emit("tap"); true`, nil))
	b.want(t, `document.querySelectorAll("#panel .fact").length > 0`)
	b.reload(t)
	b.want(t, inPicture+" === 24 && "+whole+` && document.querySelectorAll("#panel .fact").length > 0`)
	tap("group 0")
	b.want(t, says("#panel h2", "Group of"))
	b.do(t, press("#panel", "Fold"))
	b.want(t, inPicture+" === 0 && "+whole)
	b.do(t, chromedp.Evaluate(`document.querySelector("#ties").open = true`, nil), press("#ties", "facts"))
	b.want(t, says("#panel h2", "–")+` && document.querySelectorAll("#pairs li").length > 0 && `+drawn+`.edges(".picked").length <= 1`)
	b.do(t, press("#pairs", "fact"))
	b.want(t, `document.querySelectorAll("#panel .fact mark").length > 0 || document.querySelectorAll("#panel .fact").length > 0`)
	b.do(t, chromedp.Click("#home"), press("#panel", "Only the 40"))
	b.want(t, inPicture+" === 40 && "+drawn+`.nodes(".cluster").length === 0`)
	b.do(t, press("#panel", "All, in groups"))
	b.want(t, inPicture+" === 0 && "+whole)
	b.do(t, chromedp.Evaluate(`(() => { const cy = `+drawn+`, n = cy.getElementById("group 1"); cy.center(n); cy.zoom({ level: 2, position: n.position() }); cy.center(n); })()`, nil))
	b.want(t, inPicture+" === 12 && "+whole+` && document.getElementById("open") !== null && `+drawn+`.zoom() <= 1.4`)
}

// Who merges in the map stays in the map; so does who takes it back. The map is
// saved as it is drawn.
func TestJudgeAndSaveInMap(t *testing.T) {
	d := &desk{snapshot: county(600).load(t)}
	b := browse(t, serve(t, d))
	b.want(t, `document.getElementById("grouped") !== null`)
	b.do(t, chromedp.Click("#grouped button"))
	b.want(t, inPicture+" === 12")
	b.do(t, chromedp.Click("#members button"))
	b.want(t, `document.querySelectorAll("#panel .fact").length > 0`)
	b.do(t, press("#panel", "Same as"))
	b.find(t, "Kofi Marsh 18")
	b.want(t, says("#notice", "Judgement kept")+" && "+inPicture+" === 12 && "+inPicture+" + "+inGroups+" === 600")
	b.do(t, chromedp.Click("#undo"))
	b.want(t, says("#notice", "Taken back")+" && "+inPicture+" === 12 && "+inGroups+" === 588")
	if len(d.told) != 2 {
		t.Errorf("judgements %q", d.told)
	}
	b.do(t, chromedp.Evaluate(`window.saved = []; URL.createObjectURL = blob => { saved.push(blob); return "blob:none" }; HTMLAnchorElement.prototype.click = function () {}; true`, nil), chromedp.Click("#svg"), chromedp.Click("#png"))
	b.want(t, `saved.length === 2 && saved[1].size > 10000`)
	var svg string
	b.do(t, chromedp.Evaluate(`saved[0].text()`, &svg, awaited))
	if n := harmless(t, svg); n < eval[int](t, b, drawn+".nodes().length") || !strings.Contains(svg, " more</tspan>") {
		t.Errorf("%d texts in %.300s", n, svg)
	}
}

// What ties two groups is counted anew with every filter.
func TestGroupTies(t *testing.T) {
	s := county(600)
	c := theMap(t, s)
	of := map[int]int{}
	for g, members := range c.Groups {
		for _, m := range members {
			of[m] = g
		}
	}
	count := func(keep func(row [8]int) bool) (n int) {
		for _, row := range c.Links.Rows {
			if a, b := of[row[0]], of[row[1]]; min(a, b) == 0 && max(a, b) == 1 && keep(row) {
				n++
			}
		}
		return n
	}
	b := browse(t, serve(t, &desk{snapshot: s.load(t)}))
	b.want(t, `document.getElementById("bars").children.length > 0`)
	tie := `(picture.view.between.find(e => [e.from, e.to].sort().join() === "group 0,group 1")?.n ?? 0)`
	want := count(func([8]int) bool { return true })
	b.want(t, fmt.Sprint(tie, " === ", want))
	b.do(t, chromedp.Evaluate(`(() => { const s = document.getElementById("since"); s.value = (+s.min + +s.max) / 2 | 0; window.since = +s.value; s.dispatchEvent(new Event("input")); })()`, nil))
	since := eval[int](t, b, "since")
	less := count(func(row [8]int) bool { return row[7] >= since })
	if less == want || less == 0 {
		t.Fatalf("the slider leaves %d of %d: the test shows nothing", less, want)
	}
	b.want(t, fmt.Sprint(tie, " === ", less))
}

// Small groups share a place, which shows more of them when asked.
func TestSmallGroups(t *testing.T) {
	b := browse(t, serve(t, &desk{snapshot: pairs(120).load(t)}))
	smaller := `(picture.view.bubbles.get("group rest")?.groups ?? 0)`
	b.want(t, drawn+".nodes().length === 25 && "+inGroups+" === 246 && "+smaller+" === 97")
	b.do(t, press("#grouped", "97 smaller groups"))
	b.want(t, says("#panel h2", "97 smaller groups")+` && document.querySelectorAll("#members li").length > 60`)
	b.do(t, press("#panel", "Show 12 more groups"))
	b.want(t, drawn+".nodes().length === 37 && "+inGroups+" === 246 && "+smaller+" === 85")
	b.do(t, press("#panel", "Show 12 more groups"))
	b.want(t, drawn+".nodes().length === 49 && "+smaller+" === 73")
	b.reload(t)
	b.want(t, drawn+".nodes().length === 49 && "+smaller+" === 73")
	for _, state := range []string{`{"shown":[],"groups":1e9,"selected":"group rest"}`, `{"shown":[],"groups":-1}`, `{"shown":[],"groups":"all"}`, `{"shown":["group 0","dramatis:person/left-007"],"groups":24,"selected":"group 99999"}`} {
		b.do(t, chromedp.Evaluate(fmt.Sprintf(`location.hash = "#" + encodeURIComponent(%q)`, state), nil))
		b.reload(t)
		b.want(t, drawn+".nodes().length > 20 && "+drawn+".nodes().length < 250 && document.querySelector('#panel h2') !== null && "+inPicture+" + "+inGroups+" === 246")
	}
	b.find(t, "Right 119")
	b.want(t, says("#panel h2", "Right 119")+" && "+inPicture+" === 2")
}

// No word of a line that is seen covers a name, another word or another line,
// as Cytoscape.js itself measures them; nearer looks show more words.
func TestWordsCoverNothing(t *testing.T) {
	const covered = `(() => { const cy = ` + drawn + `, out = [], over = (a, b) => a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2;
		const words = cy.edges(".labelled").map(e => ({ id: e.data("label"), e, box: e.boundingBox({ includeNodes: false, includeEdges: false, includeLabels: true, includeOverlays: false }) }));
		const names = cy.nodes().map(n => ({ id: n.data("label"), box: n.boundingBox({ includeLabels: n.hasClass("afar"), includeOverlays: false }) }));
		words.forEach((w, i) => { for (const o of [...words.slice(0, i), ...names]) if (over(w.box, o.box)) out.push(w.id + " covers " + o.id) });
		for (const e of cy.edges().not(".far").toArray()) { const a = e.sourceEndpoint(), b = e.targetEndpoint(), m = e.midpoint();
			for (let t = 0; t <= 1; t += 0.01) { const u = 1 - t, cx = 2 * m.x - (a.x + b.x) / 2, cyy = 2 * m.y - (a.y + b.y) / 2, x = u * u * a.x + 2 * t * u * cx + t * t * b.x, y = u * u * a.y + 2 * t * u * cyy + t * t * b.y;
				for (const w of words) if (w.e !== e && x > w.box.x1 + 1 && x < w.box.x2 - 1 && y > w.box.y1 + 1 && y < w.box.y2 - 1) { out.push(w.id + " covers a line"); t = 2; break } } }
		return JSON.stringify({ words: words.length, covered: [...new Set(out)] }) })()`
	b := browse(t, serve(t, &desk{snapshot: county(600).load(t)}))
	check := func(state string, least int) int {
		t.Helper()
		b.do(t, chromedp.Evaluate(`new Promise(done => setTimeout(done, 300))`, nil, awaited))
		var found struct {
			Words   int
			Covered []string
		}
		if err := json.Unmarshal([]byte(eval[string](t, b, covered)), &found); err != nil {
			t.Fatal(err)
		}
		if len(found.Covered) > 0 || found.Words < least {
			t.Errorf("%s: %d words, want %d or more\n%s", state, found.Words, least, strings.Join(found.Covered, "\n"))
		}
		return found.Words
	}
	b.want(t, `document.getElementById("best") !== null`)
	check("groups", 10)
	b.do(t, chromedp.Click("#grouped button"))
	b.want(t, inPicture+" === 12")
	check("group open", 3)
	b.do(t, chromedp.Click("#home"), press("#panel", "Only the 40"))
	b.want(t, inPicture+" === 40")
	far := check("forty actors", 5)
	b.do(t, chromedp.Evaluate(drawn+`.zoom(2.5); true`, nil))
	if near := check("nearer", 5); near <= far {
		t.Errorf("%d words from near, %d from afar", near, far)
	}
	b.do(t, chromedp.Click("#fit"), chromedp.Evaluate(drawn+`.nodes()[0].emit("tap"); true`, nil))
	b.want(t, `document.querySelectorAll("#panel .fact").length > 0`)
	check("an actor chosen", 1)
	b.do(t, chromedp.Evaluate(drawn+`.edges().not(".labelled")[0].emit("mouseover"); true`, nil))
	b.want(t, drawn+`.edges(".under").length === 1 && `+drawn+`.edges(".under")[0].style("label") !== ""`)
	b.do(t, chromedp.Evaluate(drawn+`.edges(".under").removeClass("under"); true`, nil), chromedp.Click("#home"), press("#panel", "Only the 40"))
	b.want(t, inPicture+" === 40")
	check("forty again", 5)
	// Whom one looks at has words before others.
	var gained bool
	b.do(t, chromedp.Evaluate(`(async () => { for (const n of `+drawn+`.nodes().toArray()) {
		const words = () => n.connectedEdges(".labelled").length, had = words();
		n.emit("mouseover");
		await new Promise(done => setTimeout(done, 200));
		if (words() > had) return true;
		n.emit("mouseout");
		await new Promise(done => setTimeout(done, 200));
	} return false })()`, &gained, awaited))
	if !gained {
		t.Error("no actor that one looks at gets more words")
	}
	check("an actor looked at", 5)
	b.do(t, emulation.SetDeviceMetricsOverride(390, 844, 1, true))
	b.want(t, drawn+`.nodes(".afar").length > 3`)
	check("phone", 0)
}

// From afar names are written larger, as many as do not cover each other.
func TestNamesFromAfar(t *testing.T) {
	b := browse(t, serve(t, &desk{snapshot: county(600).load(t)}))
	b.want(t, `document.getElementById("best") !== null`)
	b.do(t, press("#panel", "Only the 40"))
	b.want(t, inPicture+" === 40")
	b.do(t, chromedp.Evaluate(drawn+`.zoom(0.3); true`, nil))
	b.want(t, drawn+`.nodes(".afar").length > 3 && `+drawn+`.nodes(".afar").length < 40`)
	overlap := `(() => { const n = ` + drawn + `.nodes(".afar").map(n => n.boundingBox({ includeNodes: false, includeLabels: true, includeOverlays: false })); let k = 0;
		for (let i = 0; i < n.length; i++) for (let j = 0; j < i; j++) if (n[i].x1 + 3 < n[j].x2 && n[j].x1 + 3 < n[i].x2 && n[i].y1 + 3 < n[j].y2 && n[j].y1 + 3 < n[i].y2) k++; return k })()`
	if n := eval[int](t, b, overlap); n > 0 {
		t.Errorf("%d names cover each other", n)
	}
	if px := eval[float64](t, b, drawn+`.nodes(".afar")[0].numericStyle("font-size") * `+drawn+`.zoom()`); px < 10 {
		t.Errorf("a name is %.1f pixels high", px)
	}
}

// The picture can be walked by keyboard, and says where one is.
func TestWalkPicture(t *testing.T) {
	b := browse(t, serve(t, &desk{snapshot: town().load(t)}))
	here := `document.getElementById("here").textContent`
	b.do(t, chromedp.Focus("#graph"))
	b.want(t, here+`.includes("relation") && `+drawn+`.nodes(".here").length === 1`)
	seen := map[string]bool{}
	for range eval[int](t, b, drawn+".nodes().length") {
		seen[eval[string](t, b, here)] = true
		b.do(t, chromedp.KeyEvent(kb.PageDown))
	}
	if n := eval[int](t, b, drawn+".nodes().length"); len(seen) != n {
		t.Errorf("Page Down leads to %d of %d: %v", len(seen), n, seen)
	}
	b.do(t, chromedp.KeyEvent(kb.Home))
	first := eval[string](t, b, here)
	turned := false
	for _, key := range []string{kb.ArrowLeft, kb.ArrowRight, kb.ArrowUp, kb.ArrowDown} {
		b.do(t, chromedp.KeyEvent(kb.Home), chromedp.KeyEvent(key))
		turned = turned || eval[string](t, b, here) != first
	}
	if !turned {
		t.Errorf("no arrow leads away from %s", first)
	}
	at := eval[float64](t, b, drawn+".pan().x")
	b.do(t, chromedp.KeyEvent(kb.ArrowLeft, chromedp.KeyModifiers(8)))
	b.want(t, fmt.Sprint(drawn, ".pan().x !== ", at))
	name := strings.Split(eval[string](t, b, here), ",")[0]
	b.do(t, chromedp.KeyEvent(kb.Enter))
	b.want(t, says("#panel h2", name)+` && document.activeElement.id === "graph"`)

	b = browse(t, serve(t, &desk{snapshot: county(600).load(t)}))
	b.do(t, chromedp.Focus("#graph"))
	b.want(t, here+`.includes("Enter opens it")`)
	b.do(t, chromedp.KeyEvent(kb.Enter))
	b.want(t, inPicture+` === 12 && document.activeElement.id === "open"`)
	b.do(t, emulation.SetDeviceMetricsOverride(390, 844, 1, true))
	b.want(t, `document.documentElement.scrollWidth <= 390`)
}
