// Package cache keeps native code that was compiled from WebAssembly, in a
// folder that nobody but the user can write to, since whatever lies there is
// run.
package cache

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// sealFile holds the checksums of every other file of a folder.
const sealFile = "seal"

// abandoned is the age at which the process that left a half-written file must
// be dead.
const abandoned = time.Hour

// Folder returns a folder for compiled code, or "" where none is safe.
func Folder() string { return choose(candidates()) }

// candidates lists folders that may serve, the best first.
func candidates() []string {
	var out []string
	if dir, err := os.UserCacheDir(); err == nil && filepath.IsAbs(dir) {
		out = append(out, filepath.Join(dir, "dramatis", "graphviz"))
	}
	if runtime.GOOS != "windows" {
		out = append(out, filepath.Join(os.TempDir(), fmt.Sprintf("dramatis-graphviz-%d", os.Getuid())))
	}
	return out
}

// choose returns the first folder that is ours alone.
func choose(folders []string) string {
	for _, f := range folders {
		if prepare(f) == nil {
			return f
		}
	}
	return ""
}

var errUnsafe = errors.New("not a folder of this user alone")

// prepare makes folder where it is missing and checks that nobody else can
// write to it.
func prepare(folder string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	info, err := os.Lstat(folder)
	if err != nil {
		return err
	}
	if !info.IsDir() || !private(info) {
		return errUnsafe
	}
	return nil
}

// Marked says whether folder has a seal, be it broken or not.
func Marked(folder string) bool {
	info, err := os.Lstat(filepath.Join(folder, sealFile))
	return err == nil && info.Size() > 0
}

// Sealed says whether folder holds exactly what was sealed.
func Sealed(folder string) bool {
	want, err := os.ReadFile(filepath.Join(folder, sealFile))
	if err != nil || len(want) == 0 {
		return false
	}
	got, err := checksums(folder)
	return err == nil && got == string(want)
}

// Clear removes everything from folder, except what another process has just
// begun to write.
func Clear(folder string) {
	filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !fresh(path, d) {
			os.Remove(path)
		}
		return nil
	})
}

// fresh says whether a file is being written.
func fresh(path string, d fs.DirEntry) bool {
	info, err := d.Info()
	return err == nil && strings.HasSuffix(path, ".tmp") && time.Since(info.ModTime()) < abandoned
}

// Seal notes the checksums of what folder holds, where that is not yet noted.
func Seal(folder string) error {
	if files, lines := count(folder); files == lines {
		return nil
	}
	sums, err := checksums(folder)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(folder, sealFile+"-*.tmp")
	if err != nil {
		return err
	}
	_, err = f.WriteString(sums)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), filepath.Join(folder, sealFile))
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// count returns how many files folder holds beside its seal, and how many the
// seal lists.
func count(folder string) (files, lines int) {
	walk(folder, func(string) error {
		files++
		return nil
	})
	seal, _ := os.ReadFile(filepath.Join(folder, sealFile))
	return files, strings.Count(string(seal), "\n")
}

// walk visits every file of folder but the seal and what is being written.
func walk(folder string, visit func(path string) error) error {
	return filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path == filepath.Join(folder, sealFile) || strings.HasSuffix(path, ".tmp") {
			return err
		}
		if !d.Type().IsRegular() {
			return errUnsafe
		}
		return visit(path)
	})
}

// checksums lists every file of folder with its CRC-32C, one a line in the
// order of names. A checksum finds damage; against malice stands the folder's
// mode.
func checksums(folder string) (string, error) {
	var b strings.Builder
	part := make([]byte, 1<<16)
	err := walk(folder, func(path string) error {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		sum := crc32.New(crc32.MakeTable(crc32.Castagnoli))
		size, err := io.CopyBuffer(onlyWriter{sum}, onlyReader{f}, part)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(folder, path)
		fmt.Fprintf(&b, "%08x %d %s\n", sum.Sum32(), size, filepath.ToSlash(name))
		return err
	})
	return b.String(), err
}

// These hide methods with which CopyBuffer would do without its buffer.
type (
	onlyReader struct{ io.Reader }
	onlyWriter struct{ io.Writer }
)
