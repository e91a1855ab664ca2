package graph

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

func TestOrigins(t *testing.T) {
	ctx := context.Background()
	s, err := Memory()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	d := extract.NewDocument("", "", "The ferry sank.")
	for _, o := range []string{"/news/b.txt", "/news/a.csv#7", "/news/b.txt"} {
		if _, err := s.Add(ctx, d, o); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Origins(ctx, "dramatis:doc/"+d.ID)
	if want := []string{"/news/a.csv#7", "/news/b.txt"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("Origins\n got %q %v\nwant %q", got, err, want)
	}
	for _, doc := range []string{"dramatis:doc/0000000000000000", "ferry"} {
		if _, err := s.Origins(ctx, doc); !errors.Is(err, ErrNotFound) {
			t.Errorf("Origins(%q)\n got %v\nwant %v", doc, err, ErrNotFound)
		}
	}
}
