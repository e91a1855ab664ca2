package conllu

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/dramatis-kg/dramatis/extract/internal/lazy"
)

// order checks that identifiers run 1, 2, 3, that a range stands before its
// words, and an empty node behind the word whose number it has.
func (c *checker) order() {
	last, empties, until := 0, 0, 0
	for i := range c.rows {
		r := &c.rows[i]
		id := r.col[colID]
		switch r.form {
		case wordRow:
			if n, _ := strconv.Atoi(id); n != last+1 {
				c.problem(r.n, "word-id-sequence", "word %s where %d was expected", id, last+1)
			}
			last, empties = last+1, 0
		case spanRow:
			empties = 0
			first, end, _ := strings.Cut(id, "-")
			from, _ := strconv.Atoi(first)
			to, _ := strconv.Atoi(end)
			switch {
			case to <= from:
				c.problem(r.n, "reversed-word-interval", "the range %s does not rise", id)
			case from <= until:
				c.problem(r.n, "overlapping-word-intervals", "the range %s begins in another", id)
			case from <= last:
				c.problem(r.n, "misplaced-word-interval", "the range %s stands behind its first word", id)
			case to > c.words():
				c.problem(r.n, "word-interval-out", "the range %s leads out of the sentence", id)
			}
			until = max(until, to)
		case emptyRow:
			empties++
			if want := strconv.Itoa(last) + "." + strconv.Itoa(empties); id != want {
				c.problem(r.n, "misplaced-empty-node", "empty node %s where %s was expected", id, want)
			}
		}
	}
}

// words counts the words of the sentence.
func (c *checker) words() int {
	n := 0
	for _, r := range c.rows {
		if r.form == wordRow {
			n++
		}
	}
	return n
}

var (
	sentenceIDForm = lazy.MustCompile(`^# sent_id\s*=\s*(\S+)$`)
	textForm       = lazy.MustCompile(`^# text\s*=\s*(.+)$`)
)

// metadata returns the only comment that form matches and its line. The
// others are problems.
func (c *checker) metadata(name string, form *lazy.Regexp) (string, int) {
	value, line := "", 0
	for _, m := range c.comments {
		v := form.FindStringSubmatch(m.text)
		switch {
		case v == nil && name == "sent-id" && strings.HasPrefix(strings.ReplaceAll(m.text, " ", ""), "#sent_id"):
			c.problem(m.n, "invalid-sent-id", "write # sent_id = X, with no white space in X")
		case v != nil && line > 0:
			c.problem(m.n, "multiple-"+name, "a second %s", name)
		case v != nil:
			value, line = v[1], m.n
		}
	}
	if line == 0 {
		c.problem(c.rows[0].n, "missing-"+name, "the sentence has no %s", name)
	}
	return value, line
}

func (c *checker) sentenceID() {
	id, line := c.metadata("sent-id", sentenceIDForm)
	switch {
	case line == 0:
		return
	case c.ids[id]:
		c.problem(line, "non-unique-sent-id", "another sentence is %s", id)
	case strings.Contains(id, "/"):
		c.problem(line, "slash-in-sent-id", "the slash is reserved: %s", id)
	}
	c.ids[id] = true
}

// text checks that the forms rebuild the text.
func (c *checker) text() {
	text, line := c.metadata("text", textForm)
	if line == 0 {
		return
	}
	if strings.TrimRightFunc(text, unicode.IsSpace) != text {
		c.problem(line, "text-trailing-whitespace", "the text ends with white space")
	}
	until := 0
	for i := range c.rows {
		r := &c.rows[i]
		misc, id := r.col[colMISC], 0
		switch r.form {
		case emptyRow:
			if !spaceAfter(misc) {
				c.problem(r.n, "spaceafter-empty-node", "SpaceAfter=No at an empty node")
			}
			continue
		case spanRow:
			_, end, _ := strings.Cut(r.col[colID], "-")
			until, _ = strconv.Atoi(end)
		case wordRow:
			if id, _ = strconv.Atoi(r.col[colID]); id <= until {
				if !spaceAfter(misc) {
					c.problem(r.n, "spaceafter-mwt-node", "SpaceAfter=No inside a multi-word token")
				}
				continue
			}
		}
		if strings.Contains(misc, "NoSpaceAfter=Yes") {
			c.problem(r.n, "nospaceafter-yes", "write SpaceAfter=No")
		}
		rest, ok := strings.CutPrefix(text, r.col[colForm])
		if !ok {
			c.problem(r.n, "text-form-mismatch", "the form is %q, the text goes on %q", r.col[colForm], text)
			return
		}
		text = rest
		if !spaceAfter(misc) {
			continue
		}
		if text = strings.TrimLeftFunc(rest, unicode.IsSpace); text == rest && text != "" {
			c.problem(r.n, "missing-spaceafter", "no blank follows: write SpaceAfter=No")
		}
	}
	if text != "" {
		c.problem(line, "text-extra-chars", "no form stands for %q", text)
	}
}

var (
	headForm         = lazy.MustCompile(`^(0|[1-9][0-9]*)$`)
	enhancedHeadForm = lazy.MustCompile(`^(0|[1-9][0-9]*)(\.[1-9][0-9]*)?$`)
)

