package tokenize

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/internal/lazy"
)

// Furniture is what a page says about itself: feedback forms, disclaimers,
// calls to subscribe, lists of sources and of other stories. It is known by
// general signs alone, never by the name of a site: speech to the reader, the
// words of publishing on the web, labels, and its place after the body.

var (
	// label begins a block that is furniture whatever follows in it.
	label = lazy.MustCompile(`(?i)^(disclaimer|copyright|©|\(c\) \d{4}|advertisement|advertorial|sponsored|comments? \(\d+\)|tags?:|topics?:|` +
		`filed under|keywords?:|categor(y|ies):|share (this|on|via)|related (news|stor|article|topic|link|content|read)|see also|` +
		`read (more|also|next)|more (on|from|about) this|more (stories|news) (on|from|about|in)|(image|photo(graph)?s?|picture|video|credit|file photo)( credit)?s?:|` +
		`(additional |\()*(reporting|editing|writing|compiled) by|(published|posted|updated|last (updated|modified))( on)?:|follow us|` +
		`subscribe|sign up|log ?in|click (here|to|on)|support our|donate|about the author|reach the (reporter|author|writer)|contact us|print this|email this)`)

	// credit names who made a picture.
	credit = lazy.MustCompile(`(?i)^\(?(image|photo(graph)?s?|picture|video|file photo|illustration)( (credit|by|courtesy( of)?))?s?:`)

	// listLabel stands above a list of sources or links.
	listLabel = lazy.MustCompile(`(?i)^(sources?|references?|notes|footnotes|external links?|further reading|see also|bibliography|` +
		`related (news|stor(y|ies)|articles?|links?|topics?|content|reading|coverage)|more (news|stories)|you may also like|recommended( for you)?|` +
		`most (read|popular|viewed)|trending( now)?|sister links|comments?|leave a (comment|reply)|tags|share)( \(\d+\))?:?$`)

	// phrase says that the page speaks of itself, in a short paragraph.
	phrase = lazy.MustCompile(`(?i)\b(all rights reserved|powered by \w+|click here|terms of use|terms and conditions apply|privacy policy|cookie (policy|settings)|` +
		`(contributed to|assisted with) this (report|story|article)|this (article|story|report|post) (was|is|has been|first|originally|appeared)[\w ]*(publish|updated|corrected|appeared|amended|republish|syndicated|edited)\w*|` +
		`may not be (published|reproduced|reprinted|redistributed|copied)|follow us on|sign up (for|to)|subscribe (to|now|today)|` +
		`our newsletter|read more|join the (conversation|discussion)|leave a comment|opinions expressed|views expressed|enable javascript|your browser|` +
		`download (our|the) app|moderated|for more information,? (visit|contact|call|see)|reserves the right|report (a|an) (typo|error|abuse)|` +
		`share (this|your)|have (a|your) (say|tip)|send (us|your)|licensed under|creative commons)\b`)

	// publishing are the words of a page about itself.
	publishing = lazy.MustCompile(`(?i)\b(comments?|commenting|feedback|posting|posted|disclaimer|subscri\w+|newsletters?|e-?mails?|inbox|accounts?|` +
		`third part(y|ies)|(web ?)?sites?|readers?|articles?|stor(y|ies)|views|click|links?|share|sign(ed)? in|log(ged)? in|password|register(ed)?|` +
		`verify|copyright|editor|editorial|opinions?|moderators?|browser|app|advertis\w+|cookies|updates|alerts?|submit(ted)?|page|follow|tips?)\b`)

	// toReader is speech to the reader.
	toReader = lazy.MustCompile(`(?i)\b(you|your|(?-i:us)|our readers|please|we invite|we welcome|we reserve|let us know)\b`)
	linkOnly = lazy.MustCompile(`(?i)^\W*((https?|ftp)://\S+|www\.\S+|\S+@\S+\.\w+)\W*$`)
	bylines  = lazy.MustCompile(`^(?i:by|text by|story by|words by) +\p{Lu}`)
)

func byline(p *paragraph) bool {
	return bylines.MatchString(p.text) && p.words <= 12 && !p.stop
}

// longestNotice bounds, in bytes, what may be furniture without a label.
const longestNotice = 4096

// closing says whether p is furniture beyond doubt.
func closing(p *paragraph) bool {
	if len(p.text) > longestNotice {
		return disclaimer(p.text)
	}
	if linkOnly.MatchString(p.text) || p.words <= 25 && label.MatchString(p.text) || disclaimer(p.text) {
		return true
	}
	if quoted(p.text) {
		return false
	}
	if p.words <= 45 && phrase.MatchString(p.text) {
		return true
	}
	return toReader.MatchString(p.text) && len(distinct(p.text)) >= 2 && p.words <= 120
}

// disclaimer says whether s opens with the label of a disclaimer or copyright,
// which may be long.
func disclaimer(s string) bool {
	low := strings.ToLower(s[:min(len(s), 12)])
	return strings.HasPrefix(low, "disclaimer:") || strings.HasPrefix(low, "copyright ©") || strings.HasPrefix(low, "copyright (c") || strings.HasPrefix(low, "©")
}

// weak says whether p may be furniture in the company of more: a page's word
// together with speech to the reader, or a fragment.
func weak(p *paragraph) bool {
	if len(p.text) > longestNotice || quoted(p.text) {
		return false
	}
	n := len(distinct(p.text))
	return n >= 1 && (p.words <= 10 || toReader.MatchString(p.text))
}

// fragment says whether p is too short to be a sentence of the article, or a
// question to the reader.
func fragment(p *paragraph) bool {
	return p.words <= 3 || p.words <= 10 && (!p.stop || strings.HasSuffix(p.text, "?")) && !quoted(p.text)
}

func quoted(s string) bool { return strings.ContainsAny(s, "\"“”«»") }

// distinct returns the words of publishing in s, each once.
func distinct(s string) map[string]bool {
	found := make(map[string]bool)
	for _, w := range publishing.FindAllString(s, -1) {
		found[strings.TrimSuffix(strings.ToLower(w), "s")] = true
	}
	return found
}

// markFurniture marks the furniture from paragraph first on: single blocks in
// the body, lists under a label, and the block that closes the text.
func markFurniture(ps []paragraph, first int) {
	list := false
	for i := first; i < len(ps); i++ {
		p := &ps[i]
		switch {
		case i > first && listLabel.MatchString(p.text):
			list = true
			p.kind = extract.Furniture
		case list && !(p.prose() && p.words >= 12 && !strings.Contains(p.text, "://") && !entry(p.text)):
			p.kind = extract.Furniture
		case i > first && closing(p):
			list = false
			p.kind = extract.Furniture
		default:
			list = false
		}
	}
	markEnd(ps, first)
}

// entry says whether s is an entry of a list of sources: a title in quotes,
// then a dash or a date.
func entry(s string) bool {
	return quoted(s) && (strings.ContainsAny(s, "—–") || dateTail.MatchString(s))
}

var dateTail = lazy.MustCompile(`\b\d{4}\W*$`)

// markEnd marks the closing block: all the last paragraphs that may be
// furniture, from the first that surely is or speaks like it.
func markEnd(ps []paragraph, first int) {
	start, sure := len(ps), false
	for start > first+1 {
		p := &ps[start-1]
		known := p.kind == extract.Furniture
		if !known && !weak(p) && !fragment(p) {
			break
		}
		sure = sure || known
		start--
	}
	for start < len(ps) && ps[start].kind != extract.Furniture && !weak(&ps[start]) {
		start++
	}
	if !sure {
		return
	}
	for i := start; i < len(ps); i++ {
		ps[i].kind = extract.Furniture
	}
}
