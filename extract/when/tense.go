package when

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// awaited are participles of what is still to come: "the vote expected in June".
var awaited = words("expected scheduled planned slated due postponed delayed adjourned rescheduled deferred prorogued anticipated")

// tenseOf returns the tense of the verb that m says the time of: that of its
// first finite form, future for what is planned and for an infinitive ("aimed
// to restart").
func tenseOf(d *extract.Document, f *extract.Fact, m *extract.Modifier) Tense {
	head := -1
	for i := max(0, f.Predicate.First); i < min(f.Predicate.End, len(d.Tokens)); i++ {
		if t := &d.Tokens[i]; head < 0 && (t.UPOS == "VERB" || t.UPOS == "AUX") || t.UPOS == "VERB" {
			head = i
		}
	}
	if f.Sentence < 0 || f.Sentence >= len(d.Sentences) {
		return Unknown
	}
	if f.Modality == extract.Planned {
		// "In May the crew tried to sell it": that is when they tried.
		if v := above(d, m); v >= 0 && v != head && v < head && tenseAt(d, f.Sentence, v) == Past {
			return Past
		}
		return Future
	}
	if head < 0 {
		return Unknown
	}
	if awaited[strings.ToLower(d.Word(head))] && !strings.Contains(d.Tokens[head].Feats, "VerbForm=Fin") {
		return Future
	}
	if (m.Prep == "until" || m.Prep == "till") && !lasting[strings.ToLower(d.Tokens[head].Lemma)] && !perfect(d, head) {
		return Future // "was closed until Friday": as yet
	}
	return tenseAt(d, f.Sentence, head)
}

// perfect reports whether the verb at head has "had" in front.
func perfect(d *extract.Document, head int) bool {
	for i := max(0, head-4); i < head; i++ {
		if d.Head(i) == head && strings.EqualFold(d.Word(i), "had") {
			return true
		}
	}
	return false
}

// unchanging verbs have one form for past and present, which in news is past.
var unchanging = words("put cut set hit shut hurt let cost cast quit split spread burst read beat bid broadcast")

// lasting verbs tell how long something went on: "lasted until Friday".
var lasting = words(`be last continue run stay remain wait serve live work sit stand lie sleep talk walk drive sail fight rule reign govern hold keep
	go teach study play lead own use know have wear search`)

// above returns the verb that modifier m hangs on, or -1.
func above(d *extract.Document, m *extract.Modifier) int {
	i := m.First
	for n := 0; n < 20 && i >= 0 && i < len(d.Tokens); n++ {
		if (i < m.First || i >= m.End) && d.Tokens[i].UPOS == "VERB" {
			return i
		}
		i = d.Head(i)
	}
	return -1
}

// tenseAt returns the tense of the verb at head with its companions.
func tenseAt(d *extract.Document, sentence, head int) Tense {
	s := d.Sentences[sentence]
	for i := max(0, s.First); i < min(s.End, len(d.Tokens)); i++ {
		if i != head && (d.Head(i) != head || !auxiliary(d.Tokens[i].Deprel)) {
			continue
		}
		if t := tense(d, i, head); t != Unknown {
			if s.Kind == extract.Headline && t == Future && d.Tokens[i].UPOS == "VERB" && i == head {
				return Past // "Ferry sinks on Monday"
			}
			return t
		}
	}
	return Unknown
}

// auxiliary says whether a relation is that of a verb's companion, or of the
// "to" of an infinitive.
func auxiliary(deprel string) bool {
	return deprel == "aux" || deprel == "aux:pass" || deprel == "cop" || deprel == "mark"
}

// tense returns what verb form i says, where head is the verb itself; Unknown
// sends the question on to the next form.
func tense(d *extract.Document, i, head int) Tense {
	t := &d.Tokens[i]
	word := strings.ToLower(d.Word(i))
	switch {
	case t.Deprel == "mark":
		if word == "to" {
			return Future
		}
		return Unknown
	case t.UPOS == "AUX" && strings.Contains(" will 'll shall would may might can could must should ’ll wo ", " "+word+" "):
		return Future
	case strings.Contains(t.Feats, "Tense=Past"):
		return Past
	case t.Lemma == "have" && i != head:
		return Past // "has sailed"
	case unchanging[word] && t.UPOS == "VERB" && !strings.Contains(t.Feats, "VerbForm=Inf"):
		return Past // "put the fire out on Monday", whatever the tagger made of it
	case strings.Contains(t.Feats, "Tense=Pres") && strings.Contains(t.Feats, "VerbForm=Fin"):
		return Future // "the ferry sails on Friday", "is sold on Friday"
	}
	return Unknown
}
