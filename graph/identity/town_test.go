package identity

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

var kindLetters = map[string]extract.Kind{
	"p": extract.Person, "o": extract.Organisation, "l": extract.Place, "e": extract.EventKind, "x": extract.Other,
}

// occurrence reads "p Ann Marsh *3 @ferry (Mayor; Chair) [Marsh; Annie]": kind,
// name, mentions, document, roles and aliases.
func occurrence(t testing.TB, line string) Occurrence {
	t.Helper()
	cut := func(open, end string) []string {
		before, rest, ok := strings.Cut(line, open)
		if !ok {
			return nil
		}
		inside, after, _ := strings.Cut(rest, end)
		line = before + after
		return strings.Split(inside, "; ")
	}
	o := Occurrence{Named: true, Mentions: 1, Roles: cut(" (", ")"), Aliases: cut(" [", "]")}
	var name []string
	for i, w := range strings.Fields(line) {
		switch {
		case i == 0:
			o.Kind = kindLetters[w]
		case w[0] == '@':
			o.Document = scheme + "doc/" + w[1:]
		case w[0] == '*':
			fmt.Sscan(w[1:], &o.Mentions)
		case strings.HasPrefix(w, "died="):
			o.Died = w[5:]
		case strings.HasPrefix(w, "acted="):
			o.Acted = w[6:]
		default:
			name = append(name, w)
		}
	}
	if o.Kind == "" || o.Document == "" || len(name) == 0 {
		t.Fatalf("no occurrence: %q", line)
	}
	o.Name = strings.Join(name, " ")
	o.IRI = scheme + string(o.Kind) + "/" + strings.Join(Words(o.Name), "-")
	return o
}

func occurrences(t testing.TB, text string) []Occurrence {
	t.Helper()
	var all []Occurrence
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, occurrence(t, line))
		}
	}
	return all
}

// told tells what was resolved: each actor with what is joined in it, as
// "person/a = person/b@doc …", one a line; actors of one name in one document
// are left out.
func told(r *Resolution) string {
	var lines []string
	for _, a := range r.Actors() {
		var names []string
		for _, n := range a.Names {
			for _, d := range n.Documents {
				names = append(names, strings.TrimPrefix(n.IRI, scheme)+strings.TrimPrefix(In("", d), scheme))
			}
		}
		if len(names) > 1 {
			slices.Sort(names)
			lines = append(lines, strings.TrimPrefix(a.IRI, scheme)+" = "+strings.Join(names, " "))
		}
	}
	return strings.Join(lines, "\n")
}

func proposed(r *Resolution) string {
	var lines []string
	for _, p := range r.Proposals() {
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%.3f %s ? %s: %s / %s", p.Score, strings.TrimPrefix(p.A, scheme), strings.TrimPrefix(p.B, scheme), p.Reason, p.Against)))
	}
	return strings.Join(lines, "\n")
}

func say(verdict Verdict, a, b, time string) Judgement {
	j, err := Judgement{Verdict: verdict, A: scheme + a, B: scheme + b, Author: "Mira Osei", Score: 1, Time: time}.Tidy()
	if err != nil {
		panic(err)
	}
	return j
}

// lines compares texts line by line.
func lines(t *testing.T, what, got, want string) {
	t.Helper()
	var trimmed []string
	for line := range strings.Lines(want) {
		if line = strings.TrimSpace(line); line != "" {
			trimmed = append(trimmed, line)
		}
	}
	if want := strings.Join(trimmed, "\n"); got != want {
		t.Errorf("%s\n got %s\nwant %s", what, got, want)
	}
}

// town makes a corpus with surnames alone, middle names, namesakes and
// abbreviations, from a seed.
func town(seed uint64, documents int) []Occurrence {
	r := rand.New(rand.NewPCG(seed, 7))
	firsts := strings.Fields("Ann Bo Cy Dora Elin Finn Greta Hugo Ines Jon Kaja Lars Mira Nils Oda Per")
	lasts := strings.Fields("Marsh Lind Dorn Reyes Osei Halden Voss Ruiz Moe Strand")
	roles := []string{"Mayor of Brightwater", "Mayor of Millport", "Danish minister", "Norwegian minister", "skipper", "footballer", "novelist"}
	bodies := []string{"Harbour Union", "HU", "Danish Senate", "Senate", "Senate of Denmark", "Halden Lines", "Salt Bridge"}
	var all []Occurrence
	for d := range documents {
		seen := map[string]bool{}
		for range 3 + r.IntN(6) {
			o := Occurrence{Document: fmt.Sprintf("%sdoc/%04d", scheme, d), Named: true, Mentions: 1 + r.IntN(5), Kind: extract.Person}
			first, last := firsts[r.IntN(len(firsts))], lasts[r.IntN(len(lasts))]
			switch r.IntN(5) {
			case 0:
				o.Name = last
			case 1:
				o.Name = first + " " + string(rune('A'+r.IntN(3))) + ". " + last
			case 2:
				o.Kind, o.Name = extract.Organisation, bodies[r.IntN(len(bodies))]
			default:
				o.Name = first + " " + last
			}
			if r.IntN(3) == 0 && o.Kind == extract.Person {
				o.Roles = []string{roles[r.IntN(len(roles))]}
			}
			o.IRI = scheme + string(o.Kind) + "/" + strings.Join(Words(o.Name), "-")
			if !seen[o.IRI] {
				seen[o.IRI] = true
				all = append(all, o)
			}
		}
	}
	return all
}
