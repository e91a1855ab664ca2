package exchange

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Mermaid itself, in a browser, draws each name and each relation. The file
// mermaid.min.js is that of DRAMATIS_MERMAID.
func TestMermaidDraws(t *testing.T) {
	script, err := os.ReadFile(os.Getenv("DRAMATIS_MERMAID"))
	if err != nil {
		absent(t, "DRAMATIS_MERMAID, a mermaid.min.js of npm,")
	}
	browser, err := exec.LookPath("chromium")
	if err != nil {
		absent(t, "chromium")
	}
	text, err := os.ReadFile(written(t, courier(t), "mermaid")[0])
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(browser), chromedp.NoSandbox)...)
	defer stop()
	ctx, stop = chromedp.NewContext(ctx)
	defer stop()
	ctx, stop = context.WithTimeout(ctx, time.Minute)
	defer stop()
	quoted, err := json.Marshal(string(text))
	if err != nil {
		t.Fatal(err)
	}
	var drawn []string
	draw := `mermaid.initialize({startOnLoad: false}); mermaid.render("g", ` + string(quoted) + `).then(r => {
		const page = new DOMParser().parseFromString(r.svg, "text/html");
		return [...page.querySelectorAll(".nodeLabel, .edgeLabel p")].map(e => e.textContent.trim()).filter(Boolean); })`
	wait := func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }
	if err := chromedp.Run(ctx, chromedp.Navigate("about:blank"), chromedp.Evaluate(string(script)+"; true", nil), chromedp.Evaluate(draw, &drawn, wait)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Ann Marsh", "Cy Dorn", "Dee Oak", "Eli Fenn", "held talks with", "met", "paid", "thanked", "hired"} {
		if !slices.Contains(drawn, want) {
			t.Errorf("Mermaid draws %q, without %q", drawn, want)
		}
	}
	hostile := func(s string) bool {
		return strings.HasPrefix(s, `Bo "Quay" <Lind> & \ 'sons'; é漢`) && strings.HasSuffix(s, "`x` / #35; [y]")
	}
	if !slices.ContainsFunc(drawn, hostile) {
		t.Errorf("Mermaid draws the strange name as one of %q", drawn)
	}
}
