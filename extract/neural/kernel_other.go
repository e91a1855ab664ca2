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

func (t *tile) compute() { t.plain() }

func narrowRow(x, f []float32, scale float32, q []int16) { narrowPlain(x, f, scale, q) }

func topProduct(x, f []float32) float32 { return topPlain(x, f, 0) }

func addBytes(y []float32, b []byte, scale float32) { addPlain(y, b, scale) }

func stepCell(g, c, h, f []float32, q []int16) { cellPlain(0, g, c, h, f, q) }

func rectify(xs []float32) { rectifyPlain(xs) }
