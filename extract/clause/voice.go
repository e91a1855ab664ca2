package clause

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// voices looks in this sentence for who speaks the quotations that touch it.
func (t *tree) voices(q *quotations) {
	for k := t.first; k < t.end; k++ {
		n := t.quotes[k]
		if n == 0 || k > t.first && t.quotes[k-1] == n {
			continue
		}
		end := k + 1
		for end < t.end && t.quotes[end] == n {
			end++
		}
		if v := t.voiceBeside(k, end); v.surety > q.all[n-1].voice.surety {
			q.all[n-1].voice = v
		}
	}
}

// voiceOfLast gives the quotation right before this sentence to whom it says
// has spoken, and says nothing else: "Fire!" Mara Voss told the crew.
func (t *tree) voiceOfLast(q *quotations) {
	k := t.first - 2
	if k < 0 || q.of[k] == 0 || q.of[k+1] != 0 || !t.quoteMark(k+1) {
		return
	}
	root := -1
	for i := t.first; i < t.end; i++ {
		if t.quotes[i] > 0 {
			return
		}
		if t.rel(i) == "root" {
			root = i
		}
	}
	if root < 0 || t.has(root, "ccomp", "xcomp", "parataxis") {
		return
	}
	for _, o := range t.kids(root) {
		if (t.rel(o) == "obj" || t.rel(o) == "iobj") && !words.is("addressing", t.lemma(root)) && !t.hearer(o) {
			return
		}
	}
	x := &q.all[q.of[k]-1]
	if s := t.spokenBy(root); s >= 0 && x.voice.surety < spoken && t.d.Sentences[x.last].Paragraph == t.d.Sentences[t.sentence].Paragraph {
		x.voice = voice{spoken, t.sourceOf(t.author(s))}
	}
}

// voiceBeside returns who speaks the words quoted in [first, end): the subject
// of the nearest verb of saying outside quotations, else whoever stands in front
// of a colon or is the subject of the clause around them.
func (t *tree) voiceBeside(first, end int) voice {
	who, best := -1, t.end-t.first+1
	for i := t.first; i < t.end; i++ {
		if t.quotes[i] > 0 {
			continue
		}
		far := max(first-i, i-end+1)
		if far >= best {
			continue
		}
		if s := t.spokenBy(i); s >= 0 {
			who, best = s, far
		}
	}
	if who >= 0 {
		return voice{spoken, t.sourceOf(t.author(who))}
	}
	s := t.behindColon(first)
	if s < 0 {
		s = t.around(first, end)
	}
	if s >= 0 {
		return voice{embedded, t.sourceOf(t.author(s))}
	}
	return voice{}
}

// spokenBy returns who speaks by verb of saying or "according" i, or -1.
func (t *tree) spokenBy(i int) int {
	if t.lower(i) == "according" {
		if h := t.head(i); h > i && t.quotes[h] == 0 && t.nominal(h) {
			return h
		}
		return -1
	}
	if l := t.lemma(i); t.tok(i).XPOS == "" || t.tok(i).XPOS[0] != 'V' || !words.is("report", l) && !words.is("quoting", l) && !words.is("ask", l) {
		return -1
	}
	inverted := i == t.first || t.behindQuote(i)
	if inverted {
		if s := t.personFrom(i + 1); s >= 0 {
			return s
		}
	}
	if c := t.at[i-t.first]; c >= 0 {
		if p := t.clauses[c].passive; p && (t.clauses[c].subj < 0 && !t.citing(i) || t.lemma(i) == "write" || t.lemma(i) == "read") {
			return -1
		}
		if s := t.voiceOf(i, t.clauses[c].subj); s >= 0 && t.quotes[s] == 0 && t.rel(s) != "expl" {
			return s
		}
	}
	for _, k := range t.kids(i) {
		if t.rel(k) == "nsubj" && t.quotes[k] == 0 {
			return k
		}
	}
	if inverted {
		if s := t.nounFrom(i + 1); s >= 0 {
			return s
		}
	}
	return t.nounTo(i)
}

// citing reports whether verb i is the passive of "quote" or "cite", whose
// subject speaks.
func (t *tree) citing(i int) bool {
	l := t.lemma(i)
	return l == "quote" || l == "cite"
}

