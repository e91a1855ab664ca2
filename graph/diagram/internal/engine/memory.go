package engine

import (
	"runtime"

	"github.com/tetratelabs/wazero/experimental"
)

// memory is what a layout works in. The next one gets the same bytes again,
// emptied, so that layouts leave nothing to collect: a collection would have to
// wait for the layout that runs.
type memory struct {
	kept []byte
	used int
}

// Allocate returns m itself, since one layout runs at a time.
func (m *memory) Allocate(_, _ uint64) experimental.LinearMemory { return m }

// Reallocate grows the memory, by doubling.
func (m *memory) Reallocate(size uint64) []byte {
	n := int(size)
	if n > len(m.kept) {
		more := make([]byte, max(n, 2*len(m.kept)))
		copy(more, m.kept[:m.used])
		m.kept = more
	}
	m.used = max(m.used, n)
	return m.kept[:n]
}

// mostKept is the largest memory that waits for the next layout.
const mostKept = 64 << 20

// Free empties the memory.
func (m *memory) Free() {
	if len(m.kept) > mostKept {
		m.kept = nil
		runtime.GC() // a child does so only now and then
	}
	clear(m.kept[:min(m.used, len(m.kept))])
	m.used = 0
}
