package extract

// Polarity and Modality say how a proposition is put.
type (
	Polarity string
	Modality string
)

// The values of Polarity and Modality, as they are printed.
const (
	Affirmed Polarity = "affirmed"
	Denied   Polarity = "denied"

	Asserted    Modality = "asserted"
	Planned     Modality = "planned"
	Possible    Modality = "possible"
	Asked       Modality = "asked"
	Conditional Modality = "conditional"
)

// A Fact is one proposition of the graph view: binary, with minimal noun
// phrases and coordination split.
type Fact struct {
	Sentence   int // index into Document.Sentences
	Subject    Argument
	Predicate  Predicate
	Object     *Argument // nil for an intransitive verb
	Modifiers  []Modifier
	Polarity   Polarity
	Modality   Modality
	Source     Source
	Confidence float64 // 0–1
	Rule       string  // name of the rule that found it
}

// Reported says whether somebody other than the article itself claims the fact.
func (f *Fact) Reported() bool { return f.Source.Text != "" }

// Asserted says whether the article itself claims the fact as true: only such
// facts become plain edges of the graph.
func (f *Fact) Asserted() bool {
	return f.Polarity == Affirmed && f.Modality == Asserted && !f.Reported()
}

// An Argument is a noun phrase, or a clause, in its role.
type Argument struct {
	First, End int     // tokens, half-open
	Head       int     // token
	Chain      ChainID // -1 for what has no chain: such an argument is a literal
	Text       string  // as in the sentence, without article: "old town of Brightwater"
	Name       string  // best name of its chain: "Brightwater"; Text where there is no chain
	Kind       Kind
}

// A Predicate is what relates the arguments.
type Predicate struct {
	First, End int    // tokens, half-open, that cover it
	Text       string // surface phrase: "held talks with"
	Lemma      string // canonical form: "hold-talks-with"
	Family     string // a type of the PLOVER ontology or an everyday relation: "consult", "member-of"; "" for none
}

// A Modifier tells time, place, instrument, topic … of a fact.
type Modifier struct {
	Role       string // "time", "place", "instrument", "topic", "manner", "cause", "purpose", "other"
	Prep       string // its preposition, in lower case; "" for none
	First, End int    // tokens, half-open
	Chain      ChainID
	Text       string
	Value      string // ISO 8601 or EDTF of a time, "2015-05"; "" where unresolved
}

// A Source is who says so. Its zero is the article itself.
type Source struct {
	First, End int
	Chain      ChainID // meaningful only when Text is set; -1 for none
	Name, Text string
	By         *Source // who quotes this source in turn: the agency in "the agency quoted the mayor"; nil for the article
}

// Unnamed is the name of a source that the text leaves open, as in "is said to
// be" or "allegedly". Its Text are the words that tell so.
const Unnamed = "unnamed source"

// Through returns s as quoted by outer, who quotes all that are in s already.
// Whoever quotes himself is named once.
func (s Source) Through(outer Source) Source {
	last := &s
	for last.By != nil {
		by := *last.By
		last.By, last = &by, &by
	}
	if last.First == outer.First && last.End == outer.End || last.Chain >= 0 && last.Chain == outer.Chain {
		return s
	}
	last.By = &outer
	return s
}

// A Frame is a clause with all its arguments, in the order of CaRB's tuples:
// one frame, many arguments. Facts are a second view of the same frames.
type Frame struct {
	Sentence   int
	Predicate  string   // auxiliaries and negation as written, first preposition included: "has been held in"
	Subject    string   // "" for none
	Arguments  []string // later ones keep their preposition: "in 1941"
	Confidence float64
	Rule       string
}
