package main

import (
	"bufio"
	"errors"
	"io"
	"os"
	"path/filepath"
)

// writeFile makes the file at path of what fill writes. The file appears whole
// or not at all: what was there before stays if anything goes wrong.
func writeFile(path string, fill func(io.Writer) error) error {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return writeInto(path, fill) // a device or a pipe cannot be replaced
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".dramatis-*")
	if err != nil {
		return cannotWrite(path, err)
	}
	defer os.Remove(f.Name())
	if err := fillFile(f, path, fill); err != nil {
		return err
	}
	mode := os.FileMode(0o644)
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
	}
	err = errors.Join(os.Chmod(f.Name(), mode), os.Rename(f.Name(), path))
	return cannotWrite(path, err)
}

func writeInto(path string, fill func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return cannotWrite(path, err)
	}
	return fillFile(f, path, fill)
}

// fillFile has fill write f and closes it. Errors of fill that do not come
// from writing pass as they are.
func fillFile(f *os.File, path string, fill func(io.Writer) error) error {
	w := bufio.NewWriterSize(f, 1<<16)
	err := fill(w)
	flush := w.Flush()
	if e := f.Close(); flush == nil {
		flush = e
	}
	if flush != nil {
		return cannotWrite(path, flush)
	}
	return err
}

// cannotWrite says which file could not be written and why.
func cannotWrite(path string, err error) error {
	var e *os.PathError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &e):
		err = e.Err
	}
	return because(err, exitWrite, "%s cannot be written: %v", path, err)
}
