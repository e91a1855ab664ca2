package identity

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/dramatis-kg/dramatis/extract"
)

// A profile is what is known of a tree of the forest.
type profile struct {
	forms    []form   // distinct, by key
	texts    []string // a name for each form
	roles    []role   // distinct
	company  []int32  // names in its documents that not many documents have, sorted
	docs     []int32  // sorted
	kind     extract.Kind
	mentions int
	died     string // earliest day
	acted    string // latest day
}

// most bounds what a profile holds, so that comparing two takes a bounded time.
const (
	mostRoles   = 12
	mostForms   = 8
	mostCompany = 256
)

// rareness weighs a shared name: 2 for one of few documents, 1 for one of some,
// 0 for one that is everywhere.
func (r *resolver) rareness(name int32) int {
	switch n, all := int(r.frequency[name]), len(r.documents); {
	case n <= 3 || n*50 <= all:
		return 2
	case n*12 <= all:
		return 1
	}
	return 0
}

// profile returns what is known of the tree of node i. It is kept until the
// tree grows.
func (r *resolver) profile(i int32) *profile {
	root := r.forest.root(i)
	if p := r.profiles[root]; p != nil {
		return p
	}
	p := &profile{}
	var nodes []int32
	r.forest.members(root, func(n int32) {
		if int(n) < len(r.occurrences) {
			nodes = append(nodes, n)
		}
	})
	slices.Sort(nodes)
	kinds, seenForm, seenRole := map[extract.Kind]int{}, map[string]bool{}, map[string]bool{}
	for _, n := range nodes {
		o := &r.occurrences[n]
		kinds[o.Kind] += o.Mentions
		p.mentions += o.Mentions
		p.docs = append(p.docs, r.doc[n])
		if f := r.forms[n]; !seenForm[f.key()+f.land] && len(p.forms) < mostForms {
			seenForm[f.key()+f.land] = true
			p.forms, p.texts = append(p.forms, f), append(p.texts, o.Name)
		}
		for _, text := range o.Roles {
			if !seenRole[text] && len(p.roles) < mostRoles {
				seenRole[text] = true
				p.roles = append(p.roles, parseRole(text))
			}
		}
		if o.Died != "" && (p.died == "" || o.Died < p.died) {
			p.died = o.Died
		}
		p.acted = max(p.acted, o.Acted)
	}
	p.kind = commonest(kinds)
	slices.Sort(p.docs)
	p.docs = slices.Compact(p.docs)
	p.company = r.companyOf(p.docs, nodes)
	r.profiles[root] = p
	return p
}

// companyOf returns the rare names in documents, without those of the nodes.
func (r *resolver) companyOf(docs, nodes []int32) []int32 {
	own := map[int32]bool{}
	for _, n := range nodes {
		own[r.name[n]] = true
	}
	var out []int32
	for _, d := range docs {
		for _, name := range r.casts[d] {
			if !own[name] && r.rareness(name) > 0 {
				out = append(out, name)
			}
		}
		if len(out) > 4*mostCompany {
			break
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	return out[:min(len(out), mostCompany)]
}

// shared returns the weight of the company that two profiles share, and the
// rarest of it. What stands in one document with both tells nothing of two
// names in it.
func (r *resolver) shared(p, q *profile) (weight int, who []int32) {
	i, j := 0, 0
	for i < len(p.company) && j < len(q.company) {
		switch c := cmp.Compare(p.company[i], q.company[j]); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			weight += r.rareness(p.company[i])
			who = append(who, p.company[i])
			i, j = i+1, j+1
		}
	}
	slices.SortFunc(who, func(a, b int32) int {
		return cmp.Or(cmp.Compare(r.frequency[a], r.frequency[b]), cmp.Compare(a, b))
	})
	return weight, who[:min(len(who), 2)]
}

// together says whether two profiles share a document.
func together(p, q *profile) bool {
	i, j := 0, 0
	for i < len(p.docs) && j < len(q.docs) {
		switch c := cmp.Compare(p.docs[i], q.docs[j]); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			return true
		}
	}
	return false
}

// offices returns how well the roles of two profiles agree, and the words of
// those that agree best.
func offices(p, q *profile) (best int, text string) {
	worst := 0
	for i := range p.roles {
		for j := range q.roles {
			n := p.roles[i].agree(&q.roles[j])
			worst = min(worst, n)
			if n > best {
				best, text = n, p.roles[i].text
			}
		}
	}
	if best == 0 {
		return worst, ""
	}
	return best, text
}

// against says in words what speaks against two profiles of persons being one:
// roles, countries, spheres of life or dates; "" for nothing.
func (r *resolver) against(p, q *profile) string {
	if d := undead(p, q); d != "" {
		return d
	}
	agree, _ := offices(p, q)
	if agree > 0 {
		return ""
	}
	if weight, _ := r.shared(p, q); agree > -2 && (weight >= 2 || together(p, q)) {
		return ""
	}
	if agree < 0 {
		return "an office of one sort in two places"
	}
	a, b := spheresOf(p), spheresOf(q)
	if overlap(a, b) < 0 {
		return strings.Join(a, ", ") + " against " + strings.Join(b, ", ")
	}
	a, b = landsOf(p), landsOf(q)
	if overlap(a, b) < 0 {
		return strings.Join(a, ", ") + " against " + strings.Join(b, ", ")
	}
	return ""
}

// undead says that one acted long after the other had died.
func undead(p, q *profile) string {
	for _, x := range [2][2]string{{p.died, q.acted}, {q.died, p.acted}} {
		died, err1 := time.Parse(time.DateOnly, x[0])
		acted, err2 := time.Parse(time.DateOnly, x[1])
		if err1 == nil && err2 == nil && acted.After(died.AddDate(0, 0, 30)) {
			return "died on " + x[0] + ", acted on " + x[1]
		}
	}
	return ""
}

func spheresOf(p *profile) (out []string) {
	for i := range p.roles {
		if s := p.roles[i].sphere; s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

func landsOf(p *profile) (out []string) {
	for i := range p.roles {
		for _, c := range p.roles[i].lands {
			if !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	return out
}
