package mention

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// pronoun adds the pronoun at token i if it can refer to a thing: personal,
// possessive, reflexive and relative ones. Expletives and "this" do not.
func (r *reader) pronoun(i int) {
	t := &r.d.Tokens[i]
	if strings.HasPrefix(t.Deprel, "expl") && !r.says(i) || i > 0 && r.d.Word(i-1) == "]" && r.d.Tokens[i-1].End == t.Start {
		return // "it is clear"; the rest of "[t]he"
	}
	kind := extract.Other
	switch w := strings.ToLower(r.d.Word(i)); w {
	case "he", "him", "his", "himself", "she", "her", "hers", "herself", "i", "me", "my", "mine", "myself", "who", "whom":
		kind = extract.Person
	case "we", "us", "our", "ours", "ourselves", "you", "your", "yours", "yourself":
		kind = extract.Group
	case "it", "its", "itself", "they", "them", "their", "theirs", "themselves", "'em":
	case "which", "that", "whose":
		if !strings.Contains(t.Feats, "PronType=Rel") && !r.relative(i) {
			return
		}
	default:
		return
	}
	r.out = append(r.out, extract.Mention{First: i, End: i + 1, Core: [2]int{i, i + 1}, Head: i,
		Form: extract.Pronoun, Kind: kind, Chain: -1})
}

// says whether the pronoun i, which the tree takes for empty, stands right
// before an active verb of saying: "It said" is somebody.
func (r *reader) says(i int) bool {
	h := r.head(i)
	return h == i+1 && r.d.Tokens[h].XPOS != "VBN" && lexicon.Reports(strings.ToLower(r.d.Tokens[h].Lemma))
}

// relative says whether token i stands in a relative clause and opens it.
func (r *reader) relative(i int) bool {
	for h, n := r.head(i), 0; h >= 0 && n < 4; h, n = r.head(h), n+1 {
		if r.d.Tokens[h].Deprel == "acl:relcl" {
			return i <= h
		}
	}
	return false
}
