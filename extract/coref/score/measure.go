// Package score measures chains of mentions against those of an annotated
// text. The measures are MUC (Vilain et al. 1995), B³ (Bagga and Baldwin 1998)
// and the CEAF of entities (Luo 2005), as Pradhan et al. (2014), "Scoring
// Coreference Partitions of Predicted Mentions", define them where the two
// sides hold different mentions, and LEA (Moosavi and Strube 2016).
package score

// A Span is where a mention stands, half-open. The unit is the caller's.
type Span struct{ First, End int }

// A Partition is a list of chains. No span is in two of them.
type Partition [][]Span

// A Tally adds up what a measure finds of the annotated chains, for recall,
// and of the system's, for precision.
type Tally struct{ found, gold, right, system float64 }

// Percent returns precision, recall and their harmonic mean, 0 to 100.
func (t Tally) Percent() (p, r, f float64) {
	if t.system > 0 {
		p = 100 * t.right / t.system
	}
	if t.gold > 0 {
		r = 100 * t.found / t.gold
	}
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return p, r, f
}

// Scores holds the measures of some documents. Mentions tells of how many spans
// both sides hold.
type Scores struct{ Mentions, MUC, B3, CEAFe, LEA Tally }

// Add counts one document more.
func (s *Scores) Add(gold, system Partition) {
	s.Mentions.add(gold, system, common)
	s.MUC.add(gold, system, muc)
	s.B3.add(gold, system, bcubed)
	s.LEA.add(gold, system, lea)
	both := ceafe(gold, system)
	s.CEAFe.found, s.CEAFe.gold = s.CEAFe.found+both, s.CEAFe.gold+float64(len(gold))
	s.CEAFe.right, s.CEAFe.system = s.CEAFe.right+both, s.CEAFe.system+float64(len(system))
}

// CoNLL returns the mean F1 of MUC, B³ and CEAF of entities, in per cent.
func (s *Scores) CoNLL() float64 {
	_, _, a := s.MUC.Percent()
	_, _, b := s.B3.Percent()
	_, _, c := s.CEAFe.Percent()
	return (a + b + c) / 3
}

// add counts by a measure that says how much of the chains of one side the
// other keeps, and how much there is.
func (t *Tally) add(gold, system Partition, measure func(a, b Partition) (kept, all float64)) {
	kept, all := measure(gold, system)
	t.found, t.gold = t.found+kept, t.gold+all
	kept, all = measure(system, gold)
	t.right, t.system = t.right+kept, t.system+all
}

// overlaps returns for each chain of a how many of its spans lie in which chain
// of b, in the order in which the chains of b turn up.
func overlaps(a, b Partition) [][]share {
	in := map[Span]int{}
	for j, c := range b {
		for _, s := range c {
			in[s] = j
		}
	}
	out := make([][]share, len(a))
	for i, c := range a {
		at := map[int]int{}
		for _, s := range c {
			j, ok := in[s]
			if !ok {
				continue
			}
			if _, ok := at[j]; !ok {
				at[j] = len(out[i])
				out[i] = append(out[i], share{chain: j})
			}
			out[i][at[j]].n++
		}
	}
	return out
}

// A share is the n spans that a chain has in common with another.
type share struct{ chain, n int }

// common counts the spans of a that are in b too.
func common(a, b Partition) (kept, all float64) {
	for i, parts := range overlaps(a, b) {
		for _, p := range parts {
			kept += float64(p.n)
		}
		all += float64(len(a[i]))
	}
	return kept, all
}

// muc counts the links of a that b keeps.
func muc(a, b Partition) (kept, all float64) {
	for i, parts := range overlaps(a, b) {
		for _, p := range parts {
			kept += float64(p.n - 1)
		}
		all += float64(len(a[i]) - 1)
	}
	return kept, all
}

// bcubed adds up for each mention of a which part of its chain b keeps around
// it.
func bcubed(a, b Partition) (kept, all float64) {
	for i, parts := range overlaps(a, b) {
		sum := 0
		for _, p := range parts {
			sum += p.n * p.n
		}
		kept += float64(sum) / float64(len(a[i]))
		all += float64(len(a[i]))
	}
	return kept, all
}

// lea adds up for each chain of a, weighted by its size, which part of its
// links b keeps. A chain of one mention has one link, to itself.
func lea(a, b Partition) (kept, all float64) {
	for i, parts := range overlaps(a, b) {
		size, links := float64(len(a[i])), 0
		for _, p := range parts {
			links += p.n * (p.n - 1) / 2
			if len(a[i]) == 1 && len(b[p.chain]) == 1 {
				links = 1
			}
		}
		kept += size * float64(links) / max(1, size*(size-1)/2)
		all += size
	}
	return kept, all
}

// ceafe returns the similarity of the best one-to-one pairing of chains.
func ceafe(a, b Partition) float64 {
	n := max(len(a), len(b))
	cost := make([][]float64, n)
	for i := range cost {
		cost[i] = make([]float64, n)
	}
	for i, parts := range overlaps(a, b) {
		for _, p := range parts {
			cost[i][p.chain] = -2 * float64(p.n) / float64(len(a[i])+len(b[p.chain]))
		}
	}
	total := 0.0
	for i, j := range assign(cost) {
		total -= cost[i][j]
	}
	return total
}
