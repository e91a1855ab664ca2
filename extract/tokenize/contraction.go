package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A fusion is two words written as one without an apostrophe.
type fusion struct {
	cut   int  // bytes of the first word
	apart bool // a slip of the pen, "alot": two tokens rather than one written word
}

// longestFusion bounds the bytes of a fused form, so that looking one up
// allocates nothing.
const longestFusion = 12

// fused holds forms that always part, whatever stands beside them.
var fused = fusions()

func fusions() map[string]fusion {
	m := make(map[string]fusion)
	add := func(s string, apart bool) {
		for _, w := range strings.Fields(s) {
			first, rest, _ := strings.Cut(w, "|")
			m[first+rest] = fusion{len(first), apart}
		}
	}
	for _, v := range strings.Fields("do does did is was were are have has had could would should must might need ai ca wo ar") {
		m[v+"nt"] = fusion{len(v), false}
	}
	m["'ma"] = fusion{2, true} // "I'ma": I|'m a
	add(`can|not gon|na wan|na wan|a got|ta out|ta gim|me lem|me du|nno n|no i|'ma i|m i|ve you|re you|ve you|ll you|d they|re they|ve they|ll they|d he|s she|s it|ll that|s that|ll what|s there|s here|s
		where|s who|s how|s else|s
		today|s tomorrow|s yesterday|s children|s women|s anyone|s everyone|s someone|s nobody|s`, false)
	add("a|lot lot|ta at|least in|fact after|all as|well each|other", true)
	// Where writers forget the blank, it is between the most frequent words.
	for _, w := range strings.Fields("in on of to for at with from by and that is was if when") {
		add(w+"|the", true)
	}
	for _, w := range strings.Fields("was were have has had will would can could are") {
		add("he|"+w+" she|"+w+" it|"+w+" we|"+w+" they|"+w+" you|"+w, true)
	}
	add("i|was i|have i|had i|will i|would i|could i|think i|know i|want i|need i|like i|love i|hope i|just", true)
	add("the|guy the|guys the|kids the|best the|same the|only the|first the|last the|other the|people the|world", true)
	add("go|and come|and try|and call|you thank|you love|you", true)
	return m
}

// contraction returns how to part the first word from the rest of a piece: 2
// bytes for "don't", the whole of a plain word.
func contraction(s string) fusion {
	if len(s) <= longestFusion {
		var b [longestFusion]byte
		if f, ok := fused[string(lowered(b[:0], s))]; ok {
			return f
		}
	}
	head := len(s)
	for range 3 { // "they'd've"; more would only cost time in noise
		n := clitic(s[:head])
		if n == 0 || n == head {
			break
		}
		head -= n
	}
	return fusion{head, false}
}

// lowered appends s to b with small ASCII letters and plain apostrophes.
func lowered(b []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c == '`':
			c = '\''
		case strings.HasPrefix(s[i:], "’") || strings.HasPrefix(s[i:], "‘"):
			c = '\''
			i += len("’") - 1
		}
		b = append(b, c)
	}
	return b
}

// clitic returns the length of "n't", "'ll", "'re", "'ve", "'s", "'m" or "'d" at
// the end of s; 0 if there is none.
func clitic(s string) int {
	for letters := 1; letters <= 2 && letters < len(s); letters++ {
		mark, size := utf8.DecodeLastRuneInString(s[:len(s)-letters])
		if !isApostrophe(mark) {
			continue
		}
		var b [2]byte
		n := letters + size
		switch string(lowered(b[:0], s[len(s)-letters:])) {
		case "s", "m", "d", "ll", "re", "ve":
			if isDigit(rune(s[0])) && s[len(s)-n-1] == '0' {
				return 0 // "the 1990's"
			}
			return n
		case "t":
			if i := len(s) - n - 1; i > 0 && (s[i] == 'n' || s[i] == 'N') {
				return n + 1
			}
		}
		return 0
	}
	return 0
}

var (
	// afterI follow "I'll" and "I'd" written without apostrophe.
	afterI = set(`be have do get go let like love say rather see try tell take give call send check just never always probably also
		make come need keep stop put ask bet suggest recommend`)

	// notUs follow "lets" where it is the verb: "it lets you pay".
	notUs   = set("you me us him her them it one the a an this that your my his their people anyone everyone")
	joiners = set("and but so then ok okay well now please yes yeah if")

	// owners and their belongings, of whom hasty writers tell without an
	// apostrophe: "my friends house".
	owners = set(`mother father dad mom mum brother sister son daughter wife husband friend boyfriend girlfriend grandma
		grandpa uncle aunt kid boy girl doctor owner visitor people trainer driver teacher neighbor neighbour cat dog
		horse kitten puppy rabbit hamster bird`)
	belongings = set(`house family father mother dad mom brother sister son daughter wife husband hair office offices
		visa opinion opinions name names feet foot legs eyes tail health behavior behaviour attention license licence`)

	// genitives are those of fixed phrases, with what follows.
	genitives = map[string]string{"valentines": "day", "mothers": "day", "fathers": "day", "years": "eve", "bachelors": "degree",
		"masters": "degree", "wits": "end"}
)

// context returns how many bytes part from the piece at the end of a chunk where
// the words around it decide: "lets" for "let's", "ill" for "I'll"; 0 where the
// piece stays whole.
func (sc *scanner) context(s string) int {
	if len(s) < 2 || len(s) > longestFusion {
		return 0
	}
	var b [longestFusion]byte
	low := lowered(b[:0], s)
	if sc.owner(low) {
		return len(s) - 1
	}
	switch string(low) {
	case "whose":
		if sc.wordAt(1) == "not" {
			return 3
		}
	case "ill", "id":
		if s[1] >= 'a' && afterI[sc.wordAt(1)] && (s[0] == 'i' || !sc.named()) {
			return 1
		}
	case "lets":
		if w := sc.wordAt(1); w != "" && !notUs[w] && (sc.starts() || joiners[sc.wordAt(-1)]) {
			return 3
		}
	}
	return 0
}

// owner says whether the word low, which ends a chunk, is a genitive that lacks
// its apostrophe.
func (sc *scanner) owner(low []byte) bool {
	n := len(low) - 1
	if n < 3 || low[n] != 's' {
		return false
	}
	if owners[string(low[:n])] && belongings[sc.wordAt(1)] {
		return true
	}
	next, ok := genitives[string(low)]
	return ok && sc.wordAt(1) == next
}

// named says whether a word with a capital stands before the chunk being read.
func (sc *scanner) named() bool {
	return !sc.starts() && unicode.IsUpper(firstRune(sc.text[sc.chunks[sc.at-1].start:]))
}

// wordAt returns the chunk at distance k from the one being read, in small
// letters and without closing marks; "" if there is none or it is long.
func (sc *scanner) wordAt(k int) string {
	k += sc.at
	if k < 0 || k >= len(sc.chunks) || sc.chunks[k].end-sc.chunks[k].start > longestFusion {
		return ""
	}
	return strings.ToLower(strings.TrimRight(sc.text[sc.chunks[k].start:sc.chunks[k].end], ".,;:!?"))
}

// starts says whether the chunk being read begins a paragraph or follows a
// mark.
func (sc *scanner) starts() bool {
	if sc.at == 0 {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(sc.text[:sc.chunks[sc.at-1].end])
	return !isLetter(r) && !isDigit(r)
}