// behindQuote reports whether nothing but a comma stands between token i and a
// quotation in front.
func (t *tree) behindQuote(i int) bool {
	k := i - 1
	for k > t.first && t.d.Word(k) == "," {
		k--
	}
	return t.quotes[k] > 0 || t.quoteMark(k)
}

// nounFrom returns the head of the noun phrase that begins at token i, or -1.
func (t *tree) nounFrom(i int) int {
	for k := i; k < t.end && t.quotes[k] == 0 && t.upos(k) != "PUNCT"; k++ {
		if m := t.mentions[k-t.first]; m >= 0 && t.d.Mentions[m].First <= i && t.nominal(k) {
			return k
		}
		if h := t.head(k); t.nominal(k) && (h < i || h > k+3 || !t.nominal(h)) {
			return k
		}
	}
	return -1
}

// personFrom returns the head of the first person named from token i on, before
// any verb, mark or preposition but the "of" of an office; -1 for none.
func (t *tree) personFrom(i int) int {
	for k := i; k < t.end && t.quotes[k] == 0; k++ {
		switch {
		case strings.HasSuffix(t.tok(k).Name, "PER"):
			for t.head(k) >= i && t.rel(k) == "flat" {
				k = t.head(k)
			}
			return k
		case t.upos(k) == "PUNCT", t.upos(k) == "VERB", t.upos(k) == "PRON":
			return -1
		case t.upos(k) == "ADP" && (t.lower(k) != "of" || !words.is("role", t.lemma(k-1))):
			return -1
		}
	}
	return -1
}

// nounTo returns the head of the mention that ends before token i or the comma
// there, or else the noun right before i; -1 for none.
func (t *tree) nounTo(i int) int {
	if i > t.first && t.d.Word(i-1) == "," {
		i--
	}
	for k := i - 1; k >= t.first && k > i-12; k-- {
		if m := t.mentions[k-t.first]; m >= 0 && t.d.Mentions[m].End == i && t.quotes[k] == 0 {
			return t.wholeNoun(k)
		}
	}
	if k := i - 1; k >= t.first && t.quotes[k] == 0 && (t.upos(k) == "NOUN" || t.upos(k) == "PROPN" || t.upos(k) == "PRON") {
		return k
	}
	return -1
}

// wholeNoun returns the head of the whole phrase that noun k ends.
func (t *tree) wholeNoun(k int) int {
	for h := t.head(k); h >= 0 && h < k && t.nominal(h) && t.quotes[h] == 0; h = t.head(k) {
		switch t.base(k) {
		case "nmod", "conj", "appos", "flat", "compound":
			k = h
		default:
			return k
		}
	}
	return k
}

// behindColon returns whose words follow the colon in front of token first: the
// author of the document that the clause before speaks of, else its subject or
// the noun right in front; -1 where no colon stands there.
func (t *tree) behindColon(first int) int {
	k := first - 1
	for k >= t.first && t.quoteMark(k) {
		k--
	}
	if k <= t.first || t.d.Word(k) != ":" {
		return -1
	}
	for i := k - 1; i >= t.first; i-- {
		if h := t.head(i); h < 0 || t.rel(i) != "obj" && t.rel(i) != "nsubj" || t.rel(i) == "obj" && !words.is("voicing", t.lemma(h)) {
			continue
		}
		if a := t.author(i); a != i && t.quotes[i] == 0 {
			return a
		}
	}
	if s := t.lead(k); s >= 0 {
		return s
	}
	for i := range t.clauses {
		if c := &t.clauses[i]; c.pred < k && c.subj >= 0 && t.quotes[c.pred] == 0 && t.rel(c.pred) == "root" {
			return c.subj
		}
	}
	return t.nounTo(k)
}

// around returns the subject of the clause in which the words quoted in [first,
// end) stand, if it is somebody, or -1.
func (t *tree) around(first, end int) int {
	for k := first; k < end; k++ {
		for i := k; i >= 0; i = t.head(i) {
			if c := t.at[i-t.first]; c >= 0 && t.quotes[i] == 0 {
				if s := t.antecedent(t.clauses[c].subj); s >= 0 && t.quotes[s] == 0 && t.speaks(s) {
					return s
				}
			}
		}
	}
	return t.lead(first)
}

