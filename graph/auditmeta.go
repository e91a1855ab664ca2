package graph

import (
	"bytes"
	"encoding/binary"
	"encoding/json"

	hidalgo "github.com/hidal-go/hidalgo/kv"
)

// cayleyVersion is of the layout that Cayley v0.7 writes.
const cayleyVersion = 2

// counts checks what Cayley notes of the store as a whole.
func (a *audit) counts() {
	last := uint64(0)
	if n := len(a.records); n > 0 {
		last = uint64(a.records[n-1].id)
	}
	horizon := a.number("horizon")
	if a.number("version") != cayleyVersion {
		a.fault("the version of Cayley's layout is not %d", cayleyVersion)
	}
	if size := a.number("size"); size != uint64(a.live) {
		a.fault("there are %d quads, not %d", a.live, size)
	}
	// Numbers are given once, to the terms of a change and then to its quads,
	// which stay in the log when they go: the last number is a quad's.
	if horizon != last {
		a.fault("the last number is %d, not %d", last, horizon)
	}
	data, err := a.tx.Get(a.ctx, hidalgo.SKey("meta", "indexes"))
	want, _ := json.Marshal(indexes)
	if err != nil || string(data) != string(want) {
		a.fault("the list of indexes is damaged")
	}
	if it := a.tx.Scan(hidalgo.SKey("meta")); it != nil {
		defer it.Close()
		for it.Next(a.ctx) {
			k := it.Key()
			if string(k[0]) != "meta" || isMark(k, it.Val()) {
				continue
			}
			switch string(bytes.Join(k[1:], []byte("/"))) {
			case "version", "size", "horizon", "indexes":
			default:
				a.fault("an entry has the key %q", k)
			}
		}
	}
}

// number reads one of Cayley's counters; 0 if it is not there.
func (a *audit) number(name string) uint64 {
	data, err := a.tx.Get(a.ctx, hidalgo.SKey("meta", name))
	if err != nil {
		return 0
	}
	if len(data) != 8 {
		a.fault("the number %q is damaged", name)
		return 0
	}
	return binary.LittleEndian.Uint64(data)
}
