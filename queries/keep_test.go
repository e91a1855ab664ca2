package queries

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/identity"
)

// A versioned shelf counts how often it is read.
type versioned struct {
	*shelf
	revision string
	reads    int
}

func (v *versioned) Revision(context.Context) (string, error) {
	v.reads++
	return v.revision, v.err
}

// same compares all of two snapshots but what is made on demand.
func same(a, b *Snapshot) bool {
	return reflect.DeepEqual(a.documents, b.documents) && reflect.DeepEqual(a.facts, b.facts) &&
		reflect.DeepEqual(a.entities, b.entities) && reflect.DeepEqual(a.ids, b.ids) && reflect.DeepEqual(a.docs, b.docs) &&
		reflect.DeepEqual(a.inner, b.inner) && reflect.DeepEqual(a.links, b.links) &&
		sameRegister(a, b)
}

func sameRegister(a, b *Snapshot) bool {
	if a.register == nil || b.register == nil {
		return a.register == nil && b.register == nil
	}
	x, y := a.register(), b.register()
	return reflect.DeepEqual(x.occurrences, y.occurrences) && reflect.DeepEqual(x.judged, y.judged) && reflect.DeepEqual(x.bearing, y.bearing) &&
		reflect.DeepEqual(a.Identity(), b.Identity())
}

// fill sets everything in v to something that is not zero.
func fill(v reflect.Value, r *rand.Rand) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), r)
		}
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i), r)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(v.Index(i), r)
		}
	case reflect.String:
		v.SetString(fmt.Sprint("ü", r.IntN(1000)))
	case reflect.Int:
		v.SetInt(r.Int64N(2000) - 3000)
	case reflect.Float64:
		v.SetFloat(r.Float64())
	case reflect.Bool:
		v.SetBool(true)
	default:
		panic("no value for " + v.Type().String())
	}
}

func recode[T any](t *testing.T, code func(*coder, *T)) {
	t.Helper()
	var in, out T
	fill(reflect.ValueOf(&in).Elem(), rand.New(rand.NewPCG(1, 2)))
	c := &coder{numbers: map[string]uint32{}}
	code(c, &in)
	back := &coder{reading: true, row: c.row, texts: c.texts}
	code(back, &out)
	if back.short || back.at != len(back.row) || !reflect.DeepEqual(in, out) {
		t.Errorf("a %T comes back\n got %+v\nwant %+v", in, out, in)
	}
}

// Every field is kept, also one that somebody adds tomorrow.
func TestKeepEveryField(t *testing.T) {
	recode(t, codeFact)
	recode(t, codeEntity)
	recode(t, codeDocument)
	recode(t, codeOccurrence)
	recode(t, codeJudgement)
	recode(t, codeName)
}

func TestKeep(t *testing.T) {
	for _, src := range []*shelf{brightwater(), city(300, 20_000)} {
		s := load(t, src)
		file := filepath.Join(t.TempDir(), "kept")
		if err := writeKept(file, s.keep("a")); err != nil {
			t.Fatal(err)
		}
		got, err := readKept(file, "a")
		if err != nil {
			t.Fatal(err)
		}
		if !same(got, s) {
			t.Errorf("%d facts come back otherwise", len(s.facts))
		}
		if !reflect.DeepEqual(got.index(), s.index()) {
			t.Error("the index of names comes back otherwise")
		}
		if _, err := readKept(file, "b"); err == nil {
			t.Error("a snapshot of another version is taken")
		}
	}
}

// A census is a shelf that tells which names stand in which documents.
type census struct{ *shelf }

func (r census) Occurrences(context.Context) iter.Seq2[identity.Occurrence, error] {
	var all []identity.Occurrence
	for _, e := range r.entities {
		for _, d := range e.Documents {
			all = append(all, identity.Occurrence{
				IRI: e.IRI, Document: d, Name: e.Name, Kind: e.Kind, Named: e.Named, Aliases: e.Aliases, Roles: e.Roles, Mentions: e.Mentions,
			})
		}
	}
	return each(all, nil)
}

func (r census) Judgements(context.Context) iter.Seq2[identity.Judgement, error] {
	return each([]identity.Judgement{{
		Verdict: identity.Same, A: "dramatis:person/ann-marsh", B: "dramatis:person/tom-marsh", Author: "desk", Score: 1,
	}}, nil)
}

