//go:build !amd64

package neural

import "testing"

// levels runs do: there are no vectors to do without.
func levels(t *testing.T, do func(t *testing.T)) { do(t) }

type level struct{ name string }

func vectorLevels() []level { return []level{{"none"}} }

func (level) set() func() { return func() {} }
