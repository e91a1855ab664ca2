package explorer

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
)

// What a reader waits for, in milliseconds: the first view from the click on
// the address, an answer, a frame while the picture moves. Other work on the
// machine slows a browser down, so that only DRAMATIS_TIMES=1 holds the page to
// these; else it may take mostLax times as long.
const (
	mostFirst  = 1000
	mostAnswer = 100
	mostFrame  = 50
	mostLax    = 5
)

// A stopwatch collects what was measured, and fails a test where the page is
// too slow.
type stopwatch struct{ strict bool }

func (w stopwatch) check(t *testing.T, what string, took []float64, limit float64) {
	t.Helper()
	slices.Sort(took)
	middle := took[len(took)/2]
	t.Logf("%-40s median %5.0f ms, from %.0f to %.0f, of %d", what, middle, took[0], took[len(took)-1], len(took))
	if !w.strict {
		limit *= mostLax
	}
	if middle > limit {
		t.Errorf("%s takes %.0f ms, more than %.0f", what, middle, limit)
	}
}

// painted waits until what was done is on the screen.
const painted = `await new Promise(done => requestAnimationFrame(() => setTimeout(done)));`

// takes is a script that does something, waits until a condition holds and is
// seen, and gives the milliseconds.
func takes(action, condition string) string {
	return `(async () => { const start = performance.now(); ` + action + `; while (!(` + condition + `)) await new Promise(done => setTimeout(done)); ` + painted + ` return performance.now() - start })()`
}

// frames is a script that gives how long each frame takes while a step is made
// in each.
func frames(step string) string {
	return `new Promise(done => { const cy = ` + drawn + `, times = []; let last = performance.now(), n = 0;
		const next = now => { times.push(now - last); last = now; ` + step + `; if (++n < 45) requestAnimationFrame(next); else done(times.slice(5)) };
		requestAnimationFrame(next) })`
}

func (b *tab) measure(t *testing.T, script string) float64 {
	t.Helper()
	var ms float64
	b.do(t, chromedp.Evaluate(script, &ms, awaited))
	return ms
}

func (b *tab) measureAll(t *testing.T, script string) []float64 {
	t.Helper()
	var ms []float64
	b.do(t, chromedp.Evaluate(script, &ms, awaited))
	return ms
}

// Five thousand actors, served and as a file: the first view comes within a
// second, the page answers within a tenth, and moves smoothly.
func TestFiveThousandActors(t *testing.T) {
	s := county(5000)
	snapshot := s.load(t)
	w := stopwatch{os.Getenv("DRAMATIS_TIMES") == "1"}
	t.Run("served", func(t *testing.T) {
		w.walk(t, browse(t, serve(t, &desk{snapshot: snapshot})))
	})
	t.Run("file", func(t *testing.T) {
		all := snapshot.Among(iris(s), noFilter)
		w.walk(t, browse(t, write(t, Of(snapshot, all).WithTexts(snapshot), "Brightwater county")))
	})
}

// walk does what a reader does.
func (w stopwatch) walk(t *testing.T, b *tab) {
	const first = `(performance.getEntriesByName("drawn")[0]?.startTime ?? 0)`
	var views []float64
	address := eval[string](t, b, `location.href.replace(/#.*/, "")`)
	for range 4 {
		b.do(t, chromedp.Navigate("about:blank"), chromedp.Navigate(address))
		b.want(t, first+" > 0 && "+says("#notice", "groups"))
		views = append(views, b.measure(t, first))
	}
	w.check(t, "first view", views, mostFirst)
	w.moves(t, b, "groups")

	var search, open, dossier []float64
	for _, name := range []string{"Reyes 100", "Marsh 12", "Osei", "Lena No"} {
		search = append(search, b.measure(t, takes(fmt.Sprintf(`const s = document.getElementById("search"), list = document.getElementById("found").firstChild; s.value = %q; s.dispatchEvent(new Event("input"))`, name),
			`document.getElementById("found").firstChild !== list && !document.getElementById("found").hidden`)))
	}
	w.check(t, "search, a letter to the list", search, mostAnswer)
	for range 4 {
		count := eval[int](t, b, drawn+".nodes().length")
		open = append(open, b.measure(t, takes(`document.querySelector("#grouped button, #open").click()`, fmt.Sprint(drawn, ".nodes().length > ", count))))
		b.want(t, `document.getElementById("open") !== null`)
	}
	w.check(t, "a group opens", open, mostAnswer)
	for n := range 4 {
		dossier = append(dossier, b.measure(t, takes(fmt.Sprintf(`const h = document.querySelector("#panel h2"); document.querySelectorAll("#members button")[%d].click()`, 3*n+1), `document.querySelector("#panel h2") !== h`)))
		b.do(t, chromedp.Click("#home"))
		b.want(t, `document.getElementById("grouped") !== null`)
		b.do(t, chromedp.Click("#grouped li:nth-child(2) button"))
		b.want(t, `document.getElementById("members") !== null`)
	}
	w.check(t, "a dossier opens", dossier, mostAnswer)

	b.do(t, chromedp.Click("#home"))
	b.want(t, `document.getElementById("best") !== null`)
	b.do(t, chromedp.Click("#best"))
	for count := 0; count < 300; {
		b.want(t, fmt.Sprintf("%s.nodes().length > %d && document.getElementById('more') !== null", drawn, count))
		count = eval[int](t, b, drawn+".nodes().length")
		b.do(t, chromedp.Click("#more"))
	}
	b.want(t, drawn+".nodes().length > 300")
	w.moves(t, b, fmt.Sprint(eval[int](t, b, drawn+".nodes().length"), " actors"))
}

// moves measures the frames of moving and zooming.
func (w stopwatch) moves(t *testing.T, b *tab, what string) {
	t.Helper()
	w.check(t, what+": frames while it is moved", b.measureAll(t, frames(`cy.panBy({ x: n % 2 ? 7 : -5, y: 3 })`)), mostFrame)
	w.check(t, what+": frames while it is zoomed", b.measureAll(t, frames(`cy.zoom({ level: cy.zoom() * (n % 20 < 10 ? 1.04 : 1 / 1.04), renderedPosition: { x: 300, y: 300 } })`)), mostFrame)
	b.do(t, chromedp.Click("#fit"))
}
