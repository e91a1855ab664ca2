package clause

import (
	"slices"
	"strings"
)

// A Rule is one row of the phrase book: what to look for in a tree and what to
// conclude from it.
type Rule struct {
	Name       string
	Example    string  // a sentence it reads
	Counter    string  // one much like it that is not for it to read
	Pattern    string  // P predicate, S who acts, O who undergoes; see pattern
	Fact       string  // what it concludes from Example
	Confidence float64 // of its facts, before distance and length are weighed
	then       conclusion
}

// Rules returns the phrase book in the order in which rules are tried.
func Rules() []Rule {
	return slices.Concat(clauseRules, argumentRules, nominalRules, actRules, tieRules, deedRules)
}

// ofObject reports whether r makes the object of the verb above the subject.
func (r *Rule) ofObject() bool {
	return r.Name == "object control" || strings.HasSuffix(r.Name, "of an object") && strings.HasPrefix(r.Name, "controlled")
}

// compiled holds the pattern of each rule beside it.
type compiled struct {
	rule    *Rule
	pattern pattern
}

var (
	clauses   = compileAll(clauseRules)
	arguments = compileAll(argumentRules)
	nominals  = compileAll(nominalRules)
	acts      = compileAll(actRules)
	ties      = compileAll(tieRules)
	deeds     = compileAll(deedRules)
)

// activeRule and passiveRule are the rules of a subject whose verb turned out
// to be of the other voice than the parser said.
var activeRule, passiveRule = ruleNamed("active"), ruleNamed("passive without agent")

func ruleNamed(name string) *Rule {
	return &clauseRules[slices.IndexFunc(clauseRules, func(r Rule) bool { return r.Name == name })]
}

func compileAll(rules []Rule) []compiled {
	out := make([]compiled, len(rules))
	for i := range rules {
		out[i] = compiled{&rules[i], compile(rules[i].Pattern)}
	}
	return out
}

