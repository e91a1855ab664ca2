package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// An entry is one input, or why there is none.
type entry struct {
	path string
	err  error
}

// files yields the inputs that path stands for, in lexical order.
func files(path string) iter.Seq[entry] {
	return func(yield func(entry) bool) {
		if path == "-" {
			yield(entry{path: path})
			return
		}
		info, err := os.Stat(path)
		if err != nil {
			yield(entry{path, fileError(path, err)})
			return
		}
		if !info.IsDir() {
			yield(entry{path: path})
			return
		}
		n := 0
		err = filepath.WalkDir(path, func(p string, e fs.DirEntry, err error) error {
			switch {
			case err != nil:
				if !yield(entry{p, fileError(p, err)}) {
					return fs.SkipAll
				}
				return nil
			case p != path && strings.HasPrefix(e.Name(), "."):
				if e.IsDir() {
					return fs.SkipDir
				}
				return nil
			case e.IsDir():
				return nil
			}
			n++
			if !yield(entry{path: p}) {
				n = -1
				return fs.SkipAll
			}
			return nil
		})
		if n == 0 && err == nil {
			yield(entry{path, &Error{Path: path, Err: errors.New("no files in this folder")}})
		}
	}
}

// fileError words an error of the file system.
func fileError(path string, err error) *Error {
	e := &Error{Path: path, Err: err}
	var cause *fs.PathError
	if errors.As(err, &cause) {
		e.Err = cause.Err
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.Err, e.Remedy = errors.New("no such file or folder"), "check the path"
	case errors.Is(err, fs.ErrPermission):
		e.Err, e.Remedy = errors.New("permission denied"), "make it readable"
	}
	return e
}

// load reads the current input whole.
func (r *reader) load() ([]byte, error) {
	in := r.o.Stdin
	if r.path != "-" {
		info, err := os.Stat(r.path)
		if err != nil {
			return nil, fileError(r.path, err)
		}
		if !info.Mode().IsRegular() && info.Mode()&fs.ModeNamedPipe == 0 && info.Mode()&fs.ModeCharDevice == 0 {
			return nil, &Error{Path: r.path, Err: errors.New("neither a file nor a folder")}
		}
		f, err := os.Open(r.path)
		if err != nil {
			return nil, fileError(r.path, err)
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, r.o.MaxBytes+1))
	switch {
	case err != nil:
		return nil, fileError(r.path, err)
	case int64(len(data)) > r.o.MaxBytes:
		return nil, &Error{Path: r.path, Err: fmt.Errorf("larger than %s", bytesText(r.o.MaxBytes)), Remedy: "split it"}
	}
	return data, nil
}

// bytesText prints a size: "64 MiB", "10 bytes".
func bytesText(n int64) string {
	for _, u := range []struct {
		size int64
		name string
	}{{1 << 30, "GiB"}, {1 << 20, "MiB"}, {1 << 10, "KiB"}} {
		if n >= u.size && n%u.size == 0 {
			return fmt.Sprintf("%d %s", n/u.size, u.name)
		}
	}
	return fmt.Sprintf("%d bytes", n)
}

// formatOf tells the format from the name of a file; "" for an unknown one.
func formatOf(path string) string {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".txt", ".text":
		return "txt"
	case ".md", ".markdown":
		return "md"
	case ".html", ".htm", ".xhtml":
		return "html"
	case ".csv":
		return "csv"
	case ".tsv", ".tab":
		return "tsv"
	case ".json":
		return "json"
	case ".jsonl", ".ndjson":
		return "jsonl"
	}
	return ""
}

// sniff tells the format of an input without a telling name.
func sniff(text string) string {
	head := strings.ToLower(strings.TrimSpace(text[:min(len(text), 2000)]))
	line, _, _ := strings.Cut(head, "\n")
	switch {
	case strings.HasPrefix(head, "<!doctype html"), strings.HasPrefix(head, "<html"), strings.HasPrefix(head, "<?xml") && strings.Contains(head, "<html"):
		return "html"
	case strings.HasPrefix(head, "{\""), strings.HasPrefix(head, "[{\""), strings.HasPrefix(head, "{\n"), strings.HasPrefix(head, "[\n"):
		if strings.HasPrefix(line, "{\"") && strings.HasSuffix(strings.TrimSpace(line), "}") {
			return "jsonl"
		}
		return "json"
	case hasTextColumn(strings.Split(line, "\t")):
		return "tsv"
	case hasTextColumn(strings.Split(line, ",")):
		return "csv"
	}
	return "txt"
}
