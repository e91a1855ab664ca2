package source

import (
	"encoding/json"
	"fmt"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"codeberg.org/readeck/go-readability/v2/render"
	"golang.org/x/net/html"
)

// page yields the article of a web page.
func (r *reader) page(text string) bool {
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return r.fail("", err, "")
	}
	m := newMeta(doc)
	a := Article{Title: m.title(), Publisher: m.publisher(), URL: m.url()}
	body, title, err := body(doc)
	if err != nil {
		return r.fail("", err, "")
	}
	if a.Title == "" {
		a.Title = title
	}
	if m.heading != "" && strings.HasPrefix(fold(a.Title), fold(m.heading)) {
		a.Title = m.heading // "Ferry sinks | Brightwater Gazette"
	}
	if strings.TrimSpace(body) == "" {
		return r.fail("", fmt.Errorf("%w: the page shows no article", errNoText), "save the article's own page, after it has loaded")
	}
	a.Text = withTitle(a.Title, body)
	a.Published = m.published(a.URL)
	return r.give(a, 0, 0)
}

// body returns the running text of a page and the title shown with it. A page
// too short for readability's statistics gives all its visible text.
func body(doc *html.Node) (text, title string, err error) {
	defer func() {
		// The page is somebody else's and so is the code that reads it: a page
		// that breaks it must not end the run.
		if p := recover(); p != nil {
			err = fmt.Errorf("the page cannot be read: %v", p)
		}
	}()
	parser := readability.NewParser()
	found, err := parser.ParseDocument(doc, nil)
	if err == nil && found.Node != nil {
		text, title = render.InnerText(found.Node), found.Title()
	}
	if strings.TrimSpace(text) == "" {
		text = render.InnerText(visible(doc))
	}
	return text, title, nil
}

// visible returns the body of doc without its navigation.
func visible(doc *html.Node) *html.Node {
	drop := map[string]bool{"nav": true, "header": true, "footer": true, "aside": true, "form": true, "script": true, "noscript": true}
	var root *html.Node
	var gone []*html.Node
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "body" && root == nil {
			root = n
		}
		if drop[n.Data] {
			gone = append(gone, n)
		}
	}
	for _, n := range gone {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
	if root == nil {
		return doc
	}
	return root
}

// A meta is what the head and the linked data of a page say.
type meta struct {
	tags    map[string]string // content of meta elements by name or property, in lower case
	links   map[string]string // href by rel
	ld      map[string]any    // the first JSON-LD object that is an article
	heading string            // text of the first h1
	times   []string          // datetime of time elements, those marked as publication first
}

func newMeta(doc *html.Node) *meta {
	m := &meta{tags: make(map[string]string), links: make(map[string]string)}
	var marked, other []string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "meta":
			name := attr(n, "property") + attr(n, "name") + attr(n, "itemprop")
			if name = strings.ToLower(name); m.tags[name] == "" {
				m.tags[name] = strings.TrimSpace(attr(n, "content"))
			}
		case "h1":
			if m.heading == "" {
				m.heading = strings.Join(strings.Fields(render.InnerText(n)), " ")
			}
		case "link":
			if rel := strings.ToLower(attr(n, "rel")); m.links[rel] == "" {
				m.links[rel] = attr(n, "href")
			}
		case "time":
			if hasAttr(n, "pubdate") || strings.Contains(strings.ToLower(attr(n, "itemprop")+attr(n, "class")), "publish") {
				marked = append(marked, attr(n, "datetime"))
			} else {
				other = append(other, attr(n, "datetime"))
			}
		case "script":
			if m.ld == nil && attr(n, "type") == "application/ld+json" && n.FirstChild != nil {
				m.ld = articleData(n.FirstChild.Data)
			}
		}
	}
	m.times = append(marked, other...)
	return m
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// articleData returns the first object in a JSON-LD script that has a
// headline or a publication date.
func articleData(script string) map[string]any {
	var v any
	if json.Unmarshal([]byte(script), &v) != nil {
		return nil
	}
	queue := []any{v}
	for len(queue) > 0 {
		switch x := queue[0].(type) {
		case []any:
			queue = append(queue, x...)
		case map[string]any:
			if x["headline"] != nil || x["datePublished"] != nil {
				return x
			}
			if g, ok := x["@graph"]; ok {
				queue = append(queue, g)
			}
		}
		queue = queue[1:]
	}
	return nil
}

// data returns a value of the JSON-LD object, or the name of an object there.
func (m *meta) data(key string) string {
	switch v := m.ld[key].(type) {
	case string:
		return strings.TrimSpace(html.UnescapeString(v))
	case map[string]any:
		s, _ := v["name"].(string)
		return s
	}
	return ""
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

func (m *meta) title() string { return firstOf(m.data("headline"), m.tags["og:title"]) }

func (m *meta) publisher() string { return firstOf(m.data("publisher"), m.tags["og:site_name"]) }

func (m *meta) url() string {
	return firstOf(m.links["canonical"], m.tags["og:url"], m.data("url"))
}

// dateTags are the meta elements that give the publication date.
var dateTags = []string{"article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
	"dcterms.date", "dcterms.created", "pubdate", "publishdate", "publish-date", "publication_date", "parsely-pub-date", "sailthru.date", "article.published"}

// published returns the publication date: from JSON-LD, a meta element, a time
// element, then the URL.
func (m *meta) published(url string) string {
	values := []string{m.data("datePublished")}
	for _, t := range dateTags {
		values = append(values, m.tags[t])
	}
	for _, v := range append(values, m.times...) {
		if d := isoDate(v); d != "" {
			return d
		}
	}
	return urlDate(url)
}
