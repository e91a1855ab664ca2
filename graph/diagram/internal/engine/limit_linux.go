package engine

import "golang.org/x/sys/unix"

// limitMemory makes allocations of the process fail beyond so many bytes, as a
// second line of defence. What is reserved but not used, as Go does in plenty,
// does not count.
func limitMemory(bytes uint64) error {
	return unix.Setrlimit(unix.RLIMIT_DATA, &unix.Rlimit{Cur: bytes, Max: bytes})
}
