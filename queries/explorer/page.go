package explorer

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"strings"
)

// Cytoscape.js (MIT) and d3-force (ISC) are taken as their npm packages have
// them:
//
//go:generate sh fetch.sh

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
	var hashes []string
	for _, part := range []struct{ tag, file, open, end string }{
		{`<link rel="stylesheet" href="explorer.css">`, "explorer.css", "<style>", "</style>"},
		{`<script src="cytoscape.min.js"></script>`, "cytoscape.min.js", "<script>", "</script>"},
		{`<script src="d3-force.min.js"></script>`, "d3-force.min.js", "<script>", "</script>"},
		{`<script src="model.js"></script>`, "model.js", `<script id="case" type="application/json">` + string(data) + "</script>\n<script>", "</script>"},
		{`<script src="picture.js"></script>`, "picture.js", "<script>", "</script>"},
		{`<script src="explorer.js"></script>`, "explorer.js", "<script>", "</script>"},
	} {
		body, err := files.ReadFile("page/" + part.file)
		if err != nil {
			return nil, err
		}
		if !bytes.Contains(text, []byte(part.tag)) {
			return nil, fmt.Errorf("explorer: the page lacks %s", part.tag)
		}
		sum := sha256.Sum256(body)
		hashes = append(hashes, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
		text = bytes.Replace(text, []byte(part.tag), []byte(part.open+string(body)+part.end), 1)
	}
	policy := fmt.Sprintf("default-src 'none'; style-src %s; script-src %s; img-src data: blob:; base-uri 'none'; form-action 'none'",
		hashes[0], strings.Join(hashes[1:], " "))
	head := "<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">"
	text = bytes.Replace(text, []byte(`<meta charset="utf-8">`), []byte(head), 1)
	if c.Title != "" {
		text = bytes.Replace(text, []byte("<title>dramatis</title>"), []byte("<title>"+html.EscapeString(c.Title)+"</title>"), 1)
	}
	return text, nil
}
