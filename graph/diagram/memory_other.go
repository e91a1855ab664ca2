//go:build !linux

package diagram

import "runtime/debug"

// limitMemory only makes the collector work harder: the computer has no limit
// that holds.
func limitMemory(bytes uint64) error {
	debug.SetMemoryLimit(int64(bytes))
	return nil
}
