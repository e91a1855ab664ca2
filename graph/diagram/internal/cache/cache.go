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
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// sealFile lists the files of a folder that are whole, each with its checksum,
// its length and its name.
const sealFile = "seal"

// newPattern names the folders in which code is made.
const newPattern = "new-*"

// abandoned is the age at which the process that left a half-made file must be
// dead.
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

// Any says whether folder lists any file.
func Any(folder string) bool { return len(listed(folder)) > 0 }

// Sound says whether every file that the seal of folder lists, at least one, is
// as it was sealed.
func Sound(folder string) bool {
	lines := listed(folder)
	for name, line := range lines {
		if got, err := describe(folder, name); err != nil || got != line {
			return false
		}
	}
	return len(lines) > 0
}

// Complete says whether the seal of folder lists every file there. Who asks for
// code that is missing leaves a file that is not listed.
func Complete(folder string) bool { return len(unlisted(folder, listed(folder))) == 0 }

// Tidy removes from folder what is not listed, is damaged, or was abandoned.
func Tidy(folder string) error {
	lines := listed(folder)
	for name, line := range lines {
		if got, err := describe(folder, name); err != nil || got != line {
			delete(lines, name)
		}
	}
	for _, name := range unlisted(folder, lines) {
		os.Remove(filepath.Join(folder, name))
	}
	left, _ := filepath.Glob(filepath.Join(folder, newPattern))
	for _, f := range left {
		if info, err := os.Lstat(f); err == nil && time.Since(info.ModTime()) > abandoned {
			os.RemoveAll(f)
		}
	}
	return seal(folder, lines)
}

// Room makes a folder in which code can be made before Add moves it.
func Room(folder string) (string, error) { return os.MkdirTemp(folder, newPattern) }

// Add moves a file into folder under that name and lists it.
func Add(folder, name, file string) error {
	to := filepath.Join(folder, name)
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	if err := os.Rename(file, to); err != nil {
		return err
	}
	line, err := describe(folder, name)
	if err != nil {
		return err
	}
	lines := listed(folder)
	lines[name] = line
	return seal(folder, lines)
}

// listed reads the seal: lines by the names of their files.
func listed(folder string) map[string]string {
	text, _ := os.ReadFile(filepath.Join(folder, sealFile))
	lines := map[string]string{}
	for line := range strings.Lines(string(text)) {
		if f := strings.SplitN(strings.TrimSuffix(line, "\n"), " ", 3); len(f) == 3 && filepath.IsLocal(f[2]) {
			lines[filepath.FromSlash(f[2])] = line
		}
	}
	return lines
}

// unlisted names the files of folder that lines does not.
func unlisted(folder string, lines map[string]string) (names []string) {
	filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if making, _ := filepath.Match(newPattern, name); making && d.IsDir() {
			return filepath.SkipDir
		}
		if lines[name] == "" && !d.IsDir() && name != sealFile && !fresh(d) {
			names = append(names, name)
		}
		return err
	})
	return names
}

// fresh says whether a file is just being written.
func fresh(d fs.DirEntry) bool {
	info, err := d.Info()
	return err == nil && strings.HasSuffix(d.Name(), ".tmp") && time.Since(info.ModTime()) < abandoned
}

// describe returns the line of a file. A checksum finds damage; against malice
// stands the folder's mode.
func describe(folder, name string) (string, error) {
	path := filepath.Join(folder, name)
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
		return "", errors.Join(err, errUnsafe)
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := crc32.New(crc32.MakeTable(crc32.Castagnoli))
	size, err := io.CopyBuffer(onlyWriter{sum}, onlyReader{f}, make([]byte, 1<<16))
	return fmt.Sprintf("%08x %d %s\n", sum.Sum32(), size, filepath.ToSlash(name)), err
}

// These hide methods with which CopyBuffer would do without its buffer.
type (
	onlyReader struct{ io.Reader }
	onlyWriter struct{ io.Writer }
)

// seal writes the lines, all at once.
func seal(folder string, lines map[string]string) error {
	f, err := os.CreateTemp(folder, sealFile+"-*.tmp")
	if err != nil {
		return err
	}
	_, err = f.WriteString(strings.Join(slices.Sorted(maps.Values(lines)), ""))
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), filepath.Join(folder, sealFile))
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
