// Package said gathers what somebody has said, to whom and about whom.
package said

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract/lexicon"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
)

// A Statement is what one sentence says that somebody said.
type Statement struct {
	Document graph.Document
	Sentence string       // as it is written
	Direct   bool         // it holds words in quotation marks
	Verb     string       // "told"; "" where no fact tells how it was said
	To       []Party      // those it was said to
	Claims   []graph.Fact // what was said, in document order
	Telling  []graph.Fact // that it was said
	About    []Party      // who and what the claims speak of, but for the speaker
}

// A Party is somebody or something by name.
type Party struct {
	IRI, Name string // IRI is "" for what is no entity
}

// By returns the statements of the entity with this IRI, by date of the article,
// then in the order of the text.
func By(s *queries.Snapshot, iri string) []Statement {
	speaker, ok := s.Entity(iri)
	if !ok {
		return nil
	}
	type place struct {
		document string
		sentence int
	}
	at := map[place]int{}
	var all []Statement
	for _, f := range s.Facts(queries.Filter{}) {
		claims, tells := f.Source == speaker.IRI, f.Subject == speaker.IRI && speaks(&f)
		if !claims && !tells {
			continue
		}
		p := place{f.Document, f.Evidence.Sentence}
		i, known := at[p]
		if !known {
			d, _ := s.Document(f.Document)
			i = len(all)
			at[p] = i
			all = append(all, Statement{Document: d, Sentence: f.Evidence.Text, Direct: quotes(f.Evidence.Text)})
		}
		all[i].add(&f, claims, speaker.IRI)
	}
	return slices.DeleteFunc(all, func(x Statement) bool { return len(x.Claims) == 0 && x.Verb == "" })
}

// speaks says whether a fact tells that its subject says something, which
// others have not merely reported, denied or planned.
func speaks(f *graph.Fact) bool {
	verb, _, _ := strings.Cut(f.Predicate, "-")
	return f.Asserted() && (f.Family == "said" || lexicon.Reports(verb))
}

// quotes says whether a sentence holds words in quotation marks: more than one
// word, which may be called so only.
func quotes(sentence string) bool {
	open := strings.IndexAny(sentence, "\"“«")
	if open < 0 {
		return false
	}
	rest := sentence[open:]
	_, rest, _ = strings.Cut(rest, string([]rune(rest)[0]))
	end := strings.IndexAny(rest, "\"”»")
	if end < 0 {
		end = len(rest)
	}
	return len(strings.Fields(rest[:end])) > 2
}

func (x *Statement) add(f *graph.Fact, claims bool, speaker string) {
	if claims {
		x.Claims = append(x.Claims, *f)
		x.about(f, speaker)
		return
	}
	x.Telling = append(x.Telling, *f)
	x.Verb = cmp.Or(x.Verb, f.PredicateText)
	if f.Object != "" && addressed(f) {
		x.To = with(x.To, Party{f.Object, f.ObjectName}, speaker)
	} else if f.Object != "" {
		x.About = with(x.About, Party{f.Object, f.ObjectName}, speaker)
	}
	for _, m := range f.Modifiers {
		switch {
		case m.Entity == "":
		case m.Prep == "to" || m.Prep == "with":
			x.To = with(x.To, Party{m.Entity, m.Text}, speaker)
		case m.Role == "topic" || m.Prep == "about" || m.Prep == "of" || m.Prep == "on":
			x.About = with(x.About, Party{m.Entity, m.Text}, speaker)
		}
	}
}

// addressed says whether the object of a verb of saying is who hears it: "told
// the mayor", but not "announced the sale".
func addressed(f *graph.Fact) bool {
	verb, _, _ := strings.Cut(f.Predicate, "-")
	switch verb {
	case "tell", "inform", "assure", "warn", "remind", "advise", "ask", "urge", "notify", "promise", "brief":
		return true
	}
	return strings.HasSuffix(f.Predicate, "-to") || strings.HasSuffix(f.Predicate, "-with")
}

func (x *Statement) about(f *graph.Fact, speaker string) {
	if f.Subject != "" {
		x.About = with(x.About, Party{f.Subject, f.SubjectName}, speaker)
	}
	if f.Object != "" {
		x.About = with(x.About, Party{f.Object, f.ObjectName}, speaker)
	}
	for _, m := range f.Modifiers {
		if m.Entity != "" && m.Role != "time" {
			x.About = with(x.About, Party{m.Entity, m.Text}, speaker)
		}
	}
}

func with(list []Party, p Party, but string) []Party {
	if p.IRI == but || slices.ContainsFunc(list, func(q Party) bool { return q.IRI == p.IRI }) {
		return list
	}
	return append(list, p)
}