// tree checks heads and the graph of enhanced relations.
func (c *checker) tree() {
	nodes := map[string]bool{"0": true}
	for i := range c.rows {
		if f := c.rows[i].form; f == wordRow || f == emptyRow {
			nodes[c.rows[i].col[colID]] = true
		}
	}
	var heads []int
	var lines []int
	sound, roots := true, 0
	for i := range c.rows {
		r := &c.rows[i]
		if r.form == wordRow {
			ok := c.head(r, nodes)
			sound = sound && ok
			h, _ := strconv.Atoi(r.col[colHead])
			heads, lines = append(heads, h), append(lines, r.n)
			if ok && h == 0 {
				if roots++; roots == 2 {
					c.problem(r.n, "multiple-roots", "a second root")
				}
			}
		}
		if r.form == wordRow || r.form == emptyRow {
			c.deps(r, nodes)
		}
	}
	if sound {
		for _, h := range heads {
			sound = sound && h <= len(heads)
		}
	}
	if sound {
		if w := cyclic(heads); w > 0 {
			c.problem(lines[w-1], "non-tree", "no way leads from word %d up to the root", w)
		}
	}
	c.connected()
}

// head checks HEAD, and DEPREL beside it, and says whether the head exists.
func (c *checker) head(r *row, nodes map[string]bool) bool {
	head, deprel := r.col[colHead], r.col[colDeprel]
	switch {
	case !headForm.MatchString(head):
		c.problem(r.n, "invalid-head", "%q is no HEAD", head)
		return false
	case !nodes[head]:
		c.problem(r.n, "unknown-head", "no word is %s", head)
		return false
	case head == r.col[colID]:
		c.problem(r.n, "head-self-loop", "word %s is its own head", head)
		return false
	case head == "0" && deprel != "root":
		c.problem(r.n, "0-is-not-root", "DEPREL is %s where HEAD is 0", deprel)
	case head != "0" && deprel == "root":
		c.problem(r.n, "root-is-not-0", "DEPREL is root where HEAD is %s", head)
	}
	return true
}

// deps checks the enhanced relations of r.
func (c *checker) deps(r *row, nodes map[string]bool) {
	if r.col[colDeps] == "_" {
		return
	}
	lastHead, lastDeprel := -1.0, ""
	for p := range strings.SplitSeq(r.col[colDeps], "|") {
		head, deprel, ok := strings.Cut(p, ":")
		switch {
		case !ok:
			c.problem(r.n, "invalid-deps", "%q is no pair of head and relation", p)
			return
		case !enhancedHeadForm.MatchString(head):
			c.problem(r.n, "invalid-ehead", "%q is no head", head)
			return
		case !nodes[head]:
			c.problem(r.n, "unknown-ehead", "no word is %s", head)
		case head == r.col[colID]:
			c.problem(r.n, "deps-self-loop", "%s is its own head", head)
		case !enhancedForm.MatchString(deprel):
			c.problem(r.n, "invalid-edeprel", "%q is no relation", deprel)
		case !deprels[universal(deprel)] && universal(deprel) != "ref":
			c.problem(r.n, "unknown-edeprel", "no relation is called %s", deprel)
		case head == "0" && deprel != "root":
			c.problem(r.n, "enhanced-0-is-not-root", "the relation is %s where the head is 0", deprel)
		case head != "0" && deprel == "root":
			c.problem(r.n, "enhanced-root-is-not-0", "the relation is root where the head is %s", head)
		}
		h, _ := strconv.ParseFloat(head, 64)
		switch {
		case h < lastHead:
			c.problem(r.n, "unsorted-deps", "heads out of order: %s", r.col[colDeps])
		case h == lastHead && deprel < lastDeprel:
			c.problem(r.n, "unsorted-deps-2", "relations out of order: %s", r.col[colDeps])
		case h == lastHead && deprel == lastDeprel:
			c.problem(r.n, "repeated-deps", "%s stands twice", p)
		}
		lastHead, lastDeprel = h, deprel
	}
}

// connected checks that all nodes of the enhanced graph, if there is one, can
// be reached from 0.
func (c *checker) connected() {
	children := map[string][]string{}
	exists := false
	for i := range c.rows {
		r := &c.rows[i]
		if r.form != wordRow && r.form != emptyRow {
			continue
		}
		exists = exists || r.form == emptyRow || r.col[colDeps] != "_"
		for p := range strings.SplitSeq(r.col[colDeps], "|") {
			if head, _, ok := strings.Cut(p, ":"); ok {
				children[head] = append(children[head], r.col[colID])
			}
		}
	}
	if !exists {
		return
	}
	reached := map[string]bool{}
	for todo := []string{"0"}; len(todo) > 0; {
		node := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, k := range children[node] {
			if !reached[k] {
				reached[k] = true
				todo = append(todo, k)
			}
		}
	}
	for i := range c.rows {
		if r := &c.rows[i]; (r.form == wordRow || r.form == emptyRow) && !reached[r.col[colID]] {
			c.problem(r.n, "unconnected-egraph", "%s cannot be reached over enhanced relations", r.col[colID])
			return
		}
	}
}
