package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// aBrowser returns where Chromium is. Without it the test is left out, unless
// DRAMATIS_CONSUMERS=1 says that it must be there.
func aBrowser(t *testing.T) string {
	t.Helper()
	file, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("DRAMATIS_CONSUMERS") == "1" {
			t.Fatal(err)
		}
		t.Skip("no chromium: apt-get install chromium")
	}
	return file
}

// aTab returns an empty page of a browser of its own.
func aTab(t *testing.T, ctx context.Context) context.Context {
	t.Helper()
	ctx, end := chromedp.NewExecAllocator(ctx, append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(aBrowser(t)), chromedp.NoSandbox, chromedp.WindowSize(1440, 900))...)
	t.Cleanup(end)
	ctx, end = chromedp.NewContext(ctx)
	t.Cleanup(end)
	return ctx
}

// serving runs serve until the test ends, and returns the address it prints.
func serving(t *testing.T, ctx context.Context, args ...string) string {
	t.Helper()
	in, out := io.Pipe()
	ended := make(chan error, 1)
	ctx, stop := context.WithCancel(ctx)
	go func() {
		ended <- newProgram(strings.NewReader(""), out, io.Discard).execute(ctx, append([]string{"serve"}, args...))
		out.Close()
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	address, err := bufio.NewReader(in).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(address)
}

// The first view of the founding article comes within a second of the click on
// the address, served and from the file. DRAMATIS_DB names a store to be
// measured beside it; DRAMATIS_TIMES=1 allows no delay by other work on the
// machine.
func TestServeFirstView(t *testing.T) {
	aBrowser(t)
	limit := 5000.0
	if os.Getenv("DRAMATIS_TIMES") == "1" {
		limit = 1000
	}
	dir := t.TempDir()
	dramatis := succeeding(t)
	article := filepath.Join(dir, "article.db")
	dramatis("add", "--db", article, "--date", "2016-03-24", filepath.Join("..", "..", "testdata", "palmyra.txt"))
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	t.Cleanup(cancel)
	tab := aTab(t, ctx)
	for _, file := range []string{article, os.Getenv("DRAMATIS_DB")} {
		if file == "" {
			continue
		}
		page := filepath.Join(dir, filepath.Base(file)+".html")
		dramatis("draw", "--db", file, "--top", "20000", "-o", page)
		for how, address := range map[string]string{"served": serving(t, ctx, "--db", file), "as a file": "file://" + page} {
			var took []float64
			for range 5 {
				var ms float64
				if err := chromedp.Run(tab, chromedp.Navigate("about:blank"), chromedp.Navigate(address), chromedp.WaitVisible(`body[data-ready="true"]`),
					chromedp.Poll(`performance.getEntriesByName("drawn")[0]?.startTime`, &ms)); err != nil {
					t.Fatal(err)
				}
				took = append(took, ms)
			}
			slices.Sort(took)
			t.Logf("%-12s %-10s first view after %.0f ms (median; %.0f to %.0f)", filepath.Base(file), how, took[2], took[0], took[4])
			if took[2] > limit {
				t.Errorf("%s %s: more than %.0f ms", filepath.Base(file), how, limit)
			}
		}
	}
}

// Merging, splitting and undoing in the page change the store as the commands
// of that name do.
func TestServeJudgementsInBrowser(t *testing.T) {
	aBrowser(t)
	dir := t.TempDir()
	file, article := filepath.Join(dir, "a.db"), filepath.Join(dir, "ferry.txt")
	if err := os.WriteFile(article, []byte("Ann Reyes met Bo Lindqvist in Brightwater. Tom Marsh hired the Harbour Union.\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	dramatis := succeeding(t, "--db", file)
	dramatis("add", article)
	before := dramatis("export")

	ctx, cancel := context.WithTimeout(context.Background(), 90*time.Second)
	t.Cleanup(cancel)
	address := serving(t, ctx, "--db", file, "--author", "Mira Osei")
	tab := aTab(t, ctx)
	do := func(actions ...chromedp.Action) {
		t.Helper()
		if err := chromedp.Run(tab, actions...); err != nil {
			t.Fatal(err)
		}
	}
	says := func(selector, words string) chromedp.Action {
		return chromedp.Poll(fmt.Sprintf("(document.querySelector(%q)?.innerText ?? '').includes(%q)", selector, words), nil, chromedp.WithPollingTimeout(10*time.Second))
	}
	press := func(words string) chromedp.Action {
		return chromedp.Evaluate(fmt.Sprintf("[...document.querySelectorAll('#panel button')].find(b => b.innerText.includes(%q)).click()", words), nil)
	}
	find := func(name string) {
		t.Helper()
		do(chromedp.SendKeys("#search", name), says("#found [data-id]", name), chromedp.SendKeys("#search", "\r"))
	}
	count := func(name string) int { return strings.Count(dramatis("cast"), name) }

	do(chromedp.Navigate(address), chromedp.WaitVisible(`body[data-ready="true"]`))
	find("Ann Reyes")
	do(says("#panel h2", "Ann Reyes"), press("Same as"))
	find("Bo Lindqvist")
	do(says("#notice", "Judgement kept"), says("#panel", "Split"))
	if got := dramatis("judgements"); !strings.Contains(got, "Mira Osei") || count("Bo Lindqvist") != 0 {
		t.Errorf("after the merge\n%s%s", got, dramatis("cast"))
	}
	do(press("Split"), chromedp.Evaluate(`document.getElementById("notice").textContent = ""`, nil), chromedp.Click(`#names input[value="Bo Lindqvist"]`), press("Split"), says("#notice", "Judgement kept"))
	if count("Bo Lindqvist") != 1 {
		t.Errorf("after the split\n%s", dramatis("cast"))
	}
	do(chromedp.Click("#undo"), says("#notice", "Taken back"))
	if count("Bo Lindqvist") != 0 {
		t.Errorf("after the first undo\n%s", dramatis("cast"))
	}
	do(chromedp.Evaluate(`document.getElementById("notice").textContent = ""`, nil), chromedp.Click("#undo"), says("#notice", "Taken back"), says("#panel", "Bo Lindqvist"))
	if got := dramatis("export"); got != before {
		t.Error("after both are taken back, the export is another")
	}
	do(chromedp.Click("#undo"), says("#notice", "no judgement to take back"))
}
