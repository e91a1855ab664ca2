package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestBashCompletion lets a real shell ask the program. What articles call
// people must reach the command line as one word and never be run.
func TestBashCompletion(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no bash here")
	}
	folder := t.TempDir()
	article := filepath.Join(folder, "a.txt")
	if err := os.WriteFile(article, []byte("Ann Reyes met Bo Lindqvist. Bo Lindqvist visited Millport."), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	db := filepath.Join(folder, "a.db")
	if code := newProgram(strings.NewReader(""), &out, &out).run([]string{"add", "--db", db, article}); code != exitDone {
		t.Fatalf("exit code %d: %s", code, out.String())
	}
	const press = `
function complete { :; }
eval "$SCRIPT"
press() { COMP_WORDS=("$@"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _dramatis; printf '%s|' "${COMPREPLY[@]}"; echo; }
press dramatis tim
press dramatis show ann
press dramatis path '"Ann Reyes"' '"Bo L'
press dramatis path reyes --via vis
press dramatis path --max-h
fake() { printf '%s\n' 'Bo $(touch '"$FOLDER"'/ran) "x'; }
press fake show bo
`
	c := exec.Command(bash, "-c", press)
	c.Env = append(os.Environ(), "SCRIPT="+bashCompletion, "DRAMATIS_DB="+db, "FOLDER="+folder)
	got, err := c.CombinedOutput()
	want := strings.Join([]string{
		"timeline|", `Ann\ Reyes|`, "Bo Lindqvist|", "visit|", "--max-hops|", `Bo\ \$\(touch\ ` + folder + `/ran\)\ \"x|`, "",
	}, "\n")
	if err != nil || string(got) != want {
		t.Errorf("completions, %v\n got %s\nwant %s", err, got, want)
	}
	if _, err := os.Stat(filepath.Join(folder, "ran")); err == nil {
		t.Error("a name was run as a command")
	}
}
