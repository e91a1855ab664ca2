package main

import (
	"context"
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/queries"
)

// The scripts ask the program itself: a hidden last argument makes it print
// what may come next.
const (
	bashCompletion = `_dramatis() {
  local cur="${COMP_WORDS[COMP_CWORD]}" words=("${COMP_WORDS[@]:0:$COMP_CWORD}")
  [[ "$cur" == -* ]] && words+=("$cur")
  COMPREPLY=($(compgen -o default -W "$("${words[@]}" --generate-bash-completion 2>/dev/null)" -- "$cur"))
}
complete -o bashdefault -o default -F _dramatis dramatis
`
	zshCompletion = `#compdef dramatis
_dramatis() {
  local -a opts
  local cur="${words[-1]}"
  if [[ "$cur" == -* ]]; then
    opts=("${(@f)$(${words[@]:0:#words[@]-1} ${cur} --generate-bash-completion 2>/dev/null)}")
  else
    opts=("${(@f)$(${words[@]:0:#words[@]-1} --generate-bash-completion 2>/dev/null)}")
  fi
  [[ -n "${opts[1]}" ]] && compadd -a opts || _files
}
compdef _dramatis dramatis
`
)

// completeVia prints what may follow --via on the command line args: the
// predicates of the store that it names, and their families. Without one there
// is nothing to say.
func (p *program) completeVia(ctx context.Context, app *cli.App, args []string) error {
	r, err := normalise(app, args)
	if err != nil || r.command == nil || find(r.command.Flags, "via") == nil {
		return nil
	}
	r.command.Action = func(c *cli.Context) error {
		return withSnapshot(c, func(s *queries.Snapshot) error {
			for _, name := range s.Predicates() {
				fmt.Fprintln(p.out, safe(name))
			}
			for _, family := range s.Families() {
				fmt.Fprintln(p.out, "~"+safe(family))
			}
			return nil
		})
	}
	_ = app.RunContext(ctx, r.args) // a shell that completes shows no errors
	return nil
}

func (p *program) completionCommand() *cli.Command {
	return &cli.Command{
		Name:      "completion",
		Usage:     "print a script that completes commands in a shell",
		ArgsUsage: "bash|zsh|fish",
		Description: `Examples:
  source <(dramatis completion bash)
  dramatis completion fish > ~/.config/fish/completions/dramatis.fish`,
		Action: func(c *cli.Context) error {
			args, err := arguments(c, 1, 1)
			if err != nil {
				return err
			}
			script := ""
			switch args[0] {
			case "bash":
				script = bashCompletion
			case "zsh":
				script = zshCompletion
			case "fish":
				script, err = c.App.ToFishCompletion()
			default:
				return fail(exitUsage, "no completion for %s: bash, zsh or fish", quote(args[0]))
			}
			fmt.Fprint(p.out, script)
			return err
		},
	}
}
