package graph

import "github.com/dramatis-kg/dramatis/extract"

// Phrase returns the predicate as it reads between subject and object:
// "is director of" where an office stands for it.
func (f *Fact) Phrase() string { return extract.Phrase(f.Predicate, f.PredicateText, f.Rule) }
