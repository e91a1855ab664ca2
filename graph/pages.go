package graph

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"
)

// What a page of bbolt is, and the sizes in its head.
const (
	pageHead     = 16 // id, flags, count, overflow
	elementHead  = 16 // of a branch: position, key size, page; of a leaf: flags, position, sizes
	bucketHead   = 16 // root page, sequence
	branchPage   = 0x01
	leafPage     = 0x02
	freelistPage = 0x10
	bucketFlag   = 0x01 // of an element of a leaf
	deepest      = 64   // levels of a tree and buckets in one another, together
)

// A bboltMeta is the part of a meta page that says where things are.
type bboltMeta struct {
	pageSize         int64
	root, free, high uint64 // pages: of the outermost bucket, of the free list, their number
	txid             uint64
}

// readMeta returns the younger valid meta page of a file of bbolt, or false if
// it has none.
func readMeta(f io.ReaderAt) (m bboltMeta, ok bool) {
	m, n := readMetas(f)
	return m, n > 0
}

// readMetas also counts the valid ones, of which a file has two. Where one is
// not, a write was cut off in its last moment, or what it wrote has been
// damaged since: either way the file says what it said before that write.
func readMetas(f io.ReaderAt) (m bboltMeta, valid int) {
	const size = 64
	for at := int64(0); at <= 64<<10; at = max(1024, 2*at) {
		var page [pageHead + size]byte
		if _, err := f.ReadAt(page[:], at); err != nil {
			break
		}
		meta := page[pageHead:]
		u32 := func(i int) uint32 { return binary.NativeEndian.Uint32(meta[i:]) }
		u64 := func(i int) uint64 { return binary.NativeEndian.Uint64(meta[i:]) }
		sum := fnv.New64a()
		sum.Write(meta[:56])
		if u32(0) != 0xED0CDAED || u32(4) != 2 || u64(56) != sum.Sum64() {
			continue
		}
		if u64(40) > 1<<40 || u64(32) > 1<<40 {
			continue // bbolt can do without a free list, but never does here
		}
		valid++
		if txid := u64(48); valid == 1 || txid > m.txid {
			m = bboltMeta{pageSize: int64(u32(8)), root: u64(16), free: u64(32), high: u64(40), txid: txid}
		}
	}
	return m, valid
}

// A pageWalk goes through the pages of a file as bbolt would, but believes
// nothing: bbolt follows a page that holds itself until the memory is full, and
// no program can catch that.
type pageWalk struct {
	f     io.ReaderAt
	meta  bboltMeta
	whole bool // read every leaf too, and not only those that lead to others
	used  []bool
}