// clauseRules give a predicate its subject and, in a passive, its object. The
// first that fits a predicate wins. Objects, prepositional arguments, negation,
// modality and source are the same for all of them and are read in assembly.
var clauseRules = []Rule{
	{
		Name:       "existential",
		Example:    "There were protests in Brightwater.",
		Counter:    "Sailors live there.",
		Pattern:    "P:VERB|AUX >expl E >nsubj S",
		Fact:       "protests | be-in | Brightwater",
		Confidence: 0.70,
	},
	{
		Name:       "relative",
		Example:    "The council praised Mara Voss, who repaired the pier.",
		Counter:    "The council asked who repaired the pier.",
		Pattern:    "P:VERB <acl:relcl S, P >nsubj R[relative]",
		Fact:       "Mara Voss | repair | pier",
		Confidence: 0.74,
	},
	{
		Name:       "relative passive",
		Example:    "The ferry, which was bought by Halden Lines, sank.",
		Counter:    "The ferry, which Halden Lines bought, sank.",
		Pattern:    "P:VERB <acl:relcl O, P >nsubj:pass R[relative] ?>obl:agent S",
		Fact:       "Halden Lines | buy | ferry",
		Confidence: 0.86,
	},
	{
		Name:       "relative copula",
		Example:    "Mara Voss, who is the mayor of Brightwater, opened the pier.",
		Counter:    "Mara Voss, whose brother is the mayor, opened the pier.",
		Pattern:    "P <acl:relcl S, P >cop C >nsubj R[relative]",
		Fact:       "Mara Voss | be | mayor of Brightwater",
		Confidence: 0.80,
	},
	{
		Name:       "relative object",
		Example:    "The ferry that Halden Lines bought sank.",
		Counter:    "The mayor that sold the ferry resigned.",
		Pattern:    "P:VERB <acl:relcl O, P >nsubj S >obj R[relative]",
		Fact:       "Halden Lines | buy | ferry",
		Confidence: 0.80,
	},
	{
		Name:       "contact clause",
		Example:    "The council rebuilt the pier the storm destroyed.",
		Counter:    "The council met the day the ferry sank.",
		Pattern:    "P:VERB[notin=intransitive;notin=auxiliary] <acl:relcl O[notin=time], P >nsubj S[nonrelative;ownerless] !>obj|ccomp|xcomp|obl|advmod|aux:pass|iobj X",
		Fact:       "storm | destroy | pier",
		Confidence: 0.50,
	},
	{
		Name:       "passive",
		Example:    "The ferry was bought by Halden Lines.",
		Counter:    "The ferry was sold by Monday.",
		Pattern:    "P:VERB >nsubj:pass O >obl:agent S",
		Fact:       "Halden Lines | buy | ferry",
		Confidence: 0.90,
	},
	{
		Name:       "passive without agent",
		Example:    "The ferry was sold on Monday.",
		Counter:    "The tickets sold well.",
		Pattern:    "P:VERB >nsubj:pass O",
		Fact:       "ferry | be-sold | ; time: Monday",
		Confidence: 0.85,
	},
	{
		Name:       "copula",
		Example:    "Brightwater is the capital of Orren.",
		Counter:    "The trouble is that the ferry sank.",
		Pattern:    "P >cop C >nsubj|nsubj:outer S",
		Fact:       "Brightwater | be | capital of Orren",
		Confidence: 0.80,
	},
	{
		Name:       "active",
		Example:    "Halden Lines bought the ferry.",
		Counter:    "The ferry was sold on Monday.",
		Pattern:    "P:VERB|AUX >nsubj S",
		Fact:       "Halden Lines | buy | ferry",
		Confidence: 0.90,
	},
	{
		Name:       "passive participle on a noun",
		Example:    "The ferry bought by Halden Lines sank.",
		Counter:    "The sailors gone since Monday returned.",
		Pattern:    "P:VERB[participle;bare;adjoined;notin=intransitive] <acl O ?>obl:agent S",
		Fact:       "Halden Lines | buy | ferry",
		Confidence: 0.72,
	},
	{
		Name:       "participle on a noun",
		Example:    "The crew repairing the pier rested.",
		Counter:    "The ferry hit the pier, sinking two boats.",
		Pattern:    "P:VERB[xpos=VBG;adjoined;notin=subjectless] <acl S !>mark|case|aux:pass|cc X",
		Fact:       "crew | repair | pier",
		Confidence: 0.66,
	},
	{
		Name:       "intransitive on a noun",
		Example:    "The sailors gone since Monday returned.",
		Counter:    "The ferry bought by Halden Lines sank.",
		Pattern:    "P:VERB[in=intransitive;bare] <acl S !>mark|case X",
		Fact:       "sailors | go | ; time: Monday",
		Confidence: 0.72,
	},
	{
		Name:       "endeavour of an owner",
		Example:    "The council's plan to rebuild the pier failed.",
		Counter:    "The council's need to rebuild the pier grew.",
		Pattern:    "P:VERB <acl N[in=endeavour] >mark T[lemma=to] !>aux:pass X, N >nmod:poss S",
		Fact:       "council | rebuild | pier ; planned",
		Confidence: 0.70,
	},
	{
		Name:       "endeavour",
		Example:    "Halden Lines announced a plan to rebuild the pier.",
		Counter:    "The council needs a crew to rebuild the pier.",
		Pattern:    "P:VERB <acl N[in=endeavour] >mark T[lemma=to] !>aux:pass X, N <obj M, M >subj S",
		Fact:       "Halden Lines | rebuild | pier ; planned",
		Confidence: 0.65,
	},
	{
		Name:       "phase of an endeavour",
		Example:    "Halden Lines announced the start of a campaign to rebuild the pier.",
		Counter:    "Halden Lines announced a plan to rebuild the pier.",
		Pattern:    "P:VERB <acl N[in=endeavour] >mark T[lemma=to] !>aux:pass X, N <nmod L, L <obj M, M >subj S",
		Fact:       "Halden Lines | rebuild | pier ; planned",
		Confidence: 0.60,
	},
	{
		Name:       "infinitive on a noun",
		Example:    "The council needs a crew to rebuild the pier.",
		Counter:    "Halden Lines announced a plan to rebuild the pier.",
		Pattern:    "P:VERB <acl S[actor], P >mark T[lemma=to] !>aux:pass X",
		Fact:       "crew | rebuild | pier ; planned",
		Confidence: 0.45,
	},
	{
		Name:       "conjoined passive",
		Example:    "The ferry was bought by Halden Lines and repaired by Orren Works.",
		Counter:    "Halden Lines bought the ferry and sold the pier.",
		Pattern:    "P:VERB[xpos=VBN|VBD] <conj M[passive], M >subj O, P !>nsubj|obj|ccomp X !>aux X ?>obl:agent S",
		Fact:       "Orren Works | repair | ferry",
		Confidence: 0.78,
	},
	{
		Name:       "conjoined passive of its own",
		Example:    "The ferry sank and was sold.",
		Counter:    "The ferry was bought by Halden Lines and repaired by Orren Works.",
		Pattern:    "P:VERB >aux:pass X <conj M, M >subj O, P ?>obl:agent S",
		Fact:       "ferry | be-sold |",
		Confidence: 0.78,
	},
	{
		Name:       "conjoined copula",
		Example:    "Mara Voss won and is now mayor.",
		Counter:    "Mara Voss won and Bo Lind is now mayor.",
		Pattern:    "P >cop C <conj M, M >subj S",
		Fact:       "Mara Voss | be | mayor ; time: now",
		Confidence: 0.65,
	},
	{
		Name:       "conjoined verb",
		Example:    "Halden Lines bought the ferry and sold the pier.",
		Counter:    "The mayor entered the town and the council resigned.",
		Pattern:    "P:VERB <conj M, M >subj S",
		Fact:       "Halden Lines | sell | pier",
		Confidence: 0.76,
	},
	{
		Name:       "controlled passive",
		Example:    "The ferry was expected to be sold.",
		Counter:    "The council wants the ferry to be sold.",
		Pattern:    "P:VERB >aux:pass X <xcomp M, M >subj O !>obj _, P ?>obl:agent S",
		Fact:       "ferry | be-sold | ; planned",
		Confidence: 0.75,
	},
	{
		Name:       "controlled passive of an object",
		Example:    "The council wants the ferry to be sold.",
		Counter:    "The ferry was expected to be sold.",
		Pattern:    "P:VERB[behind] >aux:pass X <xcomp M, M >obj O, P ?>obl:agent S",
		Fact:       "ferry | be-sold | ; planned",
		Confidence: 0.65,
	},
	{
		Name:       "controlled copula of an object",
		Example:    "The council wants Mara Voss to be mayor.",
		Counter:    "Mara Voss wants to be mayor.",
		Pattern:    "P[behind] >cop C <xcomp M, M >obj S",
		Fact:       "Mara Voss | be | mayor ; planned",
		Confidence: 0.60,
	},
	{
		Name:       "object control",
		Example:    "The mayor urged residents to leave the town.",
		Counter:    "The mayor promised residents to leave the town.",
		Pattern:    "P:VERB[infinite;behind] <xcomp M[notin=objectless], M >obj|iobj S",
		Fact:       "residents | leave | town ; planned",
		Confidence: 0.62,
	},
	{
		Name:       "subject control",
		Example:    "The mayor vowed to rebuild the pier.",
		Counter:    "The mayor urged residents to leave the town.",
		Pattern:    "P:VERB[infinite;controlled] <xcomp M[notin=tough], M >subj S",
		Fact:       "mayor | rebuild | pier ; planned",
		Confidence: 0.80,
	},
	{
		Name:       "controlled copula",
		Example:    "Mara Voss wants to be mayor.",
		Counter:    "The council wants Mara Voss to be mayor.",
		Pattern:    "P >cop C <xcomp M, M >subj S !>obj _",
		Fact:       "Mara Voss | be | mayor ; planned",
		Confidence: 0.62,
	},
	{
		Name:       "fronted passive participle",
		Example:    "Backed by the mayor, Halden Lines bought the ferry.",
		Counter:    "After repairing the pier, Halden Lines sold the ferry.",
		Pattern:    "P:VERB[participle;bare;lent;notin=intransitive] <advcl M, M >subj O, P !>mark X[as] ?>obl:agent S",
		Fact:       "mayor | back | Halden Lines",
		Confidence: 0.88,
	},
	{
		Name:       "adverbial passive",
		Example:    "The ferry sank after being sold.",
		Counter:    "Backed by the mayor, Halden Lines bought the ferry.",
		Pattern:    "P:VERB >aux:pass X <advcl M, M >subj O, P ?>obl:agent S",
		Fact:       "ferry | be-sold |",
		Confidence: 0.66,
	},
	{
		Name:       "reason of praise",
		Example:    "The council praised Mara Voss for opening the pier to lure visitors and saving the ferry.",
		Counter:    "The court jailed Bo Lind for selling the ferry.",
		Pattern:    "P:VERB[xpos=VBG] <advcl M[in=praise] >mark T[lemma=for], M >obj S",
		Fact:       "Mara Voss | open | pier",
		Confidence: 0.70,
	},
	{
		Name:       "doing of an object",
		Example:    "The court jailed Bo Lind for selling the ferry.",
		Counter:    "The crew used ropes for lifting the ferry.",
		Pattern:    "P:VERB[xpos=VBG] <advcl|acl M:VERB >mark T[object], M >obj S[somebody]",
		Fact:       "Bo Lind | sell | ferry",
		Confidence: 0.66,
	},
	{
		Name:       "adverbial clause",
		Example:    "After repairing the pier, Halden Lines sold the ferry.",
		Counter:    "The scale was used for weighing boats.",
		Pattern:    "P:VERB[borrows] <advcl M, M >subj S",
		Fact:       "Halden Lines | repair | pier",
		Confidence: 0.50,
	},
}
