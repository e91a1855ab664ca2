package graph

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/dramatis-kg/dramatis/graph/postgres"
)

// Copy makes a checked copy of the store in the file from: a backup, or what a
// backup gives back. A builder may be at work in from; it waits while the bytes
// are copied, for no longer than that. The file to appears whole or not at all,
// after the copy has been found without fault; where there is such a file the
// error wraps fs.ErrExist, unless replace is set. A store that is replaced must
// not be in use. Each of the two may be on a server instead, with an address as
// Open takes it; what is written there comes in one transaction.
func Copy(ctx context.Context, from, to string, replace bool) error {
	if postgres.Is(from) || postgres.Is(to) {
		return copyServer(ctx, from, to, replace)
	}
	if err := checkFile(from); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			err = fmt.Errorf("%s: %w", from, ErrMissing)
		}
		return err
	}
	release, err := place(to, replace, from)
	if err != nil {
		return err
	}
	defer release()
	temp, err := copyStill(from, to)
	if err != nil {
		return err
	}
	defer os.Remove(temp)
	if err := sound(ctx, temp); err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	return install(temp, to, replace)
}

// place makes sure that a file may be put at to.
func place(to string, replace bool, from string) (release func(), err error) {
	info, err := os.Lstat(to)
	if errors.Is(err, fs.ErrNotExist) {
		return func() {}, nil
	}
	if err != nil {
		return nil, err
	}
	if source, err := os.Stat(from); err == nil && os.SameFile(source, info) {
		return nil, fmt.Errorf("%s is the store itself: %w", to, fs.ErrExist)
	}
	if !replace || !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: %w", to, fs.ErrExist)
	}
	return claim(to)
}

// copyStill copies the bytes of a store into a file beside to.
func copyStill(from, to string) (temp string, err error) {
	out, err := os.CreateTemp(filepath.Dir(to), "."+filepath.Base(to)+".*.tmp") // mode 0600
	if err != nil {
		return "", fmt.Errorf("cannot make the copy: %w", err)
	}
	in, release, err := still(from)
	if err == nil {
		_, err = io.Copy(out, io.NewSectionReader(in, 0, lengthOf(in)))
		release()
	}
	if err == nil {
		err = out.Sync()
	}
	if err = errors.Join(err, out.Close()); err != nil {
		os.Remove(out.Name())
		return "", fmt.Errorf("cannot make the copy: %w", err)
	}
	return out.Name(), nil
}

// sound makes sure that Verify finds nothing wrong with the store in a file.
func sound(ctx context.Context, path string) error {
	s, err := Open(path, Options{ReadOnly: true})
	if err != nil {
		// The name of a file that will not stay helps nobody.
		for _, cause := range []error{ErrVersion, ErrDamaged, ErrNotStore} {
			if errors.Is(err, cause) {
				return cause
			}
		}
		return err
	}
	defer s.Close()
	fault := ""
	err = s.Verify(ctx, func(doc string, _ int, faults []string) {
		if len(faults) > 0 && fault == "" {
			fault = faults[0]
		}
	})
	if err == nil && fault != "" {
		err = fmt.Errorf("%w: %s", ErrDamaged, fault)
	}
	return err
}

// install gives the file at temp, which is on the disk, the name path.
func install(temp, path string, replace bool) error {
	if replace {
		if err := os.Rename(temp, path); err != nil {
			return err
		}
		return syncFolder(filepath.Dir(path))
	}
	if err := publish(temp, path); err != nil {
		return err
	}
	if a, err := os.Stat(temp); err == nil { // a link, unless there is another file
		if b, err := os.Stat(path); err == nil && !os.SameFile(a, b) {
			return fmt.Errorf("%s: %w", path, fs.ErrExist)
		}
	}
	return nil
}
