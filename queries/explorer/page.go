package explorer

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"regexp"
	"strings"
)

// Cytoscape.js (MIT) and d3-force (ISC) are taken as their npm packages have
// them:
//
//go:generate sh fetch.sh

// sheets are what the page is made of, in the order in which it names them.
var sheets = []string{"explorer.css", "cytoscape.min.js", "d3-force.min.js", "model.js", "groups.js", "layout.js", "labels.js", "picture.js", "save.js",
	"panel.js", "dossier.js", "community.js", "judgements.js", "explorer.js"}

// asked are the lines with which the page asks the server ahead.
var asked = regexp.MustCompile(`(?m)^<link rel="preload".*\n`)

// Page returns the explorer as one HTML file with the case inside, under a
// title. It asks for nothing from elsewhere and opens from disk.
func Page(c Case, title string) ([]byte, error) {
	c.Title = title
	data, err := json.Marshal(c) // escapes <, > and &
	if err != nil {
		return nil, fmt.Errorf("explorer: %w", err)
	}
	text, err := files.ReadFile("page/index.html")
	if err != nil {
		return nil, err
	}
	text = asked.ReplaceAll(text, nil)
	var hashes []string
	for _, file := range sheets {
		tag, open, end := `<script src="`+file+`"></script>`, "<script>", "</script>"
		switch file {
		case "explorer.css":
			tag, open, end = `<link rel="stylesheet" href="explorer.css">`, "<style>", "</style>"
		case "model.js":
			open = `<script id="case" type="application/json">` + string(data) + "</script>\n<script>"
		}
		body, err := files.ReadFile("page/" + file)
		if err != nil {
			return nil, err
		}
		if !bytes.Contains(text, []byte(tag)) {
			return nil, fmt.Errorf("explorer: the page lacks %s", tag)
		}
		sum := sha256.Sum256(body)
		hashes = append(hashes, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
		text = bytes.Replace(text, []byte(tag), []byte(open+string(body)+end), 1)
	}
	policy := fmt.Sprintf("default-src 'none'; style-src %s; script-src %s; img-src data: blob:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
		hashes[0], strings.Join(hashes[1:], " "))
	head := "<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">"
	text = bytes.Replace(text, []byte(`<meta charset="utf-8">`), []byte(head), 1)
	if c.Title != "" {
		text = bytes.Replace(text, []byte("<title>dramatis</title>"), []byte("<title>"+html.EscapeString(c.Title)+"</title>"), 1)
	}
	return text, nil
}
