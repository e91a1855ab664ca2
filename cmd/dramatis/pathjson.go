package main

import (
	"errors"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/queries/via"
)

// The forms of paths in JSON, a contract as those in answers.go are.
type (
	stepAnswer struct {
		From    string          `json:"from"`
		To      string          `json:"to"`
		Forward bool            `json:"forward"`
		Via     *modifierAnswer `json:"via"`
		Fact    factAnswer      `json:"fact"`
		Others  []string        `json:"others"`
	}
	pathAnswer struct {
		Hops  int          `json:"hops"`
		Steps []stepAnswer `json:"steps"`
	}
	pathsAnswer struct {
		From      entityAnswer `json:"from"`
		To        entityAnswer `json:"to"`
		Paths     []pathAnswer `json:"paths"`
		Otherwise *pathAnswer  `json:"otherwise"`
	}
	reachAnswer struct {
		From    entityAnswer    `json:"from"`
		Via     string          `json:"via"`
		Reached []reachedAnswer `json:"reached"`
		Limit   string          `json:"limit"`
	}
	reachedAnswer struct {
		To entityAnswer `json:"to"`
		pathAnswer
	}
)

func answerPath(path queries.Path) pathAnswer {
	a := pathAnswer{Hops: len(path.Steps), Steps: []stepAnswer{}}
	for _, step := range path.Steps {
		sa := stepAnswer{From: step.From, To: step.To, Forward: step.Forward, Fact: answerFact(&step.Fact), Others: []string{}}
		if m := step.Via; m != nil {
			sa.Via = &modifierAnswer{m.Role, m.Prep, m.Text, m.Value, m.Entity}
		}
		for _, f := range step.Others {
			sa.Others = append(sa.Others, f.IRI)
		}
		a.Steps = append(a.Steps, sa)
	}
	return a
}

// pathsJSON prints paths or, where there are none, what would connect the ends.
func (p *program) pathsJSON(ends []graph.Entity, paths []queries.Path, otherwise queries.Path) error {
	answer := pathsAnswer{From: answerEntity(ends[0]), To: answerEntity(ends[1]), Paths: []pathAnswer{}}
	if len(otherwise.Steps) > 0 {
		path := answerPath(otherwise)
		answer.Otherwise = &path
	}
	for _, path := range paths {
		answer.Paths = append(answer.Paths, answerPath(path))
	}
	return writeJSON(p.out, answer, false)
}

// reachedJSON prints who is reached. The limit that left some out is named, ""
// where all are there.
func (p *program) reachedJSON(from graph.Entity, e *via.Expr, reached []queries.Reached, err error) error {
	answer := reachAnswer{From: answerEntity(from), Via: e.String(), Reached: []reachedAnswer{}}
	var limit *via.LimitError
	if errors.As(err, &limit) {
		answer.Limit = limit.What
	}
	for _, r := range reached {
		answer.Reached = append(answer.Reached, reachedAnswer{answerEntity(r.Entity), answerPath(r.Path)})
	}
	return writeJSON(p.out, answer, false)
}
