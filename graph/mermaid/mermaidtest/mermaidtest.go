// Package mermaidtest lets Mermaid itself draw a chart, in a browser.
package mermaidtest

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Labels returns the texts that Mermaid draws for nodes and edges of a chart, or
// for the title, the times and the events of a timeline, whose lines Mermaid
// breaks: they come without spaces.
// Without Chromium, or without the mermaid.min.js that DRAMATIS_MERMAID names,
// the test is left out, or fails where DRAMATIS_CONSUMERS=1.
func Labels(t *testing.T, chart string) []string {
	t.Helper()
	script, err := os.ReadFile(os.Getenv("DRAMATIS_MERMAID"))
	browser := ""
	if err == nil {
		browser, err = exec.LookPath("chromium")
	}
	if err != nil {
		if os.Getenv("DRAMATIS_CONSUMERS") == "1" {
			t.Fatal(err)
		}
		t.Skipf("no Mermaid to draw with: %v; .ci/run fetches it", err)
	}
	ctx, stop := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(browser), chromedp.NoSandbox)...)
	defer stop()
	ctx, stop = chromedp.NewContext(ctx)
	defer stop()
	ctx, stop = context.WithTimeout(ctx, time.Minute)
	defer stop()
	quoted, err := json.Marshal(chart)
	if err != nil {
		t.Fatal(err)
	}
	draw := `mermaid.initialize({startOnLoad: false}); mermaid.render("g", ` + string(quoted) + `).then(r => {
		const page = new DOMParser().parseFromString(r.svg, "text/html");
		const labels = [...page.querySelectorAll(".nodeLabel, .edgeLabel p")].map(e => e.textContent.trim());
		const rows = [...page.querySelectorAll("#g > text, .eventWrapper text, .taskWrapper text, .timeline-node text")].map(e => e.textContent.replace(/\s/g, ""));
		return [...labels, ...rows].filter(Boolean); })`
	var drawn []string
	wait := func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }
	if err := chromedp.Run(ctx, chromedp.Navigate("about:blank"), chromedp.Evaluate(string(script)+"; true", nil), chromedp.Evaluate(draw, &drawn, wait)); err != nil {
		t.Fatalf("%v\n%s", err, chart)
	}
	return drawn
}
