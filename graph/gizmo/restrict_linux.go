package gizmo

import "golang.org/x/sys/unix"

// restrict has the system refuse more than most bytes of data, beside what the
// program itself came with. The file of the store, which is mapped, does not
// count.
func restrict(most int64) {
	limit := uint64(most) + 512<<20
	unix.Setrlimit(unix.RLIMIT_DATA, &unix.Rlimit{Cur: limit, Max: limit}) // what fails is looked after by limitMemory
	unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{})
}
