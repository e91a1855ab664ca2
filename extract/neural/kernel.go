package neural

// panel is the number of columns that the inner kernels produce at once, and
// depth the number of rows of b that are packed at once (16 KB, half of a
// first-level cache).
const (
	panel = 16
	depth = 256
)

// A matrix view: element (i, j) is at i*row + j*col.
type view struct {
	data     []float32
	row, col int
}

// rows views data as a row-major matrix of the given width.
func rows(data []float32, width int) view { return view{data, width, 1} }

// transposed views the transpose of a row-major matrix of the given width.
func transposed(data []float32, width int) view { return view{data, 1, width} }

// gemm adds the product of a (m×k) and b (k×n, row-major, ldb wide) to c (m×n,
// ldc wide). Each element of c is accumulated in the order of k, by a rounded
// product and a rounded sum, whatever the machine: results are the same bits
// everywhere.
func gemm(m, n, k int, a view, b []float32, ldb int, c []float32, ldc int) {
	if m == 0 || n == 0 || k == 0 {
		return
	}
	_ = a.data[(m-1)*a.row+(k-1)*a.col]
	_ = b[(k-1)*ldb+n-1]
	_ = c[(m-1)*ldc+n-1]
	full := n - n%panel
	for k0 := 0; k0 < k; k0 += depth {
		kk := min(depth, k-k0)
		av := view{a.data[k0*a.col:], a.row, a.col}
		bv := b[k0*ldb:]
		if m >= 4 {
			gemmPanels(m, full, kk, av, bv, ldb, c, ldc)
		} else {
			for i := range m {
				gemv(full, kk, view{av.data[i*a.row:], a.row, a.col}, bv, ldb, c[i*ldc:])
			}
		}
		gemmEdge(m, full, n, kk, av, bv, ldb, c, ldc)
	}
}

// gemv is gemm for a single row of a, n a multiple of panel.
func gemv(n, k int, a view, b []float32, ldb int, c []float32) {
	j := 0
	for ; j+4*panel <= n; j += 4 * panel {
		kernel1x64(k, a, b[j:], ldb, c[j:])
	}
	for ; j < n; j += panel {
		kernel1x16(k, a, b[j:], ldb, c[j:])
	}
}

// gemmPanels works panel by panel, several rows at a time, on a packed copy of
// the panel: the rows of b lie far apart and would evict each other.
func gemmPanels(m, n, k int, a view, b []float32, ldb int, c []float32, ldc int) {
	var packed [depth * 2 * panel]float32
	for j := 0; j < n; {
		width := panel
		if wide && j+2*panel <= n {
			width = 2 * panel
		}
		p, ldp := b[j:], ldb
		if m >= 8 {
			for i := 0; i < k; i++ {
				copy(packed[i*width:(i+1)*width], b[i*ldb+j:i*ldb+j+width])
			}
			p, ldp = packed[:], width
		}
		i := 0
		if width > panel {
			for ; i+8 <= m; i += 8 {
				kernel8x32(k, view{a.data[i*a.row:], a.row, a.col}, p, ldp, c[i*ldc+j:], ldc)
			}
			if i+4 <= m {
				kernel4x32(k, view{a.data[i*a.row:], a.row, a.col}, p, ldp, c[i*ldc+j:], ldc)
				i += 4
			}
		}
		for o := 0; o < width; o += panel {
			gemmPanel(i, m, k, a, p[o:], ldp, c[j+o:], ldc)
		}
		j += width
	}
}

// gemmPanel computes one panel of rows first to m.
func gemmPanel(first, m, k int, a view, p []float32, ldp int, c []float32, ldc int) {
	i := first
	for ; i+4 <= m; i += 4 {
		kernel4x16(k, view{a.data[i*a.row:], a.row, a.col}, p, ldp, c[i*ldc:], ldc)
	}
	for ; i < m; i++ {
		kernel1x16(k, view{a.data[i*a.row:], a.row, a.col}, p, ldp, c[i*ldc:])
	}
}

// pack writes the matrix b (k×n) to dst panel by panel, so that the kernels read
// it from front to back: two panels' width of every row, and so on, then the
// columns that are left over.
func pack(k, n int, b, dst []float32) {
	const width = 2 * panel
	for j := 0; j+width <= n; j += width {
		for i := range k {
			copy(dst[:width], b[i*n+j:])
			dst = dst[width:]
		}
	}
	for i := range k {
		rest := n % width
		copy(dst[:rest], b[(i+1)*n-rest:])
		dst = dst[rest:]
	}
}

// packFlipped packs the transpose of a (m×n): what pack makes of the n×m matrix.
func packFlipped(m, n int, a, dst []float32) {
	const width = 2 * panel
	for j := 0; j < m; j += width {
		w := min(width, m-j)
		for r := range w {
			for i, x := range a[(j+r)*n : (j+r+1)*n] {
				dst[i*w+r] = x
			}
		}
		dst = dst[n*w:]
	}
}

// gemmPacked is gemm for a matrix b that pack has written: the recurrence
// multiplies a few rows by the same matrix again and again.
func gemmPacked(m, n, k int, a view, b, c []float32, ldc int) {
	const width = 2 * panel
	full := n - n%width
	for j := 0; j < full; j += width {
		p, i := b[j*k:], 0
		if wide {
			for ; i+8 <= m; i += 8 {
				kernel8x32(k, view{a.data[i*a.row:], a.row, a.col}, p, width, c[i*ldc+j:], ldc)
			}
			if i+4 <= m {
				kernel4x32(k, view{a.data[i*a.row:], a.row, a.col}, p, width, c[i*ldc+j:], ldc)
				i += 4
			}
		}
		for o := 0; o < width; o += panel {
			gemmPanel(i, m, k, a, p[o:], width, c[j+o:], ldc)
		}
	}
	if full < n {
		for i := range m {
			genericRow(k, n-full, view{a.data[i*a.row:], a.row, a.col}, b[full*k:], n-full, c[i*ldc+full:])
		}
	}
}

// gemmEdge computes the columns from first to n, fewer than a panel.
func gemmEdge(m, first, n, k int, a view, b []float32, ldb int, c []float32, ldc int) {
	if first == n {
		return
	}
	for i := 0; i < m; i++ {
		genericRow(k, n-first, view{a.data[i*a.row:], a.row, a.col}, b[first:], ldb, c[i*ldc+first:])
	}
}

// genericRow adds one row of a times n columns of b to c. The conversions keep
// compilers from fusing product and sum into one rounding.
func genericRow(k, n int, a view, b []float32, ldb int, c []float32) {
	c = c[:n]
	for p := 0; p < k; p++ {
		x := a.data[p*a.col]
		row := b[p*ldb : p*ldb+n]
		for j, y := range row {
			c[j] += float32(x * y)
		}
	}
}
