// Package identity tells which names in which documents mean one actor. It is a
// layer over the facts, which stay as the documents have them: judgements of
// people, and where they say nothing the evidence of the documents, join the
// occurrences of names to actors and keep them apart. The outcome is a function
// of the set of occurrences and the set of judgements; their order does not
// matter.
package identity

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"
)

// A Verdict says whether two keys mean one actor.
type Verdict string

// The verdicts.
const (
	Same      Verdict = "same"
	Different Verdict = "different"
)

// Machine is the author of judgements that nobody has looked at one by one. The
// word of any other author outranks it.
const Machine = "dramatis"

// A Judgement says that two keys mean one actor, or two. A key is the IRI of a
// name, for all documents that have it, or what In returns, for one document.
// So judgements outlive the documents: they hold again when those come back.
type Judgement struct {
	Verdict Verdict `json:"verdict"`
	A       string  `json:"a"` // not after B in the order of bytes
	B       string  `json:"b"`
	Author  string  `json:"author"`
	Reason  string  `json:"reason"`
	Score   float64 `json:"score"` // 0–1; 1 where a person is sure
	Time    string  `json:"time"`  // RFC 3339; "" when unknown
}

const (
	scheme   = "dramatis:"
	maxText  = 4 << 10
	maxScore = 1000 // scores are kept to three digits
)

// ID returns the IRI of the judgement, which is a digest of all it says.
func (j Judgement) ID() string {
	sum := sha256.Sum256([]byte(j.JSON()))
	return scheme + "judgement/" + hex.EncodeToString(sum[:])[:20]
}

// JSON returns the judgement on one line, the same for equal judgements.
func (j Judgement) JSON() string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(j); err != nil {
		panic(err) // strings and a checked number
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// Tidy puts the keys in order and the score in three digits, and says what is
// wrong with a judgement that makes no sense.
func (j Judgement) Tidy() (Judgement, error) {
	if j.A > j.B {
		j.A, j.B = j.B, j.A
	}
	switch {
	case j.Verdict != Same && j.Verdict != Different:
		return j, fmt.Errorf("verdict %q is neither same nor different", j.Verdict)
	case !isKey(j.A) || !isKey(j.B):
		return j, fmt.Errorf("%q and %q must be IRIs of actors", j.A, j.B)
	case j.A == j.B:
		return j, fmt.Errorf("%s stands on both sides", j.A)
	case !(j.Score >= 0 && j.Score <= 1):
		return j, fmt.Errorf("score %v lies outside of 0 to 1", j.Score)
	case j.Author == "":
		return j, errors.New("there is no author")
	case len(j.Author)+len(j.Reason) > maxText:
		return j, errors.New("author and reason are too long")
	}
	if j.Time != "" {
		t, err := time.Parse(time.RFC3339, j.Time)
		if err != nil {
			return j, fmt.Errorf("time %q is not like 2024-05-02T10:00:00Z", j.Time)
		}
		j.Time = t.UTC().Format(time.RFC3339)
	}
	j.Score = math.Round(j.Score*maxScore) / maxScore
	return j, nil
}

// In returns the key of a name in one document, both by their IRIs.
func In(name, document string) string {
	return name + "@" + strings.TrimPrefix(document, scheme+"doc/")
}

// cutKey takes a key apart; the document is "" for a name in all of them.
func cutKey(key string) (name, document string) {
	name, id, ok := strings.Cut(key, "@")
	if !ok {
		return key, ""
	}
	return name, scheme + "doc/" + id
}

func isKey(s string) bool {
	rest, ok := strings.CutPrefix(s, scheme)
	kind, slug, cut := strings.Cut(rest, "/")
	return ok && cut && kind != "" && slug != "" && kind != "doc" && kind != "fact" && len(s) < 1<<10 &&
		!strings.ContainsAny(s, " <>\"{}|\\^`~\n\t")
}

// byRank orders judgements, those that outrank others first: people before the
// machine, late before early, different before same, since a wrong join does
// more harm than a missing one.
func byRank(a, b Judgement) int {
	machine := func(j Judgement) int {
		if j.Author == Machine {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(machine(a), machine(b)), cmp.Compare(b.Time, a.Time),
		cmp.Compare(a.Verdict, b.Verdict), cmp.Compare(a.ID(), b.ID()))
}
