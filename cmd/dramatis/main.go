// Command dramatis reads news, keeps who did what to whom in a graph, answers
// questions about it and draws it.
package main

import (
	"fmt"
	"os"

	"github.com/dramatis-kg/dramatis/graph/gizmo"
)

func main() {
	if gizmo.IsChild() {
		if err := gizmo.Child(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(exitFault)
		}
		return
	}
	p := newProgram(os.Stdin, os.Stdout, os.Stderr)
	os.Exit(p.run(os.Args[1:]))
}
