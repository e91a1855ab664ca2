// Package cache gives Graphviz a private place for its compiled code.
//
// go-graphviz compiles a WebAssembly module when a program starts, whether or
// not it draws, and keeps the native code in the shared temporary folder under
// a fixed name: another user's folder or a damaged file there ends the program
// before main, and planted code would be run. The fix has to come before
// go-graphviz is initialised, so that this package has an init, imports only
// what go-graphviz needs as well, and is initialised first: Go initialises
// packages whose imports are ready in the order of their import paths.
//
// Init checks a folder of the user's own and points the variable of the
// temporary folder at it; Finish, called once Graphviz is ready, notes the
// checksums of what was compiled and restores the variable.
package cache

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// Layout of a cache folder: "code" holds compiled code and its seal; "new-…" is
// where a process without sealed code has its own made. Nothing sealed is ever
// changed under another process.
const (
	codeFolder = "code"
	newPattern = "new-*"
	sealFile   = "seal" // checksums of every other file
)

// reserve is room for the compiled code, in bytes: a write that fails inside
// go-graphviz ends the program.
const reserve = 12 << 20

// abandoned is the age at which a new-… folder's process must be dead.
const abandoned = time.Hour

// redirect is what init changed and Finish has to restore.
var redirect struct {
	variable string // "" where nothing was changed
	old      string
	wasSet   bool
	folder   string // "" where no folder is safe
	target   string // folder/code or folder/new-…
}

func init() {
	redirect.variable = "TMPDIR"
	if runtime.GOOS == "windows" {
		redirect.variable = "TMP"
	}
	redirect.old, redirect.wasSet = os.LookupEnv(redirect.variable)
	redirect.folder, redirect.target = choose(candidates())
	if redirect.target == "" {
		// Below a file no folder can be made, by anybody: go-graphviz then
		// compiles without keeping.
		redirect.target = os.DevNull
	}
	if err := os.Setenv(redirect.variable, redirect.target); err != nil {
		redirect.variable = ""
	}
}

// Finish ends the redirection: from here on the temporary folder is the usual
// one. It answers whether the compiled code is kept for the next start.
func Finish() bool {
	if redirect.variable == "" {
		return false
	}
	if redirect.wasSet {
		os.Setenv(redirect.variable, redirect.old)
	} else {
		os.Unsetenv(redirect.variable)
	}
	redirect.variable = ""
	return redirect.folder != "" && keep(redirect.folder, redirect.target) == nil
}

// candidates lists folders that may serve, the best first.
func candidates() []string {
	var out []string
	if dir, err := os.UserCacheDir(); err == nil && filepath.IsAbs(dir) {
		out = append(out, filepath.Join(dir, "dramatis", "layout"))
	}
	if runtime.GOOS != "windows" {
		out = append(out, filepath.Join(os.TempDir(), fmt.Sprintf("dramatis-layout-%d", os.Getuid())))
	}
	return out
}

// choose returns the first folder that is ours alone and the place in it for
// Graphviz's code.
func choose(folders []string) (folder, target string) {
	for _, f := range folders {
		if t, err := prepare(f); err == nil {
			return f, t
		}
	}
	return "", ""
}

var errUnsafe = errors.New("not a folder of this user alone")

// prepare makes folder where it is missing, checks that nobody else can write
// to it, and returns sealed code or else a new place with room for it.
func prepare(folder string) (string, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", err
	}
	info, err := os.Lstat(folder)
	if err != nil {
		return "", err
	}
	if !info.IsDir() || !private(info) {
		return "", errUnsafe
	}
	code := filepath.Join(folder, codeFolder)
	if sealed(code) {
		return code, nil
	}
	sweep(folder)
	fresh, err := os.MkdirTemp(folder, newPattern)
	if err != nil {
		return "", err
	}
	if err := tryRoom(fresh); err != nil {
		os.RemoveAll(fresh)
		return "", err
	}
	return fresh, nil
}

// sweep removes what killed processes left.
func sweep(folder string) {
	left, _ := filepath.Glob(filepath.Join(folder, newPattern))
	for _, f := range left {
		if info, err := os.Lstat(f); err == nil && time.Since(info.ModTime()) > abandoned {
			os.RemoveAll(f)
		}
	}
}

// tryRoom fails where the code could not be written.
func tryRoom(folder string) error {
	f, err := os.CreateTemp(folder, "room-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(make([]byte, reserve))
	return errors.Join(err, f.Close())
}

// keep seals target and, where it is new, makes it the code of later starts.
func keep(folder, target string) error {
	code := filepath.Join(folder, codeFolder)
	if target == code {
		// Another processor or a newer go-graphviz added to the code.
		if files, lines := count(code); files == lines {
			return nil
		}
		return seal(code)
	}
	defer os.RemoveAll(target) // gone already, unless another process was faster
	if err := seal(target); err != nil {
		return err
	}
	if os.Rename(target, code) == nil || sealed(code) {
		return nil
	}
	// Damaged code is in the way.
	aside := target + ".damaged"
	defer os.RemoveAll(aside)
	return errors.Join(os.Rename(code, aside), os.Rename(target, code))
}

// sealed says whether code holds exactly what was sealed.
func sealed(code string) bool {
	want, err := os.ReadFile(filepath.Join(code, sealFile))
	if err != nil || len(want) == 0 {
		return false
	}
	got, err := checksums(code)
	return err == nil && got == string(want)
}

// count returns how many files code holds beside its seal, and how many the
// seal lists.
func count(code string) (files, lines int) {
	filepath.WalkDir(code, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && d.Name() != sealFile {
			files++
		}
		return nil
	})
	want, _ := os.ReadFile(filepath.Join(code, sealFile))
	return files, strings.Count(string(want), "\n")
}

// seal writes the checksums of code, all at once.
func seal(code string) error {
	sums, err := checksums(code)
	if err != nil {
		return err
	}
	if sums == "" {
		return errors.New("nothing was compiled")
	}
	f, err := os.CreateTemp(filepath.Dir(code), "seal-*")
	if err != nil {
		return err
	}
	_, err = f.WriteString(sums)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), filepath.Join(code, sealFile))
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// checksums lists every file below code except the seal with its CRC-32C, one
// a line in the order of names. A checksum finds damage; against malice stands
// the folder's mode.
func checksums(code string) (string, error) {
	var b strings.Builder
	err := filepath.WalkDir(code, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == sealFile {
			return err
		}
		if !d.Type().IsRegular() {
			return errUnsafe
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(code, path)
		fmt.Fprintf(&b, "%08x %d %s\n", crc32.Checksum(data, crc32.MakeTable(crc32.Castagnoli)), len(data), filepath.ToSlash(name))
		return err
	})
	return b.String(), err
}
