package source

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// The names that a column or field may have, the likeliest first.
var (
	textNames      = []string{"text", "body", "content", "article", "articlebody", "article_text", "fulltext"}
	titleNames     = []string{"title", "headline"}
	dateNames      = []string{"date", "published", "publication_date", "pubdate", "date_published", "datepublished", "published_at"}
	urlNames       = []string{"url", "link"}
	publisherNames = []string{"publisher", "source", "site", "outlet"}
	idNames        = []string{"id", "guid", "doc_id"}
)

// A record is a row or object by lower-case names.
type record map[string]string

// first returns the first value that is not blank.
func (rec record) first(names []string) string {
	for _, n := range names {
		if v := strings.TrimSpace(rec[n]); v != "" {
			return v
		}
	}
	return ""
}

// article returns the article that a record holds.
func (rec record) article() Article {
	a := Article{
		ID: rec.first(idNames), Title: rec.first(titleNames), Published: isoDate(rec.first(dateNames)),
		URL: rec.first(urlNames), Publisher: rec.first(publisherNames),
	}
	a.Text = withTitle(a.Title, rec.first(textNames))
	return a
}

func hasTextColumn(names []string) bool {
	return len(names) > 1 && hasText(names)
}

// hasText says whether one of names may name the text.
func hasText(names []string) bool {
	for _, n := range names {
		n = columnName(n)
		for _, t := range textNames {
			if n == t {
				return true
			}
		}
	}
	return false
}

func columnName(s string) string { return strings.ToLower(strings.Trim(s, " \t\"")) }

const columnRemedy = `name a column "text", "body", "content" or "article"`

// table yields the rows of a table whose first row names the columns.
func (r *reader) table(text string, tabs bool) bool {
	in := csv.NewReader(strings.NewReader(text))
	in.Comma = separator(text, tabs)
	in.LazyQuotes = tabs
	header, err := in.Read()
	if err != nil {
		return r.fail("line 1", rowCause(err), "the first row must name the columns")
	}
	for i, h := range header {
		header[i] = columnName(h)
	}
	if !hasText(header) {
		return r.fail("line 1", errors.New("no column holds the text"), columnRemedy)
	}
	for {
		row, err := in.Read()
		if err == io.EOF {
			return true
		}
		if !r.row(in, header, row, err, len(text)) {
			return false
		}
	}
}

// row yields one row, or what is wrong with it.
func (r *reader) row(in *csv.Reader, header, row []string, err error, total int) bool {
	if err != nil {
		n := 0
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			n = bad.StartLine
		}
		remedy := "quote fields that hold quotes or line breaks, and double the quotes in them"
		if errors.Is(err, csv.ErrFieldCount) {
			err = fmt.Errorf("%d fields where the header has %d", len(row), len(header))
			remedy = "quote fields that hold the separator"
		}
		return r.fail(fmt.Sprintf("line %d", n), rowCause(err), remedy)
	}
	line, _ := in.FieldPos(0)
	rec := make(record, len(header))
	for i, h := range header {
		if rec[h] == "" {
			rec[h] = row[i]
		}
	}
	if rec.first(textNames) == "" {
		return r.fail(fmt.Sprintf("line %d", line), errNoText, "")
	}
	a := rec.article()
	if a.ID == "" {
		a.ID = r.place(line)
	}
	return r.give(a, int(in.InputOffset()), total)
}

// rowCause takes the position, which the place already gives, off an error.
func rowCause(err error) error {
	var bad *csv.ParseError
	if errors.As(err, &bad) {
		return bad.Err
	}
	return err
}

// separator returns what parts the columns: a tab, or whichever of comma and
// semicolon is more frequent in the header.
func separator(text string, tabs bool) rune {
	if tabs {
		return '\t'
	}
	header, _, _ := strings.Cut(text, "\n")
	if strings.Count(header, ";") > strings.Count(header, ",") {
		return ';'
	}
	return ','
}

// place names a line of the current input: "news.csv:12".
func (r *reader) place(line int) string { return fmt.Sprintf("%s:%d", r.path, line) }