// Who is who comes out of the file as it went in, judgements and all, and the
// dossier does not need to have it decided anew.
func TestKeepIdentity(t *testing.T) {
	s := load(t, census{brightwater()})
	file := filepath.Join(t.TempDir(), "kept")
	if err := writeKept(file, s.keep("a")); err != nil {
		t.Fatal(err)
	}
	got, err := readKept(file, "a")
	if err != nil {
		t.Fatal(err)
	}
	if !same(got, s) {
		t.Error("a graph with actors comes back otherwise")
	}
	marsh, _ := got.Find("Ann Marsh", FindOptions{})
	d := got.Dossier(marsh.IRI)
	if !reflect.DeepEqual(d, s.Dossier(marsh.IRI)) || len(d.Names) != 2 || len(d.Tenures) != 1 {
		t.Errorf("dossier of Marsh\n got %+v\nwant two names and an office", d)
	}
	for _, name := range d.Roles {
		if want, got := s.Identity().Holding(marsh.IRI, name), got.register().holding(d.Names, name); !slices.Equal(got, want) {
			t.Errorf("documents that call Marsh %s\n got %v\nwant %v", name, got, want)
		}
	}
}

func TestKeepDamaged(t *testing.T) {
	s := load(t, brightwater())
	data := s.keep("stamp")
	file := filepath.Join(t.TempDir(), "kept")
	for i := 0; i < len(data); i += 29 {
		bad := append([]byte(nil), data...)
		bad[i] ^= 0x21
		for _, b := range [][]byte{bad, data[:i]} {
			if err := os.WriteFile(file, b, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := readKept(file, "stamp"); err == nil {
				t.Errorf("damage at byte %d of %d is not noticed", i, len(data))
			}
		}
	}
}

// Root reads what belongs to others, but does not believe them.
func TestKeepOfAnother(t *testing.T) {
	file := filepath.Join(t.TempDir(), "kept")
	if err := writeKept(file, load(t, brightwater()).keep("a")); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(file, 4711, -1); err != nil {
		t.Skip("only root gives files away: ", err)
	}
	if _, err := readKept(file, "a"); err == nil {
		t.Error("a snapshot that belongs to another user is taken")
	}
}

func TestLoadKept(t *testing.T) {
	file := filepath.Join(t.TempDir(), "kept")
	big, other := city(50, fewestKept), city(60, fewestKept+1)
	for i, c := range []struct {
		src     *shelf
		program string
		rev     string
		want    *shelf
	}{
		{big, "1", "r1", big},
		{other, "1", "r1", big}, // the same revision holds the same, so nothing is read
		{other, "1", "r2", other},
		{big, "2", "r2", big},
		{other, "2", "", other},
		{other, "2", "r2", big},
	} {
		got, err := LoadKept(context.Background(), &versioned{shelf: c.src, revision: c.rev}, file, c.program)
		if err != nil || !same(got, load(t, c.want)) {
			t.Errorf("call %d: not what was expected, %v", i, err)
		}
	}
	small := filepath.Join(t.TempDir(), "small")
	if _, err := LoadKept(context.Background(), &versioned{shelf: brightwater(), revision: "r"}, small, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(small); err == nil {
		t.Error("a small graph is kept")
	}
	if _, err := LoadKept(context.Background(), &versioned{shelf: big, revision: "r9"}, filepath.Join(small, "none"), ""); err != nil {
		t.Errorf("a place that cannot be written to: %v", err)
	}
}

// TestKeepFormat fails when a snapshot is kept otherwise, or when other things
// are found in the same facts: then keptFormat has to change, because files of
// earlier programs are about to be taken for ours.
func TestKeepFormat(t *testing.T) {
	s := load(t, brightwater())
	s.facts[0].Modifiers = append(s.facts[0].Modifiers, graph.Modifier{Role: "topic", Text: "Ann Marsh's ferry"})
	s.findInner()
	s.links = link(s)
	sum := sha256.Sum256(s.keep(keptFormat))
	const want = "6c6d31fdc86dfd24"
	if got := hex.EncodeToString(sum[:8]); got != want {
		t.Errorf("digest of %q\n got %s\nwant %s", keptFormat, got, want)
	}
}

func BenchmarkKept(b *testing.B) {
	s := load(b, city(20_000, 100_000))
	file := filepath.Join(b.TempDir(), "kept")
	if err := writeKept(file, s.keep("a")); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := readKept(file, "a"); err != nil {
			b.Fatal(err)
		}
	}
}