// checkPages says what is wrong with the structure of a file of bbolt; nil if
// nothing. Unless whole is set it reads only what leads to other pages, which is
// quick and enough for bbolt to come to an end.
func checkPages(f io.ReaderAt, size int64, whole bool) error {
	m, ok := readMeta(f)
	if !ok || m.pageSize < 512 || m.pageSize > 64<<10 || m.high < 2 || m.high > uint64(size/m.pageSize) {
		return fmt.Errorf("%w: no valid head", ErrDamaged)
	}
	w := &pageWalk{f: f, meta: m, whole: whole, used: make([]bool, m.high)}
	w.used[0], w.used[1] = true, true
	err := w.tree(m.root, nil, nil, 0, true)
	if err == nil {
		err = w.freelist()
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return nil
}

// take marks pages that hold one thing; no page may hold two.
func (w *pageWalk) take(id, n uint64) error {
	for i := id; i < id+n; i++ {
		if i >= w.meta.high || i < id {
			return fmt.Errorf("page %d lies outside of the file", i)
		}
		if w.used[i] {
			return fmt.Errorf("page %d is used twice", i)
		}
		w.used[i] = true
	}
	return nil
}

// page reads page id with all that belongs to it.
func (w *pageWalk) page(id uint64) ([]byte, error) {
	if id < 2 || id >= w.meta.high {
		return nil, fmt.Errorf("page %d lies outside of the file", id)
	}
	head := make([]byte, w.meta.pageSize)
	at := int64(id) * w.meta.pageSize
	if _, err := w.f.ReadAt(head, at); err != nil {
		return nil, err
	}
	over := uint64(binary.NativeEndian.Uint32(head[12:]))
	if binary.NativeEndian.Uint64(head) != id || over >= w.meta.high-id {
		return nil, fmt.Errorf("page %d is another one", id)
	}
	if over == 0 {
		return head, nil
	}
	all := make([]byte, int64(over+1)*w.meta.pageSize)
	_, err := w.f.ReadAt(all, at)
	return all, err
}

func flagsOf(page []byte) uint16 { return binary.NativeEndian.Uint16(page[8:]) }
func countOf(page []byte) int    { return int(binary.NativeEndian.Uint16(page[10:])) }

// tree walks the pages from id down, whose keys must lie from low up to high;
// nil is no bound. Nested says that the leaves may hold buckets.
func (w *pageWalk) tree(id uint64, low, high []byte, depth int, nested bool) error {
	if depth > deepest {
		return fmt.Errorf("page %d: too deep", id)
	}
	p, err := w.page(id)
	if err != nil {
		return err
	}
	if err := w.take(id, uint64(len(p))/uint64(w.meta.pageSize)); err != nil {
		return err
	}
	switch flagsOf(p) {
	case leafPage:
		err = w.leaf(p, low, high, depth)
	case branchPage:
		err = w.branch(p, low, high, depth, nested)
	default:
		err = fmt.Errorf("neither branch nor leaf")
	}
	if err != nil {
		return fmt.Errorf("page %d: %w", id, err)
	}
	return nil
}

// An element is an entry of a page.
type element struct {
	key, value []byte // the value of a leaf's
	page       uint64 // of a branch's
	bucket     bool
}

// elements reads the entries of a page and makes sure that they lie in it, in
// order and within bounds.
func elements(p, low, high []byte) ([]element, error) {
	n, leaf := countOf(p), flagsOf(p) == leafPage
	if pageHead+n*elementHead > len(p) {
		return nil, fmt.Errorf("%d entries are too many", n)
	}
	out := make([]element, n)
	for i := range out {
		at := pageHead + i*elementHead
		u32 := func(o int) int64 { return int64(binary.NativeEndian.Uint32(p[at+o:])) }
		position, keySize, valueSize := u32(0), u32(4), int64(0)
		if leaf {
			position, keySize, valueSize = u32(4), u32(8), u32(12)
			out[i].bucket = u32(0) == bucketFlag
			if u32(0) > bucketFlag {
				return nil, fmt.Errorf("entry %d is of no kind", i)
			}
		} else {
			out[i].page = binary.NativeEndian.Uint64(p[at+8:])
		}
		start := int64(at) + position
		if position < int64((n-i)*elementHead) || start+keySize+valueSize > int64(len(p)) {
			return nil, fmt.Errorf("entry %d lies outside", i)
		}
		out[i].key = p[start : start+keySize]
		out[i].value = p[start+keySize : start+keySize+valueSize]
		if i > 0 && bytes.Compare(out[i-1].key, out[i].key) >= 0 ||
			low != nil && bytes.Compare(out[i].key, low) < 0 || high != nil && bytes.Compare(out[i].key, high) >= 0 {
			return nil, fmt.Errorf("entry %d is out of order", i)
		}
	}
	return out, nil
}

func (w *pageWalk) branch(p, low, high []byte, depth int, nested bool) error {
	list, err := elements(p, nil, high)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return fmt.Errorf("a branch without children")
	}
	lowest := false // of the branches: the children are leaves
	if !w.whole {
		first, err := w.page(list[0].page)
		if err != nil {
			return err
		}
		lowest = flagsOf(first) == leafPage // so all are, or they are found in use
	}
	for i, e := range list {
		from, to := e.key, high
		if i == 0 {
			from = low // the key of a first child may be stale
		}
		if i+1 < len(list) {
			to = list[i+1].key
		}
		if lowest && (!nested || small(from, to)) {
			err = w.take(e.page, 1)
		} else {
			err = w.tree(e.page, from, to, depth+1, nested)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// small says whether all keys from low up to high are of buckets for the hashes
// of terms: there are two for each first two bytes of a hash, which hold so
// little that they have no pages of their own.
func small(low, high []byte) bool {
	return len(low) == 3 && len(high) == 3 && low[0] == high[0] && (low[0] == 'n' || low[0] == 'v')
}

func (w *pageWalk) leaf(p, low, high []byte, depth int) error {
	list, err := elements(p, low, high)
	if err != nil {
		return err
	}
	for _, e := range list {
		if !e.bucket {
			continue
		}
		if len(e.value) < bucketHead {
			return fmt.Errorf("bucket %q is cut", e.key)
		}
		// Only the ledger holds buckets in a bucket.
		nested := depth < deepest && string(e.key) == "dramatis"
		if root := binary.NativeEndian.Uint64(e.value); root != 0 {
			err = w.tree(root, nil, nil, depth+1, nested)
		} else if inline := e.value[bucketHead:]; len(inline) < pageHead || flagsOf(inline) != leafPage || binary.NativeEndian.Uint64(inline) != 0 {
			err = fmt.Errorf("no leaf")
		} else {
			err = w.leaf(inline, nil, nil, depth+1)
		}
		if err != nil {
			return fmt.Errorf("bucket %q: %w", e.key, err)
		}
	}
	return nil
}

// freelist makes sure that each page is either used or free.
func (w *pageWalk) freelist() error {
	p, err := w.page(w.meta.free)
	if err != nil {
		return err
	}
	if flagsOf(p) != freelistPage {
		return fmt.Errorf("page %d: no free list", w.meta.free)
	}
	if err := w.take(w.meta.free, uint64(len(p))/uint64(w.meta.pageSize)); err != nil {
		return err
	}
	ids, n := p[pageHead:], uint64(countOf(p))
	if n == 0xFFFF { // too many for the head: the first one is their number
		n, ids = binary.NativeEndian.Uint64(ids), ids[8:]
	}
	if n > uint64(len(ids)/8) {
		return fmt.Errorf("page %d: the free list is cut", w.meta.free)
	}
	for i := range n {
		if err := w.take(binary.NativeEndian.Uint64(ids[8*i:]), 1); err != nil {
			return fmt.Errorf("free list: %w", err)
		}
	}
	for id, used := range w.used {
		if w.whole && !used {
			return fmt.Errorf("page %d is lost", id)
		}
	}
	return nil
}
