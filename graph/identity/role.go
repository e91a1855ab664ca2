package identity

import (
	"slices"
	"strings"
	"unicode"

	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// A role is an office as it is compared.
type role struct {
	head   string   // "governor", "prime minister"
	lands  []string // countries it is of, by their usual names
	where  []string // other names in it, folded: "texas", "halden", "lines"
	sphere string   // of life: "sport", "office"; "" when not known
	text   string
}

// parseRole reads a role: "former Danish Minister of Trade" is a minister of
// Denmark.
func parseRole(text string) role {
	r := role{text: text}
	list := strings.Fields(strings.NewReplacer("'s", "", "’s", "", ",", "").Replace(text))
	list = r.cutLands(list)
	before := true
	for i, w := range list {
		low := strings.ToLower(w)
		switch low {
		case "of", "to", "for", "at", "in", "from", "on":
			before = false
		}
		if before && (lexicon.Role(low) || r.head == "") {
			r.head = low
			if i > 0 && (low == "minister" || low == "president") && !former(strings.ToLower(list[i-1])) && strings.ToLower(list[i-1]) == "prime" {
				r.head = "prime minister"
			}
		}
		if s := spheres[low]; s != "" && r.sphere == "" {
			r.sphere = s
		}
	}
	for _, w := range list {
		low := strings.ToLower(w)
		if c := []rune(w)[0]; unicode.IsUpper(c) && !lexicon.Role(low) && !strings.Contains(r.head, low) && !former(low) {
			r.where = append(r.where, strings.Join(Words(w), ""))
		}
	}
	slices.Sort(r.where)
	return r
}

// former holds for words that tell when or how somebody has an office, not which.
func former(word string) bool {
	switch word {
	case "former", "ex", "longtime", "late", "current", "then", "outgoing", "exiting", "acting", "new", "interim", "vice", "deputy", "the":
		return true
	}
	return false
}

// cutLands takes the countries out of the words of a role.
func (r *role) cutLands(list []string) []string {
	var rest []string
	for i := 0; i < len(list); {
		n, land := landAt(list[i:])
		if n == 0 {
			rest = append(rest, list[i])
			i++
			continue
		}
		if !slices.Contains(r.lands, land) {
			r.lands = append(r.lands, land)
		}
		i += n
	}
	slices.Sort(r.lands)
	return rest
}

// landAt returns the country named by the first words of list, and how many
// they are.
func landAt(list []string) (int, string) {
	for n := min(4, len(list)); n > 0; n-- {
		words := strings.Join(list[:n], " ")
		if !unicode.IsUpper([]rune(words)[0]) {
			return 0, ""
		}
		if c := lexicon.Country(words); c != "" {
			return n, c
		}
		if c := lexicon.Nation(words); n == 1 && c != "" {
			return 1, c
		}
	}
	return 0, ""
}

// agree says how well two roles go together: 2 for one office, 1 for what may
// be one, 0 for what tells nothing, -1 for offices of one sort in two places,
// -2 for those in two countries.
func (r *role) agree(s *role) int {
	if r.head == "" || r.head != s.head {
		return 0
	}
	lands, where := overlap(r.lands, s.lands), overlap(r.where, s.where)
	switch {
	case lands < 0 && where <= 0 && r.sphere == "office":
		return -2
	case where < 0 && lands <= 0 && r.sphere == "office":
		return -1
	case where < 0, lands < 0:
		return 0
	case lands > 0 || where > 0:
		return 2
	}
	return 1
}

// overlap compares sorted lists: 1 where they share something, -1 where both
// have something and share nothing, else 0.
func overlap(a, b []string) int {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	for _, x := range a {
		if slices.Contains(b, x) {
			return 1
		}
	}
	return -1
}

// spheres tells of which sphere of life an occupation is. People change within
// a sphere more often than between two.
var spheres = func() map[string]string {
	m := map[string]string{}
	for sphere, words := range map[string]string{
		"sport": `footballer striker goalkeeper midfielder defender coach cyclist runner swimmer sprinter boxer cricketer
			batsman golfer wrestler gymnast skier skater rower sailor quarterback pitcher athlete player driver racer referee`,
		"office": `president minister senator governor mayor ambassador representative chancellor congressman congresswoman
			councillor councilman secretary premier lawmaker diplomat envoy commissioner king queen prince princess`,
		"arts":    "actor actress singer author novelist drummer guitarist rapper comedian poet painter musician composer filmmaker playwright",
		"science": "scientist professor researcher biologist physicist chemist astronomer geologist oceanographer palaeontologist mathematician",
		"crime":   "killer murderer gunman attacker shooter assassin robber kidnapper rapist",
		"faith":   "bishop archbishop pope cardinal priest imam rabbi pastor monk nun",
	} {
		for _, w := range strings.Fields(words) {
			m[w] = sphere
		}
	}
	return m
}()
