//go:build unix

package graph

import (
	"os"
	"strconv"
	"syscall"
)

// inodeOf returns the number of the file in its file system, "" if unknown.
func inodeOf(path string) string {
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return strconv.FormatUint(uint64(st.Ino), 10)
	}
	return ""
}
