package diagram

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

// tree returns "Ann Reyes opened the old bridge." with a fact.
func tree() Sentence {
	s := Sentence{Names: []Name{{0, 2, extract.Person}}, Words: []Word{
		{"Ann", "PROPN", 2, "nsubj", "Ann"}, {"Reyes", "PROPN", 0, "flat", ""}, {"opened", "VERB", -1, "root", "open"},
		{"the", "DET", 5, "det", ""}, {"old", "ADJ", 5, "amod", ""}, {"bridge", "NOUN", 2, "obj", ""}, {".", "PUNCT", 2, "punct", ""},
	}}
	s.Facts = []Reading{{Parts: [3][]int{{0, 1}, {2}, {4, 5}}, Texts: [3]string{"Ann Reyes", "opened", "old bridge"}, Rule: "active", Note: "0.92"}}
	return s
}

func renderSentences(t testing.TB, list []Sentence, o SentenceOptions) string {
	t.Helper()
	var b bytes.Buffer
	if err := RenderSentences(&b, list, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRenderSentences(t *testing.T) {
	got := renderSentences(t, []Sentence{tree()}, SentenceOptions{Title: "Ann Reyes opened the old bridge."})
	for _, want := range []string{
		"<title>Ann Reyes opened the old bridge.</title>",
		"<desc>A dependency tree of 7 words, root opened; names: Ann Reyes (person).</desc>",
		`<g class="k-person"><rect `, ">person</text>", ">nsubj</text>", ">root</text>", `class="t-weak" fill="none"`,
		`<tspan class="f-subject" fill="#007A87">Ann Reyes</tspan>`, "· rule active, 0.92</text>", "prefers-color-scheme:dark",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("RenderSentences\n got %s\nwant %s in it", got, want)
		}
	}
	if again := renderSentences(t, []Sentence{tree()}, SentenceOptions{Title: "Ann Reyes opened the old bridge."}); again != got {
		t.Error("the same sentence gives other bytes the second time")
	}
	dark := renderSentences(t, []Sentence{tree()}, SentenceOptions{Theme: "dark"})
	if strings.Contains(dark, "prefers-color-scheme") || !strings.Contains(dark, darkPage.paper) {
		t.Errorf("RenderSentences in the dark theme\n got %s", dark)
	}
}

// An arc that leads to another row says so at both ends.
func TestSentencesContinueInRows(t *testing.T) {
	s := tree()
	rows := s.rows(narrowest)
	if len(rows) < 2 {
		t.Fatalf("%d rows within %v points\nwant more", len(rows), narrowest)
	}
	got := renderSentences(t, []Sentence{s}, SentenceOptions{Width: narrowest})
	for _, want := range []string{">obj: bridge</text>", ">obj of opened</text>"} {
		if !strings.Contains(got, want) {
			t.Errorf("RenderSentences in rows\n got %s\nwant %s in it", got, want)
		}
	}
	if strings.Count(got, ">person</text>") != 1 {
		t.Error("a row ends inside a name")
	}
}

// A word that has not been read has no line.
func TestUnreadSentence(t *testing.T) {
	got := renderSentences(t, []Sentence{{Words: []Word{{Text: "BRIGHTWATER", Head: -1}, {Text: ":", Head: -1}}}, {}}, SentenceOptions{})
	if strings.Contains(got, `class="arc"`) || !strings.Contains(got, ">BRIGHTWATER</text>") {
		t.Errorf("RenderSentences\n got %s\nwant words without lines", got)
	}
}

func TestHostileSentence(t *testing.T) {
	s := tree()
	for i, text := range []string{"<script>&\"'", "a\x00b\x1b[2J\u202e", strings.Repeat("你好", 400), "שלום", "", " \t ", "\xff\ufffe"} {
		s.Words[i].Text, s.Words[i].Deprel, s.Words[i].Tag, s.Words[i].Note = text, text, text, text
	}
	s.Caption, s.Names[0].Kind, s.Facts[0].Texts[0], s.Facts[0].Note = "]]>", "<b>", "<i>\x07", "-->"
	for _, width := range []float64{0, narrowest} {
		d := xml.NewDecoder(strings.NewReader(renderSentences(t, []Sentence{s}, SentenceOptions{Title: "<&\x01", Width: width})))
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if e, ok := token.(xml.StartElement); ok && strings.Contains("script b i", e.Name.Local) {
				t.Errorf("the text of a word became the element %s", e.Name.Local)
			}
		}
	}
}

