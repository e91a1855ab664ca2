package gazetteer

import "sync"

// plain gives the letter without its accent of each letter with one.
var plain = sync.OnceValue(func() map[rune]byte {
	m := make(map[rune]byte, 256)
	for i, group := range accented {
		for _, a := range group {
			m[a] = "acdeghiklnorstuyz"[i]
		}
	}
	return m
})

// accented holds the letters with accents that stand for each plain one.
var accented = [...]string{"àáâãäåāăąạảấầậắə", "çćĉċč", "ďđḑḍ", "èéêëēĕėęěếềệẹ", "ĝğġģ", "ĥħḥḩ", "ìíîïĩīĭįıị", "ķ",
	"ĺļľŀł", "ñńņňŉ", "òóôõöøōŏőơọốồộớờ", "ŕŗř", "śŝşšșṣ", "ţťŧțṭ", "ùúûüũūŭůűųưụứừ", "ýÿŷỳ", "źżžẓ"}

// particles stand between the words of persons' names.
const particles = "al el bin ibn bint abu umm ould ben van von der den de da di du la le dos das della ter af av ul al- el-"

// notPlaces are names of towns and provinces somewhere that in English text
// almost always are something else.
const notPlaces = "unknown none has of the and to in on at is as be by he me we do so no or an a i it if imo saba god come save christmas easter nov metro hit antique para est banks most sale buy same long east west north south central western eastern northern southern northwestern"

// notPersons are given or family names that in English text almost always are
// something else.
const notPersons = "the of and to in on at is as be by he me us we do so no or an a i it best oh said islam jihad shia america ena yo cem"

// ordinary are words, besides those of the lists, that are names and ordinary
// words alike.
const ordinary = "may will mark reading bill grant art rose hope faith grace joy june april august jan male price royal paradise cage stark gates hubbard autumn guy bath tours reading mobile nice hit save split"

// nouns are the common nouns among the words of the lists, when the network was
// trained.
const nouns = `agency alliance ally april area atoll august aunt ban bank bay beach bill blaze board borough bridge business
buyer camp cape capital carpenter castle center centre charity child church city clearance club coast college
colonel company corporation council county creek dame dawn dean decision delta department discovery district
dock doctor don dr drama earth earthquake expert explorer fan farm forest fort fund garrison general gmt
government group gulf half hall harbour he hill hunter imam island isle jeep jet journal judge june justice
killing king kingdom knight land lord lot male man marketplace marsh mayor media minor monitor mount mountain
nation nations ngo northwest ocean organisation organization park part peninsula people plateau plenty point
port porter prince province public queen race reef region report republic river riverside road round saint
sale say score sea sen service shaykh sheikh shop shore sir son song source st. state store sultan tell
territory tower town treaty union utc valley van village wall ward west women world yen yuan`
