package extract

// Kind says what sort of thing a mention, chain or entity is.
type Kind string

// The kinds of things.
const (
	Person       Kind = "person"
	Organisation Kind = "organisation"
	Place        Kind = "place"
	Facility     Kind = "facility"
	Group        Kind = "group" // nationality, people, unspecified troops
	EventKind    Kind = "event"
	Work         Kind = "work"
	Weapon       Kind = "weapon" // weapon or vehicle
	Date         Kind = "date"
	Quantity     Kind = "quantity"
	Other        Kind = "other"
)

// Form says how a mention refers.
type Form uint8

// The forms of mention.
const (
	Nominal Form = iota // "the army", "Danish troops"
	Name                // "Ann Reyes"
	Pronoun             // "he"
)

// A MentionID is an index into Document.Mentions, a ChainID one into
// Document.Chains; both are -1 for none.
type (
	MentionID int
	ChainID   int
)

// A Mention is a noun phrase that refers to somebody or something.
type Mention struct {
	First, End int    // tokens of the whole phrase, half-open: "the old town of Brightwater"
	Core       [2]int // tokens of the part that names or describes, half-open: "Brightwater", "council"
	Head       int    // its syntactic head token
	Form       Form
	Kind       Kind
	Chain      ChainID // -1 before coref, and for a pronoun left unresolved
}

// A Chain holds the mentions of one thing in one document.
type Chain struct {
	Name     string // the best name: "Ann Reyes", "Halden Lines", "town council"
	Kind     Kind
	Named    bool // has a name or a proper modifier ("Danish troops"), so that other documents may speak of it too
	Mentions []MentionID
	Aliases  []string // other names in the order of the text, without Name
	Roles    []string // "Mayor of Brightwater", "union chairwoman", in the order of the text
}
