package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/extract/clause"
)

func (p *program) rulesCommand() *cli.Command {
	return &cli.Command{
		Name:  "rules",
		Usage: "list the rules that find facts",
		Description: `Prints each rule with a sentence and the fact that it finds there.

Examples:
  dramatis rules
  dramatis rules --families
  dramatis rules --json`,
		Flags:  append(outputFlags(), &cli.BoolFlag{Name: "families", Usage: "list instead which predicates have which family, by who does it to whom"}),
		Action: p.rules,
	}
}

func (p *program) rules(c *cli.Context) error {
	if _, err := arguments(c, 0, 0); err != nil {
		return err
	}
	asJSON, err := wantsJSON(c)
	if err != nil {
		return err
	}
	if c.Bool("families") {
		return p.families(asJSON)
	}
	if asJSON {
		var answers []ruleAnswer
		for _, r := range clause.Rules() {
			answers = append(answers, ruleAnswer{r.Name, r.Example, r.Pattern, r.Fact, r.Confidence})
		}
		return writeJSON(p.out, answers, false)
	}
	g := p.newGrid("rule", "example", "fact", "confidence")
	for _, r := range clause.Rules() {
		g.row(p.palette.bold(r.Name), r.Example, r.Fact, fmt.Sprintf("%.2f", r.Confidence))
	}
	p.print(g)
	return nil
}

// The forms in which rules prints JSON, a contract as those in answers.go are.
type (
	ruleAnswer struct {
		Name       string  `json:"name"`
		Example    string  `json:"example"`
		Pattern    string  `json:"pattern"`
		Fact       string  `json:"fact"`
		Confidence float64 `json:"confidence"`
	}
	familyAnswer struct {
		Name       string   `json:"family"`
		Who        []string `json:"who"`
		Whom       []string `json:"whom"`
		Predicates []string `json:"predicates"`
	}
)

// families prints the lexicon of families.
func (p *program) families(asJSON bool) error {
	g := p.newGrid("family", "who", "to whom", "predicates")
	var answers []familyAnswer
	for _, f := range clause.Families() {
		answers = append(answers, familyAnswer(f))
		g.row(p.palette.bold(f.Name), strings.Join(f.Who, ", "), strings.Join(f.Whom, ", "), strings.Join(f.Predicates, ", "))
	}
	if asJSON {
		return writeJSON(p.out, answers, false)
	}
	p.print(g)
	return nil
}
