//go:build !amd64

package neural

// wide says that there are kernels for 512-bit vectors.
const wide = false

func kernel8x32(k int, a view, b []float32, ldb int, c []float32, ldc int) {
	panic("neural: no 512-bit vectors")
}

func kernel4x32(k int, a view, b []float32, ldb int, c []float32, ldc int) {
	panic("neural: no 512-bit vectors")
}

func kernel4x16(k int, a view, b []float32, ldb int, c []float32, ldc int) {
	for i := 0; i < 4; i++ {
		genericRow(k, 16, view{a.data[i*a.row:], a.row, a.col}, b, ldb, c[i*ldc:])
	}
}

func kernel1x16(k int, a view, b []float32, ldb int, c []float32) { genericRow(k, 16, a, b, ldb, c) }

func kernel1x64(k int, a view, b []float32, ldb int, c []float32) { genericRow(k, 64, a, b, ldb, c) }

func squashAll(xs []float32, pre, a, b float32) { squashRest(xs, pre, a, b) }

func updateMany(p, g, m, v []float32, clip, rate float32) int { return 0 }

func addMany(y, x []float32) int { return 0 }
