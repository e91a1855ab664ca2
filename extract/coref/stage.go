// Package coref joins the mentions of one thing in one document into chains.
//
// It is a multi-pass sieve as in Lee et al. (2013), "Deterministic coreference
// resolution based on entity-centric, precision-ranked rules": each sieve goes
// over the whole document, the surest first, and judges by all that the
// earlier ones have gathered about a cluster. Where two candidates compete
// closely nothing is joined: a missing link loses a fact, a wrong one tells a
// lie. What the sieves leave, a ranker learnt from an annotated corpus decides
// where it is sure: see MODEL.md.
package coref

import (
	"github.com/dramatis-kg/dramatis/extract"
)

// Stage sets Document.Chains and the Chain of each mention. Every name and
// description is in a chain, be it alone; a pronoun without a clear antecedent
// keeps -1.
type Stage struct{}

// longest is how many mentions are joined at once. Sieves compare mentions with
// one another, so a text as long as a book, which has about as many, is read in
// parts; the graph joins the names of the parts.
const longest = 4000

// Read forgets the chains d had and makes new ones.
func (Stage) Read(d *extract.Document) {
	var chains []extract.Chain
	var unnamed [][]extract.MentionID
	for first, s := 0, 0; s < len(d.Sentences); {
		part := *d
		n, from := first, s
		for s < len(d.Sentences) && (n-first < longest || s == from) {
			for n < len(d.Mentions) && d.Mentions[n].First < d.Sentences[s].End {
				n++
			}
			s++
		}
		part.Sentences, part.Mentions = d.Sentences[from:s], d.Mentions[first:n]
		join(&part)
		for i := range part.Mentions {
			if part.Mentions[i].Chain >= 0 {
				part.Mentions[i].Chain += extract.ChainID(len(chains))
			}
		}
		for _, c := range part.Chains {
			for i := range c.Mentions {
				c.Mentions[i] += extract.MentionID(first)
			}
		}
		for _, ids := range part.Unnamed {
			for i := range ids {
				ids[i] += extract.MentionID(first)
			}
		}
		chains, unnamed = append(chains, part.Chains...), append(unnamed, part.Unnamed...)
		first = n
	}
	d.Chains, d.Unnamed = chains, unnamed
}

// join makes the chains of one part of a document.
func join(d *extract.Document) {
	r := newReader(d)
	for _, s := range sieves {
		s.Join(r)
	}
	r.write()
}

// A sieve is one rule for joining clusters.
type sieve struct {
	Name    string
	Example string
	Join    func(*reader)
}

// sieves in falling precision. Examples join what stands in brackets.
var sieves = []sieve{
	{"relative", "The [ferry] [that] sank was old.", (*reader).relatives},
	{"name", "[Halden Lines] sold the ferry. [Halden Lines] is broke.", (*reader).sameNames},
	{"apposition", "[Ann Brook], [the mayor], resigned.", (*reader).appositions},
	{"acronym", "The [Brightwater Ferry Company] sank. [BFC] has no money.", (*reader).acronyms},
	{"person", "[Ann Brook] resigned. [Brook] is 60.", (*reader).persons},
	{"organisation", "The [Brightwater Tide Observatory] saw it. The [Observatory] said so.", (*reader).organisations},
	{"called", "[Lake Halden] froze. [Halden] is deep.", (*reader).called},
	{"nation", "[Danish troops] left. The [Danish troops] came back.", (*reader).nations},
	{"role", "Mayor [Ann Brook] resigned. [The mayor] is 60.", (*reader).roles},
	{"date", "The ferry sank in [May 1999]. In [May 1999] it rained.", (*reader).dates},
	{"noun", "The town of [Brightwater] flooded. [The town] is poor.", (*reader).nouns},
	{"rank", "[Ann Brook] resigned after [she] lost.", (*reader).rank},
	{"speaker", "\"[I] resign,\" said [Ann Brook].", (*reader).speakers},
}
