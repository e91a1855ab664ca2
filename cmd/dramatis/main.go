// Command dramatis reads news, keeps who did what to whom in a graph, answers
// questions about it and draws it.
package main

import "os"

func main() {
	p := newProgram(os.Stdin, os.Stdout, os.Stderr)
	os.Exit(p.run(os.Args[1:]))
}
