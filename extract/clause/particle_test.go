package clause

import (
	"slices"
	"testing"
)

// TestParticles wants the particle in the predicate of facts and frames alike.
func TestParticles(t *testing.T) {
	trees := examples(t)
	for _, x := range []struct{ text, fact, frame string }{
		{"Saboteurs blew up the pier.", "Saboteurs | blow-up | pier", "blew up"},
		{"The council turned the offer down.", "council | turn-down | offer", "turned down"},
		{"The pier was blown up by saboteurs.", "saboteurs | blow-up | pier", "was blown up by"},
		{"The offer was not turned down.", "offer | be-turned-down | ; denied", "was not turned down"},
		{"The company that Mara Voss set up sold the ferry.", "Mara Voss | set-up | company", "set up"},
		{"Halden Lines, which took over Orren in May, sold the ferry.", "Halden Lines | take-over | Orren ; time: May", "took over"},
		{"The mayor vowed to carry out the plan.", "mayor | carry-out | plan ; planned", "vowed to carry out"},
		{"The council ruled out a sale and set up a fund.", "council | set-up | fund", "set up"},
		{"The council gave back the keys.", "council | give-back | keys", "gave back"},
		{"The crew pulled the ferry away.", "crew | pull-away | ferry", "pulled away"},
		{"Fighting broke out on Friday.", "Fighting | break-out | ; time: Friday", "broke out on"},
		{"The sailors went up the hill.", "sailors | go-up | hill", "went up"},
	} {
		t.Run(x.text, func(t *testing.T) {
			d := article(t, trees, x.text)
			Stage{All: true}.Read(d)
			if got := facts(d); !slices.Contains(got, x.fact) {
				t.Errorf("facts of %q\ngot  %q\nwant %q", x.text, got, x.fact)
			}
			var predicates []string
			for _, f := range d.Frames {
				predicates = append(predicates, f.Predicate)
			}
			if !slices.Contains(predicates, x.frame) {
				t.Errorf("frames of %q\ngot  %q\nwant %q", x.text, predicates, x.frame)
			}
		})
	}
}
