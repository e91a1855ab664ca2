package dormant_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/goccy/go-graphviz"

	"github.com/dramatis-kg/dramatis/graph/diagram/internal/dormant"
	_ "github.com/dramatis-kg/dramatis/graph/diagram/internal/module" // calls Finish
)

// That this test runs at all shows that go-graphviz found every function that
// it calls while it starts. Who uses it nevertheless is told so.
func TestGraphvizSleeps(t *testing.T) {
	if _, err := graphviz.New(t.Context()); err == nil {
		t.Error("go-graphviz runs its own module")
	}
	if m := dormant.Module(); !bytes.HasPrefix(m, []byte("\x00asm")) || len(m) < 1<<20 {
		t.Errorf("a module of %d bytes", len(m))
	}
	if tmp := os.TempDir(); tmp == os.DevNull {
		t.Error("the temporary folder still points nowhere")
	}
}
