package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/graph/identity"
	"github.com/dramatis-kg/dramatis/queries"
)

// The scripts ask the program itself: a hidden last argument makes it print
// what may come next.
const (
	// Names come from articles: nothing of them may be expanded by the shell.
	bashCompletion = `_dramatis() {
  local cur="${COMP_WORDS[COMP_CWORD]}" words=("${COMP_WORDS[@]:0:$COMP_CWORD}") typed line LC_ALL=C
  [[ "$cur" == -* ]] && words+=("$cur")
  typed="${cur//\\/}"
  typed="${typed#[\"\']}"
  COMPREPLY=()
  while IFS= read -r line; do
    [[ "$line" == "$typed"* || "$line" == *[^a-z0-9~-]* ]] || continue
    [[ "$cur" == [\"\']* ]] || line="$(printf %q "$line")"
    COMPREPLY+=("$line")
  done < <(DRAMATIS_COMPLETE="$typed" "${words[@]}" --generate-bash-completion 2>/dev/null)
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
    opts=("${(@f)$(DRAMATIS_COMPLETE="${(Q)cur}" ${words[@]:0:#words[@]-1} --generate-bash-completion 2>/dev/null)}")
  fi
  [[ -n "${opts[1]}" ]] && compadd -a opts || _files
}
compdef _dramatis dramatis
`
	fishNames = `
function __dramatis_names
  set -lx DRAMATIS_COMPLETE (commandline -ct)
  set -l words (commandline -opc)
  command $words[1] $words[2..-1] --generate-bash-completion 2>/dev/null
end
complete -c dramatis -n '__fish_seen_subcommand_from show path common between said timeline disputes' -f -a '(__dramatis_names)'
`
)

// namesTaken tells how many names of actors a command takes, and predicated and
// nameFlags which flags take a predicate or a name.
var (
	namesTaken = map[string]int{"show": 1, "path": 2, "common": 2, "between": 2, "said": 1, "timeline": 1, "disputes": 1}
	nameFlags  = map[string]bool{"avoid": true, "about": true, "subject": true, "object": true, "source": true, "to": true, "around": true, "path": true}
	predicated = map[string]bool{"via": true, "predicate": true}
)

// complete prints what may follow args, the command line without the hidden
// flag, if that is a name or a predicate of the store. It says whether it is. A
// shell that completes shows no errors: without a store there is nothing to say.
func (p *program) complete(ctx context.Context, app *cli.App, args []string) bool {
	if len(args) == 0 {
		return false
	}
	print, flag := p.printNames, strings.TrimLeft(args[len(args)-1], "-")
	isFlag := strings.HasPrefix(args[len(args)-1], "--")
	switch {
	case isFlag && predicated[flag]:
		print = p.printPredicates
	case isFlag && nameFlags[flag]:
	case strings.HasPrefix(args[len(args)-1], "-"):
		return false
	default:
		flag = ""
	}
	if flag != "" {
		args = args[:len(args)-1]
	}
	r, err := normalise(app, args)
	if err != nil || r.command == nil {
		return false
	}
	if flag != "" && find(r.command.Flags, flag) == nil || flag == "" && wordsIn(r) >= namesTaken[r.command.Name] {
		return false
	}
	r.command.Action = func(c *cli.Context) error {
		return withSnapshot(c, func(s *queries.Snapshot) error {
			print(s)
			return nil
		})
	}
	_ = app.RunContext(ctx, r.args)
	return true
}

// wordsIn counts the arguments that are no flags.
func wordsIn(r request) int {
	if i := slices.Index(r.args, "--"); i >= 0 {
		return len(r.args) - i - 1
	}
	return 0
}

func (p *program) printPredicates(s *queries.Snapshot) {
	for _, name := range s.Predicates() {
		fmt.Fprintln(p.out, safe(name))
	}
	for _, family := range s.Families() {
		fmt.Fprintln(p.out, "~"+safe(family))
	}
}

// mostNames bounds how many names are offered: more help nobody.
const mostNames = 200

// printNames prints the names of actors, the most important first. What the
// user has typed of one comes in the environment; it is the beginning of the
// name, or of a word in it, whatever its case and accents.
func (p *program) printNames(s *queries.Snapshot) {
	typed := " " + strings.Join(identity.Words(os.Getenv("DRAMATIS_COMPLETE")), " ")
	seen := map[string]bool{}
	for _, r := range s.Cast(queries.CastOptions{NamedOnly: true}) {
		name := r.Entity.Name
		if seen[name] || safe(name) != name || !strings.Contains(" "+strings.Join(identity.Words(name), " "), typed) {
			continue
		}
		if seen[name] = true; len(seen) > mostNames {
			return
		}
		fmt.Fprintln(p.out, name)
	}
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
				script += fishNames
			default:
				return fail(exitUsage, "no completion for %s: bash, zsh or fish", quote(args[0]))
			}
			fmt.Fprint(p.out, script)
			return err
		},
	}
}
