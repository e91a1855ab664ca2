package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// Merging, splitting and undoing in the page change the store as the commands
// of that name do.
func TestServeJudgementsInBrowser(t *testing.T) {
	browser, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("DRAMATIS_CONSUMERS") == "1" {
			t.Fatal(err)
		}
		t.Skip("no chromium: apt-get install chromium")
	}
	dir := t.TempDir()
	file, article := filepath.Join(dir, "a.db"), filepath.Join(dir, "ferry.txt")
	if err := os.WriteFile(article, []byte("Ann Reyes met Bo Lindqvist in Brightwater. Tom Marsh hired the Harbour Union.\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	dramatis := func(args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		if code := newProgram(strings.NewReader(""), &out, &errs).run(append(args, "--db", file)); code != 0 {
			t.Fatalf("dramatis %q: exit code %d: %s", args, code, errs.String())
		}
		return out.String()
	}
	dramatis("add", article)
	before := dramatis("export")

	ctx, cancel := context.WithTimeout(context.Background(), 90*time.Second)
	defer cancel()
	in, out := io.Pipe()
	ended := make(chan error, 1)
	serving, stop := context.WithCancel(ctx)
	go func() {
		ended <- newProgram(strings.NewReader(""), out, io.Discard).execute(serving, []string{"serve", "--db", file, "--author", "Mira Osei"})
		out.Close()
	}()
	defer func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}()
	address, err := bufio.NewReader(in).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	tab, end := chromedp.NewExecAllocator(ctx, append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(browser), chromedp.NoSandbox)...)
	defer end()
	tab, end = chromedp.NewContext(tab)
	defer end()
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

	do(chromedp.Navigate(strings.TrimSpace(address)), chromedp.WaitVisible(`body[data-ready="true"]`))
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
