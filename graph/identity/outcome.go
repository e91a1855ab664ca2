package identity

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// A Proposal is a pair of actors that may be one.
type Proposal struct {
	A, B    string // actors by IRI, the more mentioned first
	Score   float64
	Reason  string // what speaks for it
	Against string // what speaks against it; "" for nothing
}

// outcome makes actors of trees.
func (r *resolver) outcome(judgements []Judgement) *Resolution {
	out := &Resolution{
		occurrences: r.occurrences, forms: r.forms, judgements: judgements, overruled: r.overruled,
		actor: make([]int32, len(r.occurrences)), at: make(map[[2]string]int32, len(r.occurrences)),
		index: map[string]int32{}, owner: map[string]int32{},
	}
	trees := r.trees()
	iris := r.christen(trees)
	order := make([]int, len(trees))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(iris[a], iris[b]) })
	reasons := r.reasons()
	for n, t := range order {
		for _, i := range trees[t] {
			out.actor[i] = int32(n)
		}
		out.index[iris[t]] = int32(n)
		out.actors = append(out.actors, r.describe(iris[t], trees[t], reasons))
	}
	for i := range r.occurrences {
		out.at[[2]string{r.occurrences[i].IRI, r.occurrences[i].Document}] = int32(i)
	}
	out.own(r)
	out.propose(r)
	return out
}

// trees returns the occurrences of each tree.
func (r *resolver) trees() [][]int32 {
	byRoot := map[int32]int{}
	var trees [][]int32
	for n := range r.occurrences {
		root := r.forest.root(int32(n))
		at, ok := byRoot[root]
		if !ok {
			at = len(trees)
			byRoot[root] = at
			trees = append(trees, nil)
		}
		trees[at] = append(trees[at], int32(n))
	}
	return trees
}

// christen gives each tree the IRI of its best name. Of several trees with one
// best name the most mentioned takes it, and the others add the beginning of a
// document's identifier.
func (r *resolver) christen(trees [][]int32) []string {
	iris := make([]string, len(trees))
	claims := map[int32][]int{}
	mentions := make([]int, len(trees))
	for t, nodes := range trees {
		best := r.bestName(nodes)
		claims[best] = append(claims[best], t)
		for _, n := range nodes {
			if r.name[n] == best {
				mentions[t] += r.occurrences[n].Mentions
			}
		}
	}
	for name, claimants := range claims {
		slices.SortFunc(claimants, func(a, b int) int {
			return cmp.Or(cmp.Compare(mentions[b], mentions[a]), cmp.Compare(trees[a][0], trees[b][0]))
		})
		iris[claimants[0]] = r.names[name]
		for _, t := range claimants[1:] {
			for _, n := range trees[t] {
				if r.name[n] == name {
					_, doc := cutKey(In("", r.occurrences[n].Document))
					iris[t] = r.names[name] + "~" + strings.TrimPrefix(doc, scheme+"doc/")
					break
				}
			}
		}
	}
	return iris
}

// bestName returns the name whose IRI an actor takes: one of its kind before
// others, a full name before a lone one, then that with most mentions.
func (r *resolver) bestName(nodes []int32) int32 {
	mentions, full, kinds := map[int32]int{}, map[int32]int{}, map[extract.Kind]int{}
	for _, n := range nodes {
		kinds[r.occurrences[n].Kind] += r.occurrences[n].Mentions
	}
	kind := commonest(kinds)
	for _, n := range nodes {
		mentions[r.name[n]] += r.occurrences[n].Mentions
		full[r.name[n]] = fullness(&r.occurrences[n], kind)
	}
	return slices.MinFunc(sortedNodes(mentions), func(a, b int32) int {
		return cmp.Or(cmp.Compare(full[b], full[a]), cmp.Compare(mentions[b], mentions[a]), cmp.Compare(a, b))
	})
}

// reasons returns the best reason for which each name was joined to another.
func (r *resolver) reasons() map[int32]tie {
	best := map[int32]tie{}
	give := func(n int32, t tie) {
		old, ok := best[n]
		if !ok || t.reason != sameName && (old.reason == sameName || t.score > old.score) {
			best[n] = t
		}
	}
	meant := map[int32][]int32{}
	for key, node := range r.keys {
		meant[node] = r.meant(key)
	}
	for _, t := range r.why {
		for _, n := range []int32{t.a, t.b} {
			switch {
			case t.reason == "":
			case int(n) < len(r.occurrences):
				give(n, t)
			default:
				for _, o := range meant[n] {
					give(o, t)
				}
			}
		}
	}
	return best
}

