package clause

import (
	"slices"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

// A wrong is a head and relation a parser got wrong: token, head and relation
// as it put them, tokens counted from 1.
type wrong struct {
	token, head int
	rel         string
}

// TestRepair spoils correct trees the way parsers do and wants the fact that
// the correct tree gives.
func TestRepair(t *testing.T) {
	trees := examples(t)
	for _, x := range []struct {
		text   string
		wrongs []wrong
		want   string
	}{
		{"Halden Lines gave the town a ferry.", []wrong{{5, 3, "obj"}}, "Halden Lines | give-to | town"},
		{"Mara Voss said the ferry sank.", []wrong{{5, 3, "obj"}}, "ferry | sink | ; source: Mara Voss"},
		{"Mara Voss said the ferry sank.", []wrong{{6, 3, "obj"}}, "ferry | sink | ; source: Mara Voss"},
		{"Mara Voss said the ferry sank.", []wrong{{5, 3, "obj"}, {6, 5, "acl"}}, "ferry | sink | ; source: Mara Voss"},
		{"Mara Voss said the ferry sank.", []wrong{{5, 3, "obj"}, {6, 3, "parataxis"}}, "ferry | sink | ; source: Mara Voss"},
		{"The ferry, sailors said, sank.", []wrong{{5, 0, "root"}, {2, 5, "nsubj"}, {4, 2, "nsubj"}, {7, 5, "ccomp"}}, "ferry | sink | ; source: sailors"},
		{"Mara Voss went on to open the pier.", []wrong{{4, 3, "advmod"}, {6, 3, "advcl"}}, "Mara Voss | open | pier"},
		{"The union warned any attempt to sell the ferry would fail.", []wrong{{5, 3, "obj"}, {11, 7, "ccomp"}}, "any attempt | fail | ; conditional ; source: union"},
		{"\"The ferry is safe,\" Mara Voss said.", []wrong{{5, 0, "root"}, {8, 3, "appos"}, {10, 5, "parataxis"}}, "ferry | be | safe ; source: Mara Voss"},
		{"The mayor vowed to rebuild the pier.", []wrong{{7, 3, "obj"}}, "mayor | rebuild | pier ; planned"},
		{"The council rebuilt the pier the storm destroyed.", []wrong{{7, 5, "appos"}, {8, 7, "acl"}}, "storm | destroy | pier"},
		{"The ferry is safe, the mayor said.", []wrong{{2, 4, "vocative"}}, "ferry | be | safe ; source: mayor"},
		{"The ferry is safe, the mayor said.", []wrong{{4, 0, "root"}, {8, 4, "advcl"}}, "ferry | be | safe ; source: mayor"},
		{"The union warned the sale would be hard given the number of sailors.", []wrong{{5, 3, "obj"}, {11, 8, "nsubj"}, {9, 8, "advcl"}}, "sale | be | hard ; conditional ; source: union ; other: number of sailors"},
		{"The ferry is safe, said the mayor.", []wrong{{8, 6, "obj"}}, "ferry | be | safe ; source: mayor"},
		{"The ferry is safe, said the mayor.", []wrong{{4, 0, "root"}, {6, 4, "conj"}, {8, 6, "iobj"}}, "ferry | be | safe ; source: mayor"},
		{"Mara Voss said the crew had rested, adding that the pier was safe.", []wrong{{9, 3, "ccomp"}}, "pier | be | safe ; source: Mara Voss"},
		{"Mara Voss said the crew had rested, adding sailors were leaving.", []wrong{{10, 9, "obj"}, {12, 3, "ccomp"}}, "sailors | leave | ; source: Mara Voss"},
		{"The council said the sale failed, but warned the pier would sink.", []wrong{{9, 6, "conj"}}, "pier | sink | ; conditional ; source: council"},
		{"The council rebuilt the pier the storm destroyed.", []wrong{{7, 3, "obj"}, {8, 7, "acl"}}, "storm | destroy | pier"},
		{"Halden Lines sold the ferry of the town and the council resigned.", []wrong{{11, 5, "nmod"}, {9, 11, "cc"}}, "council | resign |"},
		{"The mayor entered the town and the council resigned.", []wrong{{9, 3, "ccomp"}, {8, 5, "conj"}, {6, 8, "cc"}}, "council | resign |"},
		{"It was reported on Monday the ferry sank.", []wrong{{1, 3, "nsubj:pass"}, {8, 3, "parataxis"}}, "ferry | sink | ; source: reported"},
		{"It said the ferry sank.", []wrong{{1, 2, "expl"}}, "ferry | sink | ; source: It"},
		{"The council on Monday sold the ferry.", []wrong{{4, 2, "nmod"}}, "council | sell | ferry ; time: Monday"},
		{"The mayor entered the town and the council resigned.", []wrong{{9, 3, "ccomp"}, {5, 9, "nsubj"}, {8, 5, "nmod"}, {6, 8, "cc"}}, "mayor | enter | town"},
		{"The mayor entered the town and the council resigned.", []wrong{{9, 3, "ccomp"}, {5, 9, "nsubj"}, {8, 5, "conj"}, {6, 8, "cc"}}, "council | resign |"},
		{"The council praised Mara Voss for opening the pier to lure visitors and saving the ferry.", []wrong{{14, 11, "conj"}}, "Mara Voss | save | ferry"},
		{"Halden Lines sold the ferry -- known as the Gannet -- last May.", []wrong{{7, 3, "advcl"}, {13, 10, "appos"}}, "Halden Lines | sell | ferry ; time: last May"},
		{"Halden Lines sold the ferry -- known as the Gannet -- last May.", []wrong{{7, 3, "advcl"}, {13, 10, "appos"}}, "ferry | be-known-as | Gannet"},
		{"The council met as pressure mounted.", []wrong{{4, 5, "case"}, {5, 3, "obl"}, {6, 5, "acl"}}, "pressure | mount |"},
		{"The council met as pressure mounted.", []wrong{{4, 5, "case"}, {5, 3, "obl"}}, "pressure | mount |"},
		{"Orren took over Halden Lines.", []wrong{{3, 4, "case"}}, "Orren | take-over | Halden Lines"},
		{"Saboteurs blew up the pier.", []wrong{{3, 5, "case"}, {5, 2, "obl"}}, "Saboteurs | blow-up | pier"},
		{"Member of the council Mara Voss said the ferry sank.", []wrong{{1, 7, "nsubj"}}, "ferry | sink | ; source: Mara Voss"},
		{"A co-author, Professor Mara Voss, said the ferry sank.", []wrong{{5, 2, "conj"}}, "ferry | sink | ; source: Mara Voss"},
		{"The mayor told reporters the ferry sank.", []wrong{{4, 3, "obj"}, {7, 4, "acl:relcl"}}, "ferry | sink | ; source: mayor"},
		{"The mayor said the crew rested and might leave.", []wrong{{9, 3, "conj"}}, "crew | leave | ; possible ; source: mayor"},
		{"\"They sold the ferry,\" said a sailor.", []wrong{{3, 0, "root"}, {8, 3, "ccomp"}, {11, 3, "punct"}}, "They | sell | ferry ; source: sailor"},
		{"There were protests in Brightwater.", []wrong{{5, 3, "nmod"}}, "protests | be-in | Brightwater"},
		{"The envoy of Halden Lines, who repaired the pier, resigned.", []wrong{{8, 4, "acl:relcl"}}, "envoy of Halden Lines | repair | pier"},
		{"The council asked for the ferry to be sold.", []wrong{{4, 6, "case"}, {6, 3, "obl"}}, "ferry | be-sold | ; planned"},
		{"The crew termed Mara Voss a liar.", []wrong{{4, 3, "iobj"}, {7, 3, "obj"}}, "Mara Voss | be | liar ; source: crew"},
		{"The mayor urged residents of the town to leave.", []wrong{{9, 3, "advcl"}}, "residents of the town | leave | ; planned"},
	} {
		t.Run(x.text, func(t *testing.T) {
			d := article(t, trees, x.text)
			for _, w := range x.wrongs {
				d.Tokens[w.token-1].Deprel, d.Tokens[w.token-1].Up = w.rel, w.head-w.token
				if w.head == 0 {
					d.Tokens[w.token-1].Up = 0
				}
			}
			before := slices.Clone(d.Tokens)
			Stage{All: true}.Read(d)
			if got := facts(d); !slices.Contains(got, x.want) {
				t.Errorf("facts of a spoiled tree of %q\ngot  %q\nwant %q", x.text, got, x.want)
			}
			if !slices.EqualFunc(before, d.Tokens, func(a, b extract.Token) bool { return a == b }) {
				t.Errorf("tokens of %q\ngot  changed by the stage\nwant as the parser left them", x.text)
			}
		})
	}
}

// TestGerundSubject makes a clause of "Fighting" a noun.
func TestGerundSubject(t *testing.T) {
	const text = "Fighting broke out on Friday."
	d := article(t, examples(t), text)
	d.Tokens[0].UPOS, d.Tokens[0].XPOS, d.Tokens[0].Deprel = "VERB", "VBG", "csubj"
	Stage{All: true}.Read(d)
	if got, want := facts(d), "Fighting | break-out | ; time: Friday"; !slices.Contains(got, want) {
		t.Errorf("facts of a spoiled tree of %q\ngot  %q\nwant %q", text, got, want)
	}
}

// TestFreeRelativeIsNoClauseOfIt wants nothing of "it" in "whoever holds it
// controls the town" when the tree makes "it" the subject of the second verb.
func TestFreeRelativeIsNoClauseOfIt(t *testing.T) {
	d := article(t, examples(t), "Whoever holds the pier controls Brightwater.")
	for _, w := range []wrong{{2, 0, "root"}, {4, 5, "nsubj"}, {5, 2, "ccomp"}} {
		d.Tokens[w.token-1].Deprel, d.Tokens[w.token-1].Up = w.rel, w.head-w.token
	}
	d.Tokens[1].Up = 0
	Stage{All: true}.Read(d)
	if len(d.Facts) > 0 {
		t.Errorf("facts of a free relative\ngot  %q\nwant none", facts(d))
	}
}

// TestCorrectTreesStay wants no repair where nothing is wrong.
func TestCorrectTreesStay(t *testing.T) {
	for text, d := range examples(t) {
		var tr tree
		if !tr.load(d, 0) {
			t.Errorf("%q has no tree", text)
			continue
		}
		for i := range d.Tokens {
			if tr.head(i) != d.Head(i) || tr.rel(i) != d.Tokens[i].Deprel {
				t.Errorf("%q in %q\ngot  %s of %d\nwant %s of %d", d.Word(i), text, tr.rel(i), tr.head(i), d.Tokens[i].Deprel, d.Head(i))
			}
		}
	}
}
