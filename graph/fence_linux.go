package graph

import (
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// A fence keeps copies and writes apart: a builder holds the lock of its file
// from start to end, and a copy must not wait for that, but for one document.
// The fence is a lock on a byte far behind the end of the file, which does not
// meddle with bbolt's lock on the file. It goes with the process that holds it.
type fence struct{ file *os.File }

const fenceByte = 1 << 60

func (f *fence) lock(kind int16, command int) error {
	for {
		err := unix.FcntlFlock(f.file.Fd(), command, &unix.Flock_t{
			Type: kind, Whence: io.SeekStart, Start: fenceByte, Len: 1,
		})
		if err != unix.EINTR {
			return err
		}
	}
}

// shut waits until nobody copies, and returns what opens it again. A file
// system without such locks has no fence.
func (f *fence) shut() (open func()) {
	if f == nil || f.lock(unix.F_WRLCK, unix.F_OFD_SETLKW) != nil {
		return func() {}
	}
	return func() { f.lock(unix.F_UNLCK, unix.F_OFD_SETLK) }
}

// still waits for a moment in which nobody writes to the file and makes it
// last until the returned function is called.
func still(path string) (*os.File, func(), error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	g := fence{f}
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
		err := g.lock(unix.F_RDLCK, unix.F_OFD_SETLK)
		if err == nil {
			return f, func() { f.Close() }, nil
		}
		if time.Now().After(end) {
			f.Close()
			return nil, nil, fmt.Errorf("%s: %w%s; wait for it to end, or stop it", path, ErrLocked, holder(path))
		}
	}
}

// claim makes the file at path ours alone, whether it is a store or not.
func claim(path string) (release func(), err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	for end := time.Now().Add(lockWait); ; time.Sleep(10 * time.Millisecond) {
		err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		if err == nil && isAt(f, path) {
			return func() { f.Close() }, nil
		}
		if time.Now().After(end) {
			f.Close()
			return nil, fmt.Errorf("%s: %w%s; wait for it to end, or stop it", path, ErrLocked, holder(path))
		}
	}
}
