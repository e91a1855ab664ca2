package neural

import "golang.org/x/sys/cpu"

// dots says that the machine sums products of whole numbers in vectors of 512
// bits.
var dots = wide && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VNNI

//go:noescape
func tile8x32z(pairs uintptr, a *int16, lda uintptr, b *int8, values, d *float32, ldd uintptr, c *float32, ldc uintptr)

//go:noescape
func tile4x32z(pairs uintptr, a *int16, lda uintptr, b *int8, values, d *float32, ldd uintptr, c *float32, ldc uintptr)

//go:noescape
func tile1x32z(pairs uintptr, a *int16, b *int8, value float32, d, c *float32)

//go:noescape
func tile4x16(pairs uintptr, a *int16, lda uintptr, b *int8, values, d *float32, ldd uintptr, c *float32, ldc uintptr)

//go:noescape
func tile1x32(pairs uintptr, a *int16, b *int8, value float32, d, c *float32)

// compute does the work of a kernel with the best the machine has.
func (t *tile) compute() {
	if !fast {
		t.plain()
		return
	}
	k, lda, ldd, ldc := uintptr(t.pairs), uintptr(4*t.pairs), uintptr(4*t.ldd), uintptr(4*t.ldc)
	switch {
	case dots && t.rows == 8:
		tile8x32z(k, &t.a[0], lda, &t.b[0], &t.values[0], &t.d[0], ldd, &t.c[0], ldc)
	case dots && t.rows == 4:
		tile4x32z(k, &t.a[0], lda, &t.b[0], &t.values[0], &t.d[0], ldd, &t.c[0], ldc)
	case dots:
		tile1x32z(k, &t.a[0], &t.b[0], t.values[0], &t.d[0], &t.c[0])
	case t.rows == 1:
		tile1x32(k, &t.a[0], &t.b[0], t.values[0], &t.d[0], &t.c[0])
	default:
		for j := 0; j < block; j += panel {
			for i := 0; i < t.rows; i += 4 {
				tile4x16(k, &t.a[i*2*t.pairs], lda, &t.b[2*j], &t.values[i], &t.d[i*t.ldd+j], ldd, &t.c[i*t.ldc+j], ldc)
			}
		}
	}
}

//go:noescape
func narrowVectors(n uintptr, x, f *float32, scale float32, q *int16)

func narrowRow(x, f []float32, scale float32, q []int16) {
	n := 0
	if fast {
		if n = len(x) &^ 15; n > 0 {
			narrowVectors(uintptr(n), &x[0], &f[0], scale, &q[0])
		}
	}
	narrowPlain(x[n:], f[n:], scale, q[n:])
}

//go:noescape
func topVectors(n uintptr, x, f *float32) float32

func topProduct(x, f []float32) float32 {
	n, top := 0, float32(0)
	if fast {
		if n = len(x) &^ 7; n > 0 {
			top = topVectors(uintptr(n), &x[0], &f[0])
		}
	}
	return topPlain(x[n:], f[n:], top)
}

//go:noescape
func addByteVectors(n uintptr, y *float32, b *byte, scale float32)

// addBytes adds bytes times a scale to y.
func addBytes(y []float32, b []byte, scale float32) {
	n := 0
	if fast {
		if n = len(y) &^ 7; n > 0 {
			addByteVectors(uintptr(n), &y[0], &b[0], scale)
		}
	}
	addPlain(y[n:], b[n:], scale)
}

//go:noescape
func cellVectors(n uintptr, gates *float32, gate uintptr, c, h, f *float32, q *int16)

//go:noescape
func cellVectorsZ(n uintptr, gates *float32, gate uintptr, c, h, f *float32, q *int16)

// stepCell computes the next cells and states: see cellPlain.
func stepCell(g, c, h, f []float32, q []int16) {
	n, gate := 0, uintptr(4*len(c))
	switch {
	case wide && len(c)%16 == 0:
		n = len(c)
		cellVectorsZ(uintptr(n), &g[0], gate, &c[0], &h[0], &f[0], &q[0])
	case fast && len(c) >= 8:
		n = len(c) &^ 7
		cellVectors(uintptr(n), &g[0], gate, &c[0], &h[0], &f[0], &q[0])
	}
	cellPlain(n, g, c, h, f, q)
}

//go:noescape
func leakyVectors(n uintptr, x *float32, slope float32)

// rectify applies the leaky rectifier to every element.
func rectify(xs []float32) {
	n := 0
	if fast {
		if n = len(xs) &^ 7; n > 0 {
			leakyVectors(uintptr(n), &xs[0], leaky)
		}
	}
	rectifyPlain(xs[n:])
}
