package clause

import (
	"os"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

// plain makes a document of one clause: subject, verb and, behind a preposition
// or not, object. A word is "form:kind", with a capital for a name; a passive
// verb is "was form"; "to" in front of the last word makes it an infinitive.
func plain(subject, verb, lemma, prep, object, infinitive string) *extract.Document {
	d := &extract.Document{}
	var text []string
	add := func(word, upos, xpos, deprel string, up int) {
		form, kind, _ := strings.Cut(word, ":")
		at := len(strings.Join(text, " "))
		if len(text) > 0 {
			at++
		}
		text = append(text, form)
		t := extract.Token{Start: at, End: at + len(form), Lemma: strings.ToLower(form), UPOS: upos, XPOS: xpos, Deprel: deprel, Up: up}
		if upos == "NOUN" && form != strings.ToLower(form) {
			t.UPOS, t.XPOS = "PROPN", "NNP"
		}
		d.Tokens = append(d.Tokens, t)
		if kind == "" {
			return
		}
		i, m := len(d.Tokens)-1, extract.MentionID(len(d.Mentions))
		d.Mentions = append(d.Mentions, extract.Mention{First: i, End: i + 1, Core: [2]int{i, i + 1}, Head: i, Kind: extract.Kind(kind), Chain: extract.ChainID(m), Form: extract.Name})
		d.Chains = append(d.Chains, extract.Chain{Name: form, Kind: extract.Kind(kind), Named: t.UPOS == "PROPN", Mentions: []extract.MentionID{m}})
	}
	form, passive := strings.CutPrefix(verb, "was ")
	if passive {
		add(subject, "NOUN", "NN", "nsubj:pass", 2)
		add("was", "AUX", "VBD", "aux:pass", 1)
		d.Tokens[1].Lemma = "be"
		add(form, "VERB", "VBN", "root", 0)
	} else {
		add(subject, "NOUN", "NN", "nsubj", 1)
		add(form, "VERB", "VBD", "root", 0)
	}
	root := len(d.Tokens) - 1
	d.Tokens[root].Lemma = lemma
	switch {
	case prep != "":
		add(prep, "ADP", "IN", "case", 1)
		add(object, "NOUN", "NN", "obl", -2)
	case object != "":
		add(object, "NOUN", "NN", "obj", -1)
	}
	if infinitive != "" {
		add("to", "PART", "TO", "mark", 1)
		add(infinitive, "VERB", "VB", "xcomp", root-len(d.Tokens))
	}
	d.Text = strings.Join(text, " ")
	d.Sentences = []extract.Sentence{{First: 0, End: len(d.Tokens)}}
	return d
}

func TestFamily(t *testing.T) {
	for _, x := range []struct {
		subject, verb, lemma, prep, object, infinitive string
		want                                           string // "" for none
	}{
		{"Voss:person", "met", "meet", "", "Lind:person", "", "consult"},
		{"ferry", "met", "meet", "", "tide", "", ""},
		{"Voss:person", "told", "tell", "", "Lind:person", "", "consult"},
		{"Voss:person", "told", "tell", "", "reporters:group", "", ""},
		{"Voss:person", "spoke", "speak", "to", "Council:organisation", "", "consult"},
		{"Voss:person", "spoke", "speak", "to", "Courier:organisation", "", "consult"},
		{"Voss:person", "visited", "visit", "", "Orren:place", "", "consult"},
		{"council:organisation", "supported", "support", "", "plan", "", "support"},
		{"pillars", "supported", "support", "", "roof", "", ""},
		{"Orren:place", "signed", "sign", "", "treaty", "", "agree"},
		{"Orren:place", "concluded", "conclude", "", "pact", "", "agree"},
		{"Lind:person", "struck", "strike", "", "pose", "", ""},
		{"Voss:person", "urged", "urge", "", "locals", "stay", "request"},
		{"Orren:place", "ratified", "ratify", "", "treaty", "", "agree"},
		{"council:organisation", "rejected", "reject", "", "offer", "", "reject"},
		{"price", "declined", "decline", "", "", "", ""},
		{"body", "rejected", "reject", "", "kidney", "", ""},
		{"police:organisation", "arrested", "arrest", "", "sailor:person", "", "coerce"},
		{"sailor:person", "was arrested", "arrest", "", "", "", "coerce"},
		{"heart", "was arrested", "arrest", "", "", "", ""},
		{"tourists:group", "captured", "capture", "", "pictures", "", ""},
		{"army:organisation", "captured", "capture", "", "Orren:place", "", "coerce"},
		{"gunman:person", "killed", "kill", "", "sailor:person", "", "assault"},
		{"storm:event", "killed", "kill", "", "sailor:person", "", ""},
		{"sailor:person", "was killed", "kill", "", "", "", ""},
		{"sailor:person", "was murdered", "murder", "", "", "", "assault"},
		{"gunman:person", "attacked", "attack", "", "sailor:person", "", "assault"},
		{"Voss:person", "attacked", "attack", "", "budget", "", ""},
		{"lorry", "hit", "hit", "", "rail", "", ""},
		{"Lind:person", "struck", "strike", "", "balance", "", ""},
		{"workers:group", "struck", "strike", "", "", "", ""}, // their lemma, "worker", is not given here
		{"painting", "drew", "draw", "", "crowds:group", "", ""},
		{"council:organisation", "fired", "fire", "", "clerk:person", "", ""},
		{"Lind:person", "resigned", "resign", "", "", "", "concede"},
		{"band:organisation", "released", "release", "", "album:work", "", ""},
		{"court:organisation", "released", "release", "", "prisoner:person", "", "concede"},
		{"council:organisation", "lifted", "lift", "", "ban", "", "concede"},
		{"crane", "lifted", "lift", "", "boat", "", ""},
		{"Voss:person", "asked", "ask", "", "Lind:person", "resign", "request"},
		{"Voss:person", "asked", "ask", "", "question", "", ""},
		{"Voss:person", "urged", "urge", "", "Lind:person", "sail", "request"},
		{"Orren:place", "withdrew", "withdraw", "from", "Halden:place", "", "retreat"},
		{"protesters:group", "rallied", "rally", "against", "mayor:person", "", "protest"},
		{"shares", "rallied", "rally", "", "", "", ""},
		{"union:organisation", "condemned", "condemn", "", "decision", "", "accuse"},
		{"Voss:person", "accused", "accuse", "", "Lind:person", "", "accuse"},
		{"clouds", "threatened", "threaten", "", "harvest", "", ""},
		{"Orren:place", "sanctioned", "sanction", "", "Halden:place", "", "sanction"},
		{"Orren:place", "cooperated", "cooperate", "with", "Halden:place", "", "cooperate"},
		{"Voss:person", "joined", "join", "", "Council:organisation", "", "member-of"},
		{"road", "joined", "join", "", "square:place", "", ""},
		{"Lind:person", "married", "marry", "", "Voss:person", "", "family"},
		{"Lines:organisation", "owned", "own", "", "ferry", "", "owns"},
		{"Lind:person", "died", "die", "", "", "", "died"},
		{"engine", "died", "die", "", "", "", ""},
		{"Lind:person", "was born", "bear", "in", "Orren:place", "", "born"},
		{"Lind:person", "lived", "live", "in", "Orren:place", "", "located-in"},
		{"Voss:person", "led", "lead", "", "Council:organisation", "", "role"},
	} {
		d := plain(x.subject, x.verb, x.lemma, x.prep, x.object, x.infinitive)
		Stage{}.Read(d)
		got := "no fact"
		for _, f := range d.Facts {
			if got = f.Predicate.Family; got == x.want {
				break
			}
		}
		if got != x.want {
			t.Errorf("family of %q\ngot  %q\nwant %q in %+v", d.Text, got, x.want, d.Facts)
		}
	}
}

// TestFamilyLines wants every line of families.txt to ask for classes that are.
func TestFamilyLines(t *testing.T) {
	for _, x := range Families() {
		for _, class := range append(append([]string(nil), x.Who...), x.Whom...) {
			switch class {
			case "any", "actor", "somebody", "body", "organisation", "place", "clause", "none":
			default:
				if len(familyNouns[class]) == 0 {
					t.Errorf("family %s asks for %q, which is no class", x.Name, class)
				}
			}
		}
		if len(x.Predicates) == 0 {
			t.Errorf("family %s, %v to %v, has no predicates", x.Name, x.Who, x.Whom)
		}
	}
}

// TestFrequentVerbs reports which of the most frequent verbs of news have a
// family, and wants each of them to be listed, be it under none.
func TestFrequentVerbs(t *testing.T) {
	text, err := os.ReadFile("testdata/verbs.txt")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, x := range Families() {
		for _, p := range x.Predicates {
			verb, _, _ := strings.Cut(p, "-")
			listed[verb] = listed[verb] || x.Name != "none" && verb == p
			if verb == "be" {
				listed["be"] = false
			}
		}
	}
	with, all := 0, 0
	for _, v := range strings.Fields(string(text)) {
		family, ok := listed[v]
		if !ok {
			t.Errorf("verb %q is not in families.txt, not even under none", v)
		}
		if all++; family {
			with++
		}
	}
	if all < 300 {
		t.Errorf("testdata/verbs.txt has %d verbs, want 300", all)
	}
	t.Logf("%d of %d verbs may have a family", with, all)
}
