package graph

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
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
func openMapped(path string, readOnly bool) (*bbolt.DB, error) {
	o := boltOptions(readOnly)
	o.OpenFile = func(name string, flag int, mode os.FileMode) (*os.File, error) {
		return os.OpenFile(name, flag&^os.O_CREATE, mode)
	}
	if strconv.IntSize == 64 && runtime.GOOS != "windows" {
		o.InitialMmapSize = 4 << 30
	}
	db, err := bbolt.Open(path, 0o600, o)
	if errors.Is(err, syscall.ENOMEM) {
		o.InitialMmapSize = 0
		db, err = bbolt.Open(path, 0o600, o)
	}
	return db, err
}

// openBolt opens the file, which checkFile has passed.
func openBolt(path string, readOnly bool) (db *bbolt.DB, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%s: %w; it is damaged: %v", path, ErrNotStore, p)
		}
	}()
	db, err = openMapped(path, readOnly)
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return nil, fmt.Errorf("%s: %w%s; wait for it to end, or stop it", path, ErrLocked, holder(path))
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrChecksum), errors.Is(err, berrors.ErrVersionMismatch):
		return nil, fmt.Errorf("%s: %w; it is damaged: %v", path, ErrNotStore, err)
	case err != nil:
		return nil, fmt.Errorf("cannot open the store %s: %w", path, err)
	}
	db.AllocSize = growth
	return db, nil
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
// is none. Of its two meta pages the younger valid one counts.
func lengthOf(f *os.File) int64 {
	const header, size = 16, 64 // of a page; of its meta
	var length int64
	var youngest uint64
	for at := int64(0); at <= 64<<10; at = max(1024, 2*at) {
		var page [header + size]byte
		if _, err := f.ReadAt(page[:], at); err != nil {
			break
		}
		meta := page[header:]
		u32 := func(i int) uint32 { return binary.NativeEndian.Uint32(meta[i:]) }
		u64 := func(i int) uint64 { return binary.NativeEndian.Uint64(meta[i:]) }
		sum := fnv.New64a()
		sum.Write(meta[:56])
		if u32(0) != 0xED0CDAED || u32(4) != 2 || u64(56) != sum.Sum64() {
			continue
		}
		if pageSize, pages, txid := u32(8), u64(40), u64(48); length == 0 || txid > youngest {
			length, youngest = int64(pages)*int64(pageSize), txid
		}
	}
	return length
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
