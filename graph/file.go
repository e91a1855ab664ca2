package graph

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

const (
	lockWait = time.Second
	growth   = 1 << 20 // of a file that is full, in bytes
)

func boltOptions(readOnly bool) *bbolt.Options {
	return &bbolt.Options{
		Timeout:      lockWait,
		ReadOnly:     readOnly,
		FreelistType: bbolt.FreelistMapType,
	}
}

// openMapped opens an existing file with a large map, which saves mapping it
// anew while it grows. That costs address space alone, except on Windows, where
// it makes the file as large. Where address space is short, the map is as large
// as the file.
func openMapped(path string, readOnly bool) (*bbolt.DB, *os.File, error) {
	var file *os.File
	o := boltOptions(readOnly)
	o.OpenFile = func(name string, flag int, mode os.FileMode) (_ *os.File, err error) {
		file, err = os.OpenFile(name, flag&^os.O_CREATE, mode)
		return file, err
	}
	if strconv.IntSize == 64 && runtime.GOOS != "windows" {
		o.InitialMmapSize = 4 << 30
	}
	db, err := bbolt.Open(path, 0o600, o)
	if errors.Is(err, syscall.ENOMEM) {
		o.InitialMmapSize = 0
		db, err = bbolt.Open(path, 0o600, o)
	}
	return db, file, err
}

// openBolt opens the file, which checkFile has passed.
func openBolt(path string, readOnly bool) (db *bbolt.DB, file *os.File, err error) {
	defer (&Store{}).rescue(&err)()
	for range 3 {
		db, file, err = openMapped(path, readOnly)
		if err != nil || isAt(file, path) {
			break
		}
		// While we waited for the lock another file took this one's place.
		db.Close()
		err = berrors.ErrTimeout
	}
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return nil, nil, fmt.Errorf("%s: %w%s; wait for it to end, or stop it", path, ErrLocked, holder(path))
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrChecksum), errors.Is(err, berrors.ErrVersionMismatch):
		return nil, nil, fmt.Errorf("%s: %w; it is damaged: %v", path, ErrNotStore, err)
	case err != nil:
		return nil, nil, fmt.Errorf("cannot open the store %s: %w", path, err)
	}
	info, err := file.Stat()
	if err == nil {
		err = checkPages(file, info.Size(), false)
	}
	if err != nil {
		db.Close()
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	db.AllocSize = growth
	return db, file, nil
}

// isAt says whether file is what path names.
func isAt(file *os.File, path string) bool {
	open, err1 := file.Stat()
	named, err2 := os.Stat(path)
	return err1 == nil && err2 == nil && os.SameFile(open, named)
}

// checkFile makes sure that the file at path is of bbolt and is as long as it
// says. bbolt itself would make a database of an empty file, and would fault on
// one that was cut short.
func checkFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return fmt.Errorf("cannot open the store: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s: %w; it is not a file", path, ErrNotStore)
	}
	want := lengthOf(f)
	switch {
	case info.Size() == 0:
		return fmt.Errorf("%s: %w; it is empty: remove it and try again", path, ErrNotStore)
	case want == 0:
		return fmt.Errorf("%s: %w; choose another name", path, ErrNotStore)
	case want > info.Size():
		return fmt.Errorf("%s: %w any more; it has %d bytes of %d: take it from a copy, or add the documents to a new one",
			path, ErrNotStore, info.Size(), want)
	}
	return nil
}

// lengthOf returns how long a file of bbolt is by its own account, or 0 if it
// is none.
func lengthOf(f *os.File) int64 {
	m, _ := readMeta(f)
	return int64(m.high) * m.pageSize
}

// holder says " by process 4711" where the system tells who holds the lock of
// the file, and "" elsewhere.
func holder(path string) string {
	locks, err := os.Open("/proc/locks")
	if err != nil {
		return ""
	}
	defer locks.Close()
	inode := inodeOf(path)
	for lines := bufio.NewScanner(locks); lines.Scan(); {
		// 1: FLOCK  ADVISORY  WRITE 4711 08:01:393 0 EOF
		fields := strings.Fields(lines.Text())
		if len(fields) < 6 || fields[1] != "FLOCK" {
			continue
		}
		device := strings.Split(fields[5], ":")
		if device[len(device)-1] == inode && fields[4] != strconv.Itoa(os.Getpid()) {
			return " by process " + fields[4]
		}
	}
	return ""
}
