package tokenize

import "strings"

// set makes a set of the words of s.
func set(s string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

var (
	// titles are followed by a name, so that their stop never ends a sentence.
	titles = set(`mr mrs ms messrs dr drs prof st ste gen lt col maj capt cpl sgt cmdr adm brig gov sen sens rep reps
		hon rev fr mlle mme srta pres supt insp det pvt ofc mt ft vs v cf viz approx dept e.g i.e no nos fig figs pp vol vols ed eds
		jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri ave blvd rd
		ph.d m.d al tel ext ph eg ie esp sat sun attn arrv lv`)

	// closings may end a sentence as well.
	closings = set(`inc corp co ltd llc plc bros jr sr esq etc cos assn univ a.m p.m b.a m.a u.s u.k u.n e.u d.c
		u.s.a ft in st ave blvd rd`)

	// numbered have a stop before a number ("No. 5", "Mar. 3"); those in never
	// have it nowhere else, the others when capitalised, too.
	numbered = set("no nos fig figs pp vol vols ed mar jun sat sun mon fri tel ext fax mob ch sec art ca in ph b c d m p")
	never    = set("no nos in fax mob mar sat sun ed art ch ca fig figs pp b c d m p ph")

	// phones stand before a number in brackets; days before small letters.
	phones = set("tel ph fax mob")
	days   = set("sat sun mon fri mar")

	// measures have a stop wherever small letters or a number follow.
	measures = set("lb lbs oz yr yrs min mins hr hrs dept div approx est max")

	// states, after the comma that follows a town: "Halden, Calif."
	states = set(`ala ariz ark calif cal colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev
		okla ore pa penn que ont tenn tex va vt wa wash wis wyo`)

	// wholeWords before a hyphen are no words broken off.
	wholeWords = set("us me it is up go no so he we in on at")

	// withWords may follow "w/" though they are short.
	withWords = set("a the it me you him her us my his our no all one two")

	// interjections are of two such parts: "uh-huh", "mm-hm".
	interjections = set("uh oh ho hm hmm mm mmm m huh hoo whoo un unh nun nuh ah ha eh")

	// capitalOnly are in small letters words of their own.
	capitalOnly = set("gen lt col maj capt adm det rep reps sen sens rev fr pres mar jun mon sat sun wed fri st co jan in hon ed art mt ft")

	// starters begin a sentence when capitalised after an abbreviation.
	starters = set(`the a an this that these those it he she they we you i his her their its our my there here
		in on at by for from with as after before since when while if although though because but and or so yet
		however meanwhile also then what who where why how which to of no not both each some many most all
		one two three several another such still now according despite during until under over about among`)

	// keptPrefixes stay with what follows: "co-operate", "anti-war".
	keptPrefixes = set(`anti co counter cross e ex extra inter intra mega meta micro mid mini multi neo non over para
		post pre pro proto pseudo psycho quasi re semi socio sub super supra trans tri ultra uni bi pan arch un mis`)

	// keptSuffixes stay with what precedes: "career-wise".
	keptSuffixes = set("wise esque ish fold")

	// files end the name of a file, sites that of a host; hosts do so after a
	// single word, but wordHosts, which are words too, only after two.
	files     = set("doc docx xls xlsx pdf txt htm html jpg jpeg png gif mp3 mp4 zip exe ppt pptx csv asp php url")
	sites     = set("com org net edu gov mil info biz int")
	hosts     = set("io co uk eu de fr ru us ca au tv nl ch it es se no jp cn in nz mx br tw kr pl pt gr tr il dk fi be at")
	wordHosts = set("it no in us be at")

	// hierarchies are the first parts of the names of newsgroups.
	hierarchies = set("alt comp misc rec sci soc humanities")

	// currencies stand before a number without a blank.
	currencies = set("rs usd eur gbp inr irr pkr aud cad chf jpy cny")

	// elided begin with an apostrophe.
	elided = set("em til tis twas cause n bout round cuz scuse s d ll re ve m")
)

// emoticons, longest first.
var emoticons = []string{
	">:-)", ">:-(", ">:(", ":'-(", ":-))", ":-)", ":-(", ";-)", ":-D", ":-P", ":-/", ":-|", ":-O", "8-)", "=-)", ":'(", ":))", ":((",
	":)", ":(", ";)", ";(", ":D", ":P", ";P", ";D", ":O", ":p", "=)", "=(", "=D", ":/", ":|", ":*", "<3", "</3", "^_^", "-_-", "(:", "(-:",
}

// units follow a number without a blank and are tokens of their own: "5pm", "35mm".
var units = set(`am pm a.m p.m k m b bn mn mm cm km kg mg g gb mb tb kb hz mhz ghz lb lbs oz ft in mph kph kmh hrs hr min mins
	sec yr yrs w kw mw l ml x p ppm db c f`)
