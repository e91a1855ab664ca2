package diagram

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/png"
	"io"
	"math"

	"github.com/fogleman/gg"
)

// pixels are a surface with so many pixels a point.
type pixels struct {
	*gg.Context
	scale float64
}

func (p pixels) fill(colour string) {
	p.SetHexColor(colour)
	p.Fill()
}

// stroke scales widths and dashes, which are in pixels for gg.
func (p pixels) stroke(colour string, width float64, dashes []float64, round bool) {
	p.SetHexColor(colour)
	p.SetLineWidth(width * p.scale)
	if p.SetLineCapButt(); round {
		p.SetLineCapRound()
	}
	p.SetLineJoinRound()
	scaled := make([]float64, len(dashes))
	for i, d := range dashes {
		scaled[i] = d * p.scale
	}
	p.SetDash(scaled...)
	p.Stroke()
	p.SetDash()
}

func (p pixels) both(fill, line string, width float64) {
	p.SetHexColor(fill)
	p.FillPreserve()
	p.stroke(line, width, nil, false)
}

// png paints s and writes it to w.
func (s *scene) png(w io.Writer, o Options) error {
	scale := o.scale()
	width, height := int(math.Ceil(s.size.x*scale)), int(math.Ceil(s.size.y*scale))
	if width*height > maxPixels {
		return fmt.Errorf("diagram: a PNG of %d by %d pixels is too large: choose fewer than %.0f dots an inch", width, height, o.DPI*math.Sqrt(maxPixels/float64(width*height)))
	}
	c := gg.NewContextForRGBA(image.NewRGBA(image.Rect(0, 0, width, height)))
	c.SetHexColor(palette{o.Theme}.page().paper)
	c.Clear() // a page of whole points may end within a pixel
	c.Scale(scale, scale)
	(&painter{surface: pixels{c, scale}, palette: palette{o.Theme}}).paint(s)
	var b bytes.Buffer
	if err := png.Encode(&b, c.Image()); err != nil {
		return fmt.Errorf("diagram: write PNG: %w", err)
	}
	_, err := w.Write(withDensity(b.Bytes(), o.DPI))
	return err
}

// header of a PNG: its signature and the chunk IHDR.
const pngHeader = 8 + 4 + 4 + 13 + 4

// withDensity adds the chunk pHYs, pixels a metre, so that programs print the
// picture at its true size.
func withDensity(file []byte, dpi float64) []byte {
	perMetre := uint32(math.Round(dpi / 0.0254))
	chunk := binary.BigEndian.AppendUint32(nil, 9)
	chunk = append(chunk, "pHYs"...)
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = append(chunk, 1) // the unit is the metre
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	out := append([]byte(nil), file[:pngHeader]...)
	return append(append(out, chunk...), file[pngHeader:]...)
}
