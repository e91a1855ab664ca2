//go:build unix

package cache

import (
	"io/fs"
	"os"
	"syscall"
)

// private says whether info's folder belongs to this user and nobody else may
// write to it.
func private(info fs.FileInfo) bool {
	st, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(st.Uid) == os.Geteuid() && info.Mode().Perm()&0o022 == 0
}