func TestRenderSentencesRefuses(t *testing.T) {
	loop, far, name, fact := tree(), tree(), tree(), tree()
	loop.Words[1].Head = 1
	far.Words[1].Head = 7
	name.Names[0].End = 8
	fact.Facts[0].Parts[1] = []int{2, 2}
	for _, c := range []struct {
		list []Sentence
		o    SentenceOptions
		want string
	}{
		{[]Sentence{tree(), loop}, SentenceOptions{}, "diagram: sentence 2: the head of word 1 is 1, of 7 words"},
		{[]Sentence{far}, SentenceOptions{}, "diagram: sentence 1: the head of word 1 is 7, of 7 words"},
		{[]Sentence{name}, SentenceOptions{}, "diagram: sentence 1: a name spans words 0 to 8 of 7"},
		{[]Sentence{fact}, SentenceOptions{}, "diagram: sentence 1: a fact marks the words [2 2] of 7"},
		{nil, SentenceOptions{Theme: "pink"}, `diagram: unknown theme "pink": use auto, light or dark`},
		{nil, SentenceOptions{Width: math.NaN()}, "diagram: a picture of sentences must be at least 200 points wide"},
		{make([]Sentence, MaxSentences+1), SentenceOptions{}, "diagram: 201 sentences are too many for one picture (at most 200)"},
	} {
		if err := RenderSentences(io.Discard, c.list, c.o); err == nil || err.Error() != c.want {
			t.Errorf("RenderSentences\n got %v\nwant %s", err, c.want)
		}
	}
}

// grow adds a random projective tree over words first to end below head.
func grow(r *rand.Rand, words []Word, first, end, head int) {
	for first < end {
		cut := first + 1 + r.IntN(end-first)
		if head < 0 {
			cut = end
		}
		root := first + r.IntN(cut-first)
		words[root].Head = head
		grow(r, words, first, root, root)
		grow(r, words, root+1, cut, root)
		first = cut
	}
}

// In rows of any width no line goes through a label, no two labels touch, and
// all lies on the page.
func TestArcsKeepClearOfLabels(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		s := Sentence{Words: make([]Word, 1+r.IntN(60))}
		for i := range s.Words {
			s.Words[i] = Word{Text: strings.Repeat("x", 1+r.IntN(12)), Tag: "NOUN", Deprel: []string{"obj", "acl:relcl", "nmod:unmarked"}[r.IntN(3)]}
		}
		grow(r, s.Words, 0, len(s.Words), -1)
		width := narrowest + r.Float64()*1500
		for _, row := range s.rows(width) {
			if complaint := row.clear(); complaint != "" {
				t.Fatalf("%s in a row of %v at width %v", complaint, s.Words, width)
			}
		}
	}
}

// clear says what is in the way of what in r; "" where all is well.
func (r *sentenceRow) clear() string {
	for i := range r.arcs {
		a := &r.arcs[i]
		from, to := a.middle-a.wide/2, a.middle+a.wide/2
		if from < 0 || to > r.width {
			return fmt.Sprintf("label %s leaves the page", a.label)
		}
		for j := range r.arcs {
			b := &r.arcs[j]
			if i == j {
				continue
			}
			for k, x := range []float64{b.from, b.to} {
				if !b.cut[k] && b.level > a.level && from < x && x < to {
					return fmt.Sprintf("%s goes through label %s", b.label, a.label)
				}
			}
			if b.level == a.level && from < b.middle+b.wide/2 && b.middle-b.wide/2 < to {
				return fmt.Sprintf("labels %s and %s touch", a.label, b.label)
			}
		}
	}
	return ""
}

// Of arcs that cross, the label of the lower one makes way.
func TestLabelsMakeWay(t *testing.T) {
	r := sentenceRow{width: 200, arcs: []rowArc{{from: 0, to: 100, level: 1, wide: 20, middle: 50}, {from: 50, to: 150, level: 2}}}
	if got, want := r.free(&r.arcs[0]), 39.0; got != want {
		t.Errorf("free\n got %v\nwant %v", got, want)
	}
}