// describe makes an actor of a tree.
func (r *resolver) describe(iri string, nodes []int32, reasons map[int32]tie) Actor {
	of := make([]Occurrence, len(nodes))
	for i, n := range nodes {
		of[i] = r.occurrences[n]
	}
	a := Describe(iri, of)
	at := map[int32]*Name{}
	for _, n := range nodes {
		o := &r.occurrences[n]
		name := at[r.name[n]]
		if name == nil {
			name = &Name{IRI: o.IRI, Text: o.Name}
			at[r.name[n]] = name
		}
		name.Mentions += o.Mentions
		name.Documents = append(name.Documents, o.Document)
		if why := reasons[n].reason; why != "" && (name.Reason == "" || name.Reason == sameName) {
			name.Reason = why
		}
	}
	for n, name := range at {
		name.Whole = int32(len(name.Documents)) == r.frequency[n]
		a.Names = append(a.Names, *name)
	}
	best := r.names[r.bestName(nodes)]
	slices.SortFunc(a.Names, func(x, y Name) int {
		first := func(n Name) int {
			if n.IRI == best {
				return 0
			}
			return 1
		}
		return cmp.Or(cmp.Compare(first(x), first(y)), cmp.Compare(y.Mentions, x.Mentions), cmp.Compare(x.IRI, y.IRI))
	})
	a.Names[0].Reason = ""
	return a
}

// own finds for each name the actor with most of its mentions.
func (out *Resolution) own(r *resolver) {
	for name, span := range r.spans {
		mentions := map[int32]int{}
		for n := span[0]; n < span[1]; n++ {
			mentions[out.actor[n]] += r.occurrences[n].Mentions
		}
		out.owner[r.names[name]] = slices.MinFunc(sortedNodes(mentions), func(a, b int32) int {
			return cmp.Or(cmp.Compare(mentions[b], mentions[a]), cmp.Compare(a, b))
		})
	}
}

// propose makes proposals of doubts that are still open.
func (out *Resolution) propose(r *resolver) {
	best := map[[2]int32]Proposal{}
	for _, d := range r.doubts {
		if r.forest.root(d.a) == r.forest.root(d.b) || r.forest.apart(d.a, d.b) {
			continue
		}
		a, b := out.actor[d.a], out.actor[d.b]
		if x, y := &out.actors[a], &out.actors[b]; cmp.Or(cmp.Compare(y.Mentions, x.Mentions), cmp.Compare(x.IRI, y.IRI)) > 0 {
			a, b = b, a
		}
		p := Proposal{out.actors[a].IRI, out.actors[b].IRI, rounded(d.score), d.reason, d.against}
		if old, ok := best[[2]int32{a, b}]; !ok || byScore(p, old) < 0 {
			best[[2]int32{a, b}] = p
		}
	}
	out.proposals = slices.SortedFunc(maps.Values(best), byScore)
}

// byScore puts the most certain proposals first.
func byScore(a, b Proposal) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B),
		cmp.Compare(a.Reason, b.Reason), cmp.Compare(a.Against, b.Against))
}

// Actors returns the actors by IRI; callers must not change them.
func (out *Resolution) Actors() []Actor { return out.actors }

// Proposals returns the pairs of actors that a person may decide, the most
// certain first.
func (out *Resolution) Proposals() []Proposal { return out.proposals }

// Actor returns the actor with an IRI: its own, or that of one of its names, of
// which most mentions count.
func (out *Resolution) Actor(iri string) (Actor, bool) {
	n, ok := out.index[iri]
	if !ok {
		n, ok = out.owner[iri]
	}
	if !ok {
		return Actor{}, false
	}
	return out.actors[n], true
}

// Of returns the IRI of the actor that a name means in a document; of a name
// that the document does not have, the name itself.
func (out *Resolution) Of(name, document string) string {
	if i, ok := out.at[[2]string{name, document}]; ok {
		return out.actors[out.actor[i]].IRI
	}
	if n, ok := out.owner[name]; ok {
		return out.actors[n].IRI
	}
	return name
}

// Holding returns the documents, by IRI, that give an actor a role.
func (out *Resolution) Holding(actor, role string) []string {
	var docs []string
	if n, ok := out.index[actor]; ok {
		for _, name := range out.actors[n].Names {
			for _, d := range name.Documents {
				if slices.Contains(out.occurrences[out.at[[2]string{name.IRI, d}]].Roles, role) {
					docs = append(docs, d)
				}
			}
		}
	}
	slices.Sort(docs)
	return slices.Compact(docs)
}

// Overruled says whether a judgement, by its ID, gives way to others that
// contradict it.
func (out *Resolution) Overruled(id string) bool { return out.overruled[id] }
