package neural

import "math"

// exp returns e to the x within 2 units in the last place. The library's own
// differs between machines; this one rounds after every operation and is the
// same everywhere. Arguments beyond ±87 are clamped.
func exp(x float32) float32 {
	x = min(max(x, -87), 87)
	n := float32(math.Floor(float64(float32(x*1.44269504) + 0.5)))
	r := x - float32(n*0.693359375)
	r -= float32(n * -2.12194440e-4)
	p := float32(1.9875691500e-4)
	p = float32(p*r) + 1.3981999507e-3
	p = float32(p*r) + 8.3334519073e-3
	p = float32(p*r) + 4.1665795894e-2
	p = float32(p*r) + 1.6666665459e-1
	p = float32(p*r) + 5.0000001201e-1
	p = float32(float32(float32(p*r)*r)+r) + 1
	return p * math.Float32frombits(uint32(int32(n)+127)<<23)
}

// logarithm returns the natural logarithm of a positive number. Like exp it is
// the same on every machine: the series of the area hyperbolic tangent.
func logarithm(x float32) float32 {
	f, e := math.Frexp(float64(x))
	s := (f - 1) / (f + 1) // between -1/3 and 0
	square := float64(s * s)
	sum, power := 0.0, s
	for k := 1.0; k < 20; k += 2 {
		sum += float64(power / k)
		power *= square
	}
	return float32(float64(2*sum) + float64(float64(e)*math.Ln2))
}

// squash is the common form of the activations.
func squash(x, pre, a, b float32) float32 { return a + b/(1+exp(float32(pre*x))) }

// sigmoids and tanhs replace every element by its activation.
func sigmoids(xs []float32) { squashAll(xs, -1, 0, 1) }

func tanhs(xs []float32) { squashAll(xs, 2, 1, -2) }

func squashRest(xs []float32, pre, a, b float32) {
	for i, x := range xs {
		xs[i] = squash(x, pre, a, b)
	}
}

// leaky is the slope of the activation for negative arguments.
const leaky = 0.1

// rectifyPlain is rectify without vectors.
func rectifyPlain(xs []float32) {
	for i, x := range xs {
		if x < 0 {
			xs[i] = float32(leaky * x)
		}
	}
}

// softmax replaces the scores by their probabilities.
func softmax(s []float32) {
	top := s[0]
	for _, x := range s {
		top = max(top, x)
	}
	sum := float32(0)
	for i, x := range s {
		s[i] = exp(x - top)
		sum += s[i]
	}
	for i := range s {
		s[i] /= sum
	}
}

// argmax returns the first index of the largest score.
func argmax(s []float32) int {
	best := 0
	for i, x := range s {
		if x > s[best] {
			best = i
		}
	}
	return best
}

func sqrt(x float32) float32 { return float32(math.Sqrt(float64(x))) }
