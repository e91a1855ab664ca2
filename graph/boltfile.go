package graph

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"hash/fnv"
	"os"
)

const metaPage = 0x04

// A boltFile is a new file of bbolt, which is written from front to back. bbolt
// itself keeps what a transaction changes in memory, and looks for the place of
// every entry; where entries come in order, neither is needed. Its first two
// pages say where the rest is and are written last, so that what is cut off
// before the end is no file of bbolt.
type boltFile struct {
	f        *os.File
	w        *bufio.Writer
	pageSize int
	next     uint64 // page
	err      error  // the first one
}

func newBoltFile(f *os.File) *boltFile {
	b := &boltFile{f: f, w: bufio.NewWriterSize(f, 1<<20), pageSize: os.Getpagesize()}
	b.write(make([]byte, 2*b.pageSize))
	b.next = 2
	return b
}

func (b *boltFile) write(data []byte) {
	if b.err == nil {
		_, b.err = b.w.Write(data)
	}
}

// page writes what a node holds and returns the number of its page.
func (b *boltFile) page(n *boltNode) uint64 {
	id := b.next
	image := n.image(id, b.pageSize)
	b.write(image)
	b.next += uint64(len(image) / b.pageSize)
	return id
}

// finish writes the free list, which is empty, and the head, and makes all of
// it durable. The file stays open.
func (b *boltFile) finish(root uint64) error {
	free := b.next
	list := make([]byte, b.pageSize)
	putPageHead(list, free, freelistPage, 0, 0)
	b.write(list)
	b.next++
	if b.err == nil {
		b.err = b.w.Flush()
	}
	if b.err != nil {
		return b.err
	}
	if err := b.f.Sync(); err != nil {
		return err
	}
	for txid := range uint64(2) {
		if _, err := b.f.WriteAt(b.meta(root, free, txid), int64(txid)*int64(b.pageSize)); err != nil {
			return err
		}
	}
	return b.f.Sync()
}

func (b *boltFile) meta(root, free, txid uint64) []byte {
	page := make([]byte, b.pageSize)
	putPageHead(page, txid, metaPage, 0, 0)
	m := page[pageHead:]
	for i, v := range []uint32{0xED0CDAED, 2, uint32(b.pageSize), 0} {
		binary.NativeEndian.PutUint32(m[4*i:], v)
	}
	for i, v := range []uint64{root, 0, free, b.next, txid} {
		binary.NativeEndian.PutUint64(m[16+8*i:], v)
	}
	sum := fnv.New64a()
	sum.Write(m[:56])
	binary.NativeEndian.PutUint64(m[56:], sum.Sum64())
	return page
}

func putPageHead(page []byte, id uint64, flags uint16, count, overflow int) {
	binary.NativeEndian.PutUint64(page, id)
	binary.NativeEndian.PutUint16(page[8:], flags)
	binary.NativeEndian.PutUint16(page[10:], uint16(count))
	binary.NativeEndian.PutUint32(page[12:], uint32(overflow))
}

// A boltNode holds the entries of a page, in order.
type boltNode struct {
	branch  bool
	entries []boltEntry
	data    []byte // keys and values
}

type boltEntry struct {
	flags      uint32 // of a leaf
	key, value int    // sizes
	page       uint64 // of a branch
}

func (n *boltNode) add(e boltEntry, key, value []byte) {
	e.key, e.value = len(key), len(value)
	n.entries = append(n.entries, e)
	n.data = append(append(n.data, key...), value...)
}

func (n *boltNode) size() int { return pageHead + len(n.entries)*elementHead + len(n.data) }

func (n *boltNode) reset() { n.entries, n.data = n.entries[:0], n.data[:0] }

// image returns the node as it stands in the file, as many pages as it takes;
// with a page size of 1 it is as long as it is.
func (n *boltNode) image(id uint64, pageSize int) []byte {
	pages := (n.size() + pageSize - 1) / pageSize
	out := make([]byte, pages*pageSize)
	flags, overflow := uint16(leafPage), pages-1
	if n.branch {
		flags = branchPage
	}
	if pageSize == 1 {
		overflow = 0
	}
	putPageHead(out, id, flags, len(n.entries), overflow)
	at := 0 // in the data
	for i, e := range n.entries {
		head := out[pageHead+i*elementHead:]
		position := uint32((len(n.entries)-i)*elementHead + at)
		if n.branch {
			binary.NativeEndian.PutUint32(head, position)
			binary.NativeEndian.PutUint32(head[4:], uint32(e.key))
			binary.NativeEndian.PutUint64(head[8:], e.page)
		} else {
			for k, v := range []uint32{e.flags, position, uint32(e.key), uint32(e.value)} {
				binary.NativeEndian.PutUint32(head[4*k:], v)
			}
		}
		at += e.key + e.value
	}
	copy(out[pageHead+len(n.entries)*elementHead:], n.data)
	return out
}

// A boltTree is a bucket whose entries come in the order of their keys.
type boltTree struct {
	file  *boltFile
	leaf  boltNode
	first []byte     // key of the leaf
	above []treeNode // pages written so far
	last  []byte     // key
}

// A treeNode is a page with its first key.
type treeNode struct {
	key  []byte
	page uint64
}

var errOrder = errors.New("keys out of order")

func (t *boltTree) put(key, value []byte) { t.entry(0, key, value) }

// bucket puts a bucket into the bucket.
func (t *boltTree) bucket(name []byte, inner *boltTree) { t.entry(bucketFlag, name, inner.close()) }

func (t *boltTree) entry(flags uint32, key, value []byte) {
	if t.last != nil && bytes.Compare(t.last, key) >= 0 && t.file.err == nil {
		t.file.err = errOrder
	}
	t.last = append(t.last[:0], key...)
	if len(t.leaf.entries) > 0 && t.leaf.size()+elementHead+len(key)+len(value) > t.file.pageSize {
		t.flush()
	}
	if len(t.leaf.entries) == 0 {
		t.first = bytes.Clone(key)
	}
	t.leaf.add(boltEntry{flags: flags}, key, value)
}

func (t *boltTree) flush() {
	t.above = append(t.above, treeNode{t.first, t.file.page(&t.leaf)})
	t.leaf.reset()
}

// close returns what stands for the bucket in the one that holds it. A small
// one without buckets stands there itself.
func (t *boltTree) close() []byte {
	const inline = 1 << 10 // a quarter of a page, as bbolt has it
	head := make([]byte, bucketHead)
	if len(t.above) == 0 && t.leaf.size() <= inline && t.plain() {
		return append(head, t.leaf.image(0, 1)...)
	}
	binary.NativeEndian.PutUint64(head, t.root())
	return head
}

func (t *boltTree) plain() bool {
	for _, e := range t.leaf.entries {
		if e.flags == bucketFlag {
			return false
		}
	}
	return true
}

// root writes what has not been written and returns the page at the top.
func (t *boltTree) root() uint64 {
	if len(t.leaf.entries) > 0 || len(t.above) == 0 {
		t.flush()
	}
	level := t.above
	for len(level) > 1 {
		var next []treeNode
		node := boltNode{branch: true}
		first := level[0].key
		for i, child := range level {
			node.add(boltEntry{page: child.page}, child.key, nil)
			last := i == len(level)-1
			if last || node.size()+elementHead+len(level[i+1].key) > t.file.pageSize && len(node.entries) > 1 {
				next = append(next, treeNode{first, t.file.page(&node)})
				node.reset()
				if !last {
					first = level[i+1].key
				}
			}
		}
		level = next
	}
	return level[0].page
}
