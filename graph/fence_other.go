//go:build !linux

package graph

import "os"

// A fence keeps copies and writes apart. There is none here: a copy waits for
// the lock of the file, which a builder holds from start to end.
type fence struct{ file *os.File }

func (f *fence) shut() (open func()) { return func() {} }

// still waits for a moment in which nobody writes to the file and makes it
// last until the returned function is called.
func still(path string) (*os.File, func(), error) {
	db, _, err := openBolt(path, true)
	if err != nil {
		return nil, nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		db.Close()
		return nil, nil, err
	}
	return f, func() { f.Close(); db.Close() }, nil
}

// claim makes sure that nobody has the file open, as far as can be told here.
func claim(path string) (release func(), err error) {
	db, _, err := openBolt(path, false)
	if err != nil {
		return func() {}, nil // damaged, or no store: nobody can be at work in it
	}
	return func() { db.Close() }, nil
}
