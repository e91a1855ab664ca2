package diagram

import (
	"fmt"
	"os"
	"testing"
)

// The test binary is its own layout child.
func TestMain(m *testing.M) {
	if os.Getenv(ChildVariable) == "1" {
		if err := RunChild(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}
