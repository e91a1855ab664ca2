//go:build !unix

package cache

import "io/fs"

// private trusts the user's profile folder, which its system keeps from others.
func private(fs.FileInfo) bool { return true }
