//go:build unix

package queries

import (
	"io/fs"
	"os"
	"syscall"
)

// ours says whether a file belongs to the user who runs the program, or to the
// system.
func ours(info fs.FileInfo) bool {
	st, ok := info.Sys().(*syscall.Stat_t)
	return ok && (st.Uid == 0 || int(st.Uid) == os.Getuid())
}