// lead returns the subject of the last clause in front of token end whose
// subject is somebody, or -1.
func (t *tree) lead(end int) int {
	best, who := -1, -1
	for i := range t.clauses {
		c := &t.clauses[i]
		if c.pred < end && c.pred > best && c.subj >= 0 && t.quotes[c.pred] == 0 && t.quotes[c.subj] == 0 && t.speaks(c.subj) {
			best, who = c.pred, c.subj
		}
	}
	return who
}

// speaks reports whether noun i can speak: a person, a body or a document.
func (t *tree) speaks(i int) bool {
	switch t.argument(i).Kind {
	case extract.Person, extract.Organisation, extract.Group:
		return true
	}
	return words.is("document", t.lemma(i)) || words.is("role", t.lemma(i))
}

// author returns whose words document i holds, as in "a statement by the mayor"
// or "the council's report", and any other noun itself.
func (t *tree) author(i int) int {
	if !words.is("document", t.lemma(i)) {
		return i
	}
	for _, k := range t.kids(i) {
		switch p := t.prep(k); {
		case t.rel(k) == "nmod:poss" && !firstPerson(t.lower(k)):
		case t.rel(k) == "nmod" && (p == "by" || p == "from" || p == "of" && t.caseStart(k) == i+1):
		case t.base(k) == "acl" && t.agent(k) >= 0:
			k = t.agent(k)
		case t.base(k) == "acl" && t.has(k, "obl:agent"):
			k = t.find(k, "obl:agent")
		default:
			continue
		}
		switch t.argument(k).Kind {
		case extract.Person, extract.Organisation, extract.Group:
			return k
		}
	}
	return i
}

// settle gives the quotations without a speaker the one of their neighbours: of
// the quotation before, of the sentence before, or of the quotation behind.
func (q *quotations) settle(d *extract.Document, leads []extract.Source) {
	for n := range q.all {
		x := &q.all[n]
		if x.voice.surety > unknown {
			continue
		}
		here := d.Sentences[x.sentence].Paragraph
		near := func(m int) bool {
			return m >= 0 && m < len(q.all) && q.all[m].voice.surety > unknown
		}
		switch {
		case near(n-1) && x.sentence-q.all[n-1].last <= 1:
			x.voice = voice{inherited, q.all[n-1].voice.source}
		case x.sentence > 0 && d.Sentences[x.sentence-1].Paragraph == here && leads[x.sentence-1].Text != "":
			x.voice = voice{inherited, leads[x.sentence-1]}
		case near(n-1) && d.Sentences[q.all[n-1].last].Paragraph == here:
			x.voice = voice{inherited, q.all[n-1].voice.source}
		case near(n+1) && d.Sentences[q.all[n+1].sentence].Paragraph == here:
			x.voice = voice{inherited, q.all[n+1].voice.source}
		case near(n-1) && d.Sentences[q.all[n-1].last].Paragraph >= here-1:
			x.voice = voice{inherited, q.all[n-1].voice.source}
		default:
			x.voice.source = unnamed(d, x.mark)
		}
	}
}

// attribute makes the speaker of each quotation the source of the facts inside.
// Whom the speaker quotes in turn stays, with the speaker behind.
func (q *quotations) attribute(d *extract.Document) {
	for k := range d.Facts {
		f := &d.Facts[k]
		n := q.of[f.Predicate.First]
		if n == 0 || q.of[f.Predicate.End-1] != n || !q.all[n-1].speech {
			continue
		}
		v := q.all[n-1].voice
		switch {
		case f.Source.Text == "", f.Source.Name == extract.Unnamed, firstPerson(f.Source.Text):
			f.Source = v.source
		case q.of[f.Source.First] == n:
			f.Source = f.Source.Through(v.source)
		case v.surety == spoken && !sameSource(&f.Source, &v.source):
			f.Source = v.source
		}
		if v.surety < embedded {
			f.Confidence = round(0.85 * f.Confidence)
		}
	}
}

func firstPerson(word string) bool {
	switch strings.ToLower(word) {
	case "i", "we", "my", "our", "me", "us":
		return true
	}
	return false
}

func sameSource(a, b *extract.Source) bool {
	return a.First == b.First && a.End == b.End || a.Chain >= 0 && a.Chain == b.Chain
}

// unnamed is the source of what somebody says whom the text does not name; its
// words are those that tell so.
func unnamed(d *extract.Document, i int) extract.Source {
	return extract.Source{First: i, End: i + 1, Chain: -1, Name: extract.Unnamed, Text: d.Word(i)}
}
