package gazetteer_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract/gazetteer"
)

func TestMark(t *testing.T) {
	const sentence = "Mayor Ann Hansen of Brightwater flew from Saudi Arabia to New York with two Danish officers and Khalid al - Masri of the European Union"
	words := strings.Fields(sentence)
	got := gazetteer.Mark(words)
	want := map[string]gazetteer.Class{
		"Ann":      gazetteer.FirstName,
		"Hansen":   gazetteer.Surname,
		"Saudi":    gazetteer.Country,
		"Arabia":   gazetteer.Country | gazetteer.Inside,
		"New":      gazetteer.City,
		"York":     gazetteer.City | gazetteer.Inside,
		"Danish":   gazetteer.Demonym,
		"Khalid":   gazetteer.FirstName,
		"al":       gazetteer.Particle,
		"European": gazetteer.Body,
		"Union":    gazetteer.Body | gazetteer.Inside,
	}
	for i, w := range words {
		if got[i]&want[w] != want[w] {
			t.Errorf("%s: %012b lacks %012b", w, got[i], want[w])
		}
	}
	for _, i := range []int{0, 5, 6, 12} {
		if got[i]&^gazetteer.Common != 0 {
			t.Errorf("%s: %012b, want nothing", words[i], got[i])
		}
	}
}

func TestMarkIgnoresCaseAndAccentsOfTheRest(t *testing.T) {
	for _, c := range []struct {
		text string
		want gazetteer.Class
	}{
		{"SAUDI ARABIA", gazetteer.Country},
		{"Guinea - Bissau", gazetteer.Country},
		{"Guinea-Bissau", gazetteer.Country},
		{"São Paulo", gazetteer.City},
		{"Sao Paulo", gazetteer.City},
	} {
		words := strings.Fields(c.text)
		for i, got := range gazetteer.Mark(words) {
			if got&c.want == 0 {
				t.Errorf("%q: %s has %012b", c.text, words[i], got)
			}
		}
	}
}

func TestMarkLeavesSmallLetters(t *testing.T) {
	for _, text := range []string{"turkey and china", "he may mark the reading", "who told us"} {
		for i, got := range gazetteer.Mark(strings.Fields(text)) {
			if got&^gazetteer.Common != 0 {
				t.Errorf("%q: word %d has %012b", text, i, got)
			}
		}
	}
}

func TestMarkSaysWhatIsCommon(t *testing.T) {
	for _, w := range []string{"May", "Will", "Mark", "Reading", "Hope"} {
		if got := gazetteer.Mark([]string{w})[0]; got&gazetteer.Common == 0 || got&^gazetteer.Common == 0 {
			t.Errorf("%s: %012b, want a name that is a common word", w, got)
		}
	}
	for _, w := range []string{"Denmark", "Khalid", "Hansen"} {
		if got := gazetteer.Mark([]string{w})[0]; got&gazetteer.Common != 0 {
			t.Errorf("%s is called a common word", w)
		}
	}
}

func TestAcronymsNeedCapitals(t *testing.T) {
	if got := gazetteer.Mark([]string{"US", "Us"}); got[0]&gazetteer.Country == 0 || got[1]&gazetteer.Country != 0 {
		t.Errorf("US, Us: %012b", got)
	}
}

func TestMarkIntoAppends(t *testing.T) {
	words := strings.Fields("Ann Hansen left Denmark")
	dst := []gazetteer.Class{gazetteer.Body}
	dst = gazetteer.MarkInto(dst, words)
	if len(dst) != 5 || dst[0] != gazetteer.Body || dst[4]&gazetteer.Country == 0 {
		t.Errorf("got %012b", dst)
	}
	buf := make([]gazetteer.Class, 0, len(words))
	if n := testing.AllocsPerRun(20, func() { gazetteer.MarkInto(buf, words) }); n != 0 {
		t.Errorf("MarkInto allocates %v times", n)
	}
}

func BenchmarkMark(b *testing.B) {
	words := strings.Fields("The mayor of Brightwater , Ann Brook , told reporters from Saudi Arabia and New York that the Danish ferry had left .")
	buf := make([]gazetteer.Class, 0, len(words))
	b.ReportAllocs()
	for b.Loop() {
		gazetteer.MarkInto(buf, words)
	}
	b.ReportMetric(float64(b.N*len(words))/b.Elapsed().Seconds(), "tok/s")
}

func BenchmarkBuild(b *testing.B) {
	for b.Loop() {
		gazetteer.Build()
	}
}

// The network was trained with these classes. Whoever changes a list that they
// come from has to train it again, or to keep the change out of the fixed table.
func TestFixed(t *testing.T) {
	if got, want := gazetteer.FixedSum(), uint32(0x2e117929); got != want {
		t.Errorf("the fixed lists have the checksum %#x, the network was trained with %#x", got, want)
	}
	words := strings.Fields("Ann flew from Saudi Arabia to Danish towns")
	if got, want := gazetteer.Fixed(nil, words), gazetteer.Mark(words); !slices.Equal(got, want) {
		t.Errorf("%q\ngot  %v\nwant %v", words, got, want)
	}
}
