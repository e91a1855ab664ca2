// Package source turns files, folders and streams into articles: plain text,
// web pages, tables and JSON. A bad input costs one error and no more.
package source

import (
	"context"
	"fmt"
	"io"
	"iter"
	"os"

	"github.com/dramatis-kg/dramatis/extract"
)

// An Article is one text to be read, with what its input says about it.
type Article struct {
	ID        string // where it came from: "news/ferry.txt", "news.csv:12", or the id its row gives
	Title     string
	Text      string
	Published string // ISO 8601 date, "2016-03-24"; "" when unknown
	Publisher string
	URL       string
	Path      string // the file; "-" for standard input
	Done      int64  // bytes of all inputs consumed once this article is read, to compare with Size
}

// Document returns the article as a document that nothing has been read in.
func (a Article) Document() *extract.Document {
	d := extract.NewDocument(a.Title, a.Published, a.Text)
	d.Publisher, d.URL, d.Path = a.Publisher, a.URL, a.Path
	return d
}

// Options say how Open reads.
type Options struct {
	Lines    bool      // each line of a plain text is an article of its own
	Date     string    // publication date of articles that give none
	Format   string    // "txt", "html", "csv", "tsv", "json" or "jsonl"; "" goes by name and content
	Stdin    io.Reader // what the path "-" reads; nil means os.Stdin
	MaxBytes int64     // largest input; 0 means 64 MiB
}

// An Error says what is wrong with one input, where, and what to do about it.
// Open goes on after it.
type Error struct {
	Path   string
	Place  string // "line 12"; "" for the input as a whole
	Err    error
	Remedy string // "save it as text first"; "" for none
}

// Error gives file, place, cause and remedy in one line.
func (e *Error) Error() string {
	s := e.Path
	if e.Place != "" {
		s += ": " + e.Place
	}
	s += ": " + e.Err.Error()
	if e.Remedy != "" {
		s += "; " + e.Remedy
	}
	return s
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Open yields the articles of paths in order: files, folders with all that is
// below them in lexical order (names that begin with a dot are passed over),
// "-" for standard input. Each bad input or row yields one *Error and the
// reading goes on; any other error is that of ctx and the last.
func Open(ctx context.Context, paths []string, o Options) iter.Seq2[Article, error] {
	if o.Stdin == nil {
		o.Stdin = os.Stdin
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = 64 << 20
	}
	if date := isoDate(o.Date); date != "" {
		o.Date = date
	}
	return func(yield func(Article, error) bool) {
		r := reader{o: o, ctx: ctx, yield: yield}
		for _, p := range paths {
			for f := range files(p) {
				if !r.file(f) {
					return
				}
			}
		}
	}
}

// Size returns how many bytes Open would read from paths, for a progress bar;
// standard input and what cannot be read count nothing.
func Size(paths []string) int64 {
	var n int64
	for _, p := range paths {
		if p == "-" {
			continue
		}
		for f := range files(p) {
			if info, err := os.Stat(f.path); f.err == nil && err == nil && info.Mode().IsRegular() {
				n += info.Size()
			}
		}
	}
	return n
}

// A reader reads one input after another.
type reader struct {
	o     Options
	ctx   context.Context
	yield func(Article, error) bool
	done  int64  // bytes of the inputs before this one
	path  string // the input being read
	size  int64  // its bytes
}

// file yields the articles of one input and says whether to go on.
func (r *reader) file(f entry) bool {
	if err := r.ctx.Err(); err != nil {
		r.yield(Article{}, err)
		return false
	}
	r.path, r.size = f.path, 0
	if f.err != nil {
		return r.yield(Article{}, f.err)
	}
	data, err := r.load()
	if err != nil {
		return r.yield(Article{}, err)
	}
	r.size = int64(len(data))
	defer func() { r.done += r.size }()
	format := r.o.Format
	if format == "" {
		format = formatOf(f.path)
	}
	text, err := decode(data, declared(data, format))
	if err != nil {
		return r.fail("", err, remedyOf(err))
	}
	if format == "" {
		format = sniff(text)
	}
	return r.parse(text, format)
}

// parse yields the articles of a decoded input.
func (r *reader) parse(text, format string) bool {
	switch format {
	case "html":
		return r.page(text)
	case "csv", "tsv":
		return r.table(text, format == "tsv")
	case "json":
		return r.json(text)
	case "jsonl":
		return r.jsonLines(text)
	case "txt", "md":
		if r.o.Lines {
			return r.lines(text)
		}
		return r.plain(text, format == "md")
	}
	return r.fail("", fmt.Errorf("unknown format %q", format), "use txt, html, csv, tsv, json or jsonl")
}

// give completes an article that ends at byte end of the decoded input of
// length total, and yields it.
func (r *reader) give(a Article, end, total int) bool {
	if err := r.ctx.Err(); err != nil {
		r.yield(Article{}, err)
		return false
	}
	if a.Published == "" {
		a.Published = textDate(a.Text)
	}
	if a.Published == "" {
		a.Published = r.o.Date
	}
	if a.ID == "" {
		a.ID = r.path
	}
	a.Path = r.path
	a.Done = r.done + r.size
	if total > 0 {
		a.Done = r.done + r.size*int64(end)/int64(total)
	}
	return r.yield(a, nil)
}

// fail yields an error at a place of the current input.
func (r *reader) fail(place string, err error, remedy string) bool {
	return r.yield(Article{}, &Error{Path: r.path, Place: place, Err: err, Remedy: remedy})
}
