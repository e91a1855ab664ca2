package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"sort"
	"strconv"
	"strings"
)

const fieldRemedy = `give each object a field "text", "body", "content" or "article"`

// jsonLines yields the objects of a text with one on each line.
func (r *reader) jsonLines(text string) bool {
	end := 0
	for n, line := range strings.Split(text, "\n") {
		end = min(end+len(line)+1, len(text))
		if strings.TrimSpace(line) == "" {
			continue
		}
		place := fmt.Sprintf("line %d", n+1)
		var fields map[string]json.RawMessage
		if err := json.Unmarshal([]byte(line), &fields); err != nil {
			if !r.fail(place, jsonCause(err), "each line must be one JSON object") {
				return false
			}
			continue
		}
		if !r.object(fields, place, r.place(n+1), end, len(text)) {
			return false
		}
	}
	return true
}

// json yields the objects of a JSON text: an array of them, one alone, or one
// with an array in a field.
func (r *reader) json(text string) bool {
	data := bytes.TrimSpace([]byte(text))
	var all []json.RawMessage
	if data[0] == '[' {
		if err := json.Unmarshal(data, &all); err != nil {
			return r.jsonError(text, err)
		}
		return r.objects(all)
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil {
		if strings.Count(text, "\n{") > 0 && json.Valid([]byte(strings.SplitN(strings.TrimSpace(text), "\n", 2)[0])) {
			return r.jsonLines(text)
		}
		return r.jsonError(text, err)
	}
	if !hasText(keys(fields)) {
		for _, k := range keys(fields) {
			if json.Unmarshal(fields[k], &all) == nil && len(all) > 0 && all[0][0] == '{' {
				return r.objects(all)
			}
		}
	}
	return r.object(fields, "", "", 0, 0)
}

// objects yields the objects of an array.
func (r *reader) objects(all []json.RawMessage) bool {
	if len(all) == 0 {
		return r.fail("", errNoText, "")
	}
	for i, raw := range all {
		place := "item " + strconv.Itoa(i+1)
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(raw, &fields); err != nil {
			if !r.fail(place, errors.New("not an object"), fieldRemedy) {
				return false
			}
			continue
		}
		if !r.object(fields, place, fmt.Sprintf("%s:%d", r.path, i+1), i+1, len(all)) {
			return false
		}
	}
	return true
}

// object yields one object, or what is wrong with it.
func (r *reader) object(fields map[string]json.RawMessage, place, id string, end, total int) bool {
	rec := make(record, len(fields))
	for _, k := range keys(fields) {
		name := strings.ToLower(k)
		if rec[name] == "" {
			rec[name] = jsonText(fields[k])
		}
	}
	if rec.first(textNames) == "" {
		return r.fail(place, errNoText, fieldRemedy)
	}
	a := rec.article()
	if a.ID == "" {
		a.ID = id
	}
	return r.give(a, end, total)
}

// jsonText returns a value as text: a string or number as it is, the name of
// an object ({"name": "Gazette"}), the lines of an array of strings.
func jsonText(raw json.RawMessage) string {
	var v any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if d.Decode(&v) != nil {
		return ""
	}
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case map[string]any:
		s, _ := v["name"].(string)
		return s
	case []any:
		var parts []string
		for _, p := range v {
			if s, ok := p.(string); ok {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, "\n\n")
	}
	return ""
}

func keys(m map[string]json.RawMessage) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// jsonError yields a syntax error with the line where it stands.
func (r *reader) jsonError(text string, err error) bool {
	place := ""
	var bad *json.SyntaxError
	if errors.As(err, &bad) {
		lead := len(text) - len(strings.TrimLeft(text, " \t\n\r"))
		place = fmt.Sprintf("line %d", 1+strings.Count(text[:min(len(text), lead+int(bad.Offset))], "\n"))
	}
	return r.fail(place, jsonCause(err), "give one object, an array of objects, or one object a line in a .jsonl file")
}

// jsonCause words an error of encoding/json without the names of Go.
func jsonCause(err error) error {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return fmt.Errorf("%s where an object was expected", kind.Value)
	}
	return err
}
