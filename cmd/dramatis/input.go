package main

import (
	"context"
	"iter"
	"path/filepath"
	"strings"

	"github.com/dramatis-kg/dramatis/extract/source"
)

// inputs yields the articles at paths in order, unread.
func (p *program) inputs(ctx context.Context, paths []string, o source.Options) iter.Seq[reading] {
	o.Stdin = p.in
	return func(yield func(reading) bool) {
		for a, err := range source.Open(ctx, paths, o) {
			switch {
			case ctx.Err() != nil:
				return
			case err != nil:
				if !yield(reading{err: err}) {
					return
				}
			default:
				if !yield(reading{doc: a.Document(), name: a.ID, origin: origin(a), done: a.Done}) {
					return
				}
			}
		}
	}
}

// origin tells a store where an article comes from, so that its next version
// can take its place: an absolute path, with the address or identifier of a
// row behind "#". A text from standard input comes from its address, if any.
func origin(a source.Article) string {
	path, err := filepath.Abs(a.Path)
	switch {
	case a.Path == "-" || a.Path == "" || err != nil:
		return a.URL
	case a.ID == a.Path:
		return path
	case a.URL != "":
		return path + "#" + a.URL
	}
	return path + "#" + strings.TrimPrefix(strings.TrimPrefix(a.ID, a.Path), ":")
}
