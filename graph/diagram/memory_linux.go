package diagram

import "golang.org/x/sys/unix"

// limitMemory makes allocations fail beyond so many bytes. What is reserved
// but not used, as Go does in plenty, does not count.
func limitMemory(bytes uint64) error {
	return unix.Setrlimit(unix.RLIMIT_DATA, &unix.Rlimit{Cur: bytes, Max: bytes})
}
