package cypher

import (
	"encoding/binary"
	"math"
	"strconv"
)

func formatInt(n int64) string { return strconv.FormatInt(n, 10) }

// appendKey appends bytes that are equal for values that DISTINCT and grouping
// take for one: null is null, 1 is 1.0, and a time is its text.
func appendKey(b []byte, v any, depth int) []byte {
	if depth > mostNested {
		return append(b, '!')
	}
	switch v := v.(type) {
	case nil:
		return append(b, '0')
	case bool:
		if v {
			return append(b, 't')
		}
		return append(b, 'f')
	case int64:
		return binary.BigEndian.AppendUint64(append(b, 'i'), uint64(v))
	case float64:
		if v == math.Trunc(v) && v >= -1<<63 && v < 1<<63 {
			return appendKey(b, int64(v), depth)
		}
		if math.IsNaN(v) {
			return append(b, 'n')
		}
		return binary.BigEndian.AppendUint64(append(b, 'd'), math.Float64bits(v))
	case string:
		return appendText(append(b, 's'), v)
	case Time:
		return appendText(append(b, 'T'), v.Text)
	case Node:
		return binary.BigEndian.AppendUint32(append(b, 'N'), uint32(v))
	case Relationship:
		return binary.BigEndian.AppendUint64(append(b, 'R'), uint64(v.ID))
	case Path:
		b = binary.AppendUvarint(append(b, 'P'), uint64(len(v.Relationships)))
		for _, n := range v.Nodes {
			b = appendKey(b, n, depth)
		}
		for _, r := range v.Relationships {
			b = appendKey(b, r, depth)
		}
		return b
	case []any:
		b = binary.AppendUvarint(append(b, 'L'), uint64(len(v)))
		for _, e := range v {
			b = appendKey(b, e, depth+1)
		}
		return b
	case map[string]any:
		b = binary.AppendUvarint(append(b, 'M'), uint64(len(v)))
		for _, k := range sortedKeys(v) {
			b = appendKey(appendText(b, k), v[k], depth+1)
		}
		return b
	}
	return append(b, '?')
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}
