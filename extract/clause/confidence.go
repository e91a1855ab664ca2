package clause

import (
	"math"
	"strings"
)

// frameConfidence weighs the rule against the distance of the subject, the
// length of the sentence and the number of arguments.
func (w *writer) frameConfidence(c *clause, args []string) float64 {
	conf := w.confidence(c)
	switch {
	case len(args) == 0:
		conf *= 0.5
	case !strings.Contains(args[0], " "):
		conf *= 0.9
	}
	return round(frameScale(conf))
}

// frameScale turns a weight into the share of a frame's words that agree with
// what people write, by logistic regression on the frames of news and
// encyclopedia sentences.
func frameScale(conf float64) float64 { return logistic(-0.44 + float64(1.11*logit(conf))) }

func (w *writer) confidence(c *clause) float64 {
	conf := c.rule.Confidence
	if s := c.grammatical(); s >= 0 {
		conf *= 1 - 0.004*math.Min(30, math.Abs(float64(c.pred-s)))
	}
	conf *= w.shortness()
	if w.headline {
		conf *= 0.92
	}
	return conf
}

// shortness falls with the length of the sentence: long ones are parsed worse.
func (w *writer) shortness() float64 { return 1 - 0.005*math.Min(60, float64(w.end-w.first)) }

// round keeps three decimals, so that a confidence prints the same everywhere.
func round(x float64) float64 { return math.Round(x*1000) / 1000 }
