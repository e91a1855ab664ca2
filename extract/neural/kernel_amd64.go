package neural

import "golang.org/x/sys/cpu"

// fast says that the machine has the vectors the assembly needs.
var fast = cpu.X86.HasAVX2

// wide says that it has 512-bit vectors too.
var wide = fast && cpu.X86.HasAVX512F

//go:noescape
func gemm8x32(k uintptr, a *float32, aRow, aCol uintptr, b *float32, ldb uintptr, c *float32, ldc uintptr)

//go:noescape
func gemm4x32(k uintptr, a *float32, aRow, aCol uintptr, b *float32, ldb uintptr, c *float32, ldc uintptr)

// kernel8x32 and kernel4x32 are called where wide holds.
func kernel8x32(k int, a view, b []float32, ldb int, c []float32, ldc int) {
	gemm8x32(uintptr(k), &a.data[0], uintptr(a.row)*4, uintptr(a.col)*4, &b[0], uintptr(ldb)*4, &c[0], uintptr(ldc)*4)
}

func kernel4x32(k int, a view, b []float32, ldb int, c []float32, ldc int) {
	gemm4x32(uintptr(k), &a.data[0], uintptr(a.row)*4, uintptr(a.col)*4, &b[0], uintptr(ldb)*4, &c[0], uintptr(ldc)*4)
}

//go:noescape
func gemm4x16(k uintptr, a *float32, aRow, aCol uintptr, b *float32, ldb uintptr, c *float32, ldc uintptr)

//go:noescape
func gemm1x16(k uintptr, a *float32, aCol uintptr, b *float32, ldb uintptr, c *float32)

//go:noescape
func gemm1x64(k uintptr, a *float32, aCol uintptr, b *float32, ldb uintptr, c *float32)

func kernel4x16(k int, a view, b []float32, ldb int, c []float32, ldc int) {
	if !fast {
		for i := 0; i < 4; i++ {
			genericRow(k, 16, view{a.data[i*a.row:], a.row, a.col}, b, ldb, c[i*ldc:])
		}
		return
	}
	gemm4x16(uintptr(k), &a.data[0], uintptr(a.row)*4, uintptr(a.col)*4, &b[0], uintptr(ldb)*4, &c[0], uintptr(ldc)*4)
}

func kernel1x16(k int, a view, b []float32, ldb int, c []float32) {
	if !fast {
		genericRow(k, 16, a, b, ldb, c)
		return
	}
	gemm1x16(uintptr(k), &a.data[0], uintptr(a.col)*4, &b[0], uintptr(ldb)*4, &c[0])
}

func kernel1x64(k int, a view, b []float32, ldb int, c []float32) {
	if !fast {
		genericRow(k, 64, a, b, ldb, c)
		return
	}
	gemm1x64(uintptr(k), &a.data[0], uintptr(a.col)*4, &b[0], uintptr(ldb)*4, &c[0])
}

//go:noescape
func squashVectors(n uintptr, x *float32, pre, a, b float32)

func squashAll(xs []float32, pre, a, b float32) {
	whole := 0
	if fast {
		if whole = len(xs) &^ 7; whole > 0 {
			squashVectors(uintptr(whole), &xs[0], pre, a, b)
		}
	}
	squashRest(xs[whole:], pre, a, b)
}

//go:noescape
func adamVectors(n uintptr, p, grad, m, v *float32, clip, rate, k1, k2, tiny float32)

//go:noescape
func addVectors(n uintptr, y, x *float32)

// updateMany does what Trainer.update does for as many values as it can, and
// returns how many.
func updateMany(p, g, m, v []float32, clip, rate float32) int {
	n := len(g) &^ 7
	if !fast || n == 0 {
		return 0
	}
	adamVectors(uintptr(n), &p[0], &g[0], &m[0], &v[0], clip, rate, 1-b1, 1-b2, least)
	return n
}

// addMany does what addTo does for as many values as it can, and returns how
// many.
func addMany(y, x []float32) int {
	n := len(y) &^ 7
	if !fast || n == 0 {
		return 0
	}
	addVectors(uintptr(n), &y[0], &x[0])
	return n
}
