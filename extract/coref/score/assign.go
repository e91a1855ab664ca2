package score

import "math"

// assign returns the column for each row of a square matrix so that the sum of
// their costs is least, by the Hungarian method (Kuhn 1955).
func assign(cost [][]float64) []int {
	n := len(cost)
	a := assignment{cost: cost, row: make([]float64, n+1), column: make([]float64, n+1), match: make([]int, n+1)}
	for i := 1; i <= n; i++ {
		a.augment(i)
	}
	out := make([]int, n)
	for j := 1; j <= n; j++ {
		out[a.match[j]-1] = j - 1
	}
	return out
}

// An assignment pairs rows with columns, both counted from 1; 0 is none.
type assignment struct {
	cost        [][]float64
	row, column []float64 // potentials
	match       []int     // row of each column
}

// augment pairs row i, moving earlier pairs along the cheapest path.
func (a *assignment) augment(i int) {
	n := len(a.cost)
	a.match[0] = i
	least, way, used := make([]float64, n+1), make([]int, n+1), make([]bool, n+1)
	for j := range least {
		least[j] = math.Inf(1)
	}
	at := 0
	for a.match[at] != 0 {
		used[at] = true
		i, delta, next := a.match[at], math.Inf(1), 0
		for j := 1; j <= n; j++ {
			if used[j] {
				continue
			}
			if c := a.cost[i-1][j-1] - a.row[i] - a.column[j]; c < least[j] {
				least[j], way[j] = c, at
			}
			if least[j] < delta {
				delta, next = least[j], j
			}
		}
		for j := 0; j <= n; j++ {
			if used[j] {
				a.row[a.match[j]] += delta
				a.column[j] -= delta
			} else {
				least[j] -= delta
			}
		}
		at = next
	}
	for at != 0 {
		a.match[at] = a.match[way[at]]
		at = way[at]
	}
}
