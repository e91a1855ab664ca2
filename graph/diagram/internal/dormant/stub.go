package dormant

import "strings"

// Sections of a WebAssembly module, and what an export may be.
const (
	typeSection     = 1
	importSection   = 2
	functionSection = 3
	memorySection   = 5
	exportSection   = 7
	codeSection     = 10

	exportedFunction = 0
	exportedMemory   = 2
)

// wanted says whether go-graphviz may call a function of its module while it
// starts.
func wanted(name string) bool {
	return name == "malloc" || name == "free" || strings.HasPrefix(name, "wasm_bridge_")
}

// A Function is what a module imports.
type Function struct {
	Name            string
	Params, Results []byte // types, as WebAssembly numbers them
}

// Imports lists the functions that Graphviz imports from the module of that
// name.
func Imports(from string) []Function {
	sections := sectionsOf(module)
	types := signatures(sections[typeSection])
	var out []Function
	r := reader(sections[importSection])
	for range r.number() {
		of, name := string(r.bytes()), string(r.bytes())
		r.byte() // that it is a function
		f := types[r.number()]
		if f.Name = name; of == from {
			out = append(out, f)
		}
	}
	return out
}

// Skeleton returns Graphviz with nothing in its functions: it serves to load
// native code that was compiled from the whole module.
func Skeleton() []byte {
	out := append([]byte(nil), module[:8]...)
	for r := reader(module[8:]); len(r) > 0; {
		id, content := r.byte(), r.bytes()
		if id == codeSection {
			code := reader(content)
			n := code.number()
			content = number(nil, n)
			for range n {
				content = append(content, 3, 0, 0x00, 0x0b) // no variables, unreachable, end
			}
		}
		out = section(out, id, content)
	}
	return out
}

func sectionsOf(m []byte) map[byte][]byte {
	sections := map[byte][]byte{}
	for r := reader(m[8:]); len(r) > 0; {
		id := r.byte()
		sections[id] = r.bytes()
	}
	return sections
}

// stub returns a module with the memory and those functions of m that are
// wanted, of the same types, each of which answers 0; nil where m is no module.
func stub(m []byte) (out []byte) {
	defer func() {
		if recover() != nil {
			out = nil // cut off within a section
		}
	}()
	sections := sectionsOf(m)
	s := stubber{functionTypes: typeOfFunctions(sections), types: signatures(sections[typeSection])}
	s.exports(sections[exportSection])
	if s.n == 0 {
		return nil
	}
	out = append(out, m[:8]...)
	out = section(out, typeSection, sections[typeSection])
	out = section(out, functionSection, append(number(nil, len(s.used)), s.functions...))
	out = section(out, memorySection, sections[memorySection])
	out = section(out, exportSection, append(number(nil, s.n), s.names...))
	return section(out, codeSection, append(number(nil, len(s.used)), s.code...))
}

// stubber collects sections, with one function for each type that is used.
type stubber struct {
	functionTypes []int // of every function of the real module
	types         []Function
	used          map[int]int // functions by their types

	n                      int // exports
	names, functions, code []byte
}

// exports copies those that are wanted.
func (s *stubber) exports(section []byte) {
	s.used = map[int]int{}
	r := reader(section)
	for range r.number() {
		name := r.bytes()
		kind, index := r.byte(), r.number()
		switch {
		case kind == exportedFunction && wanted(string(name)):
			index = s.function(s.functionTypes[index])
		case kind != exportedMemory:
			continue
		}
		s.n++
		s.names = append(number(s.names, len(name)), name...)
		s.names = number(append(s.names, kind), index)
	}
}

// function returns the index of the function of that type.
func (s *stubber) function(of int) int {
	if i, ok := s.used[of]; ok {
		return i
	}
	i := len(s.used)
	s.used[of] = i
	s.functions = number(s.functions, of)
	body := []byte{0} // no variables
	for _, t := range s.types[of].Results {
		switch t {
		case 0x7f, 0x7e: // i32.const 0, i64.const 0
			body = append(body, 0x41+0x7f-t, 0)
		default: // f32.const 0, f64.const 0
			body = append(body, 0x43+0x7d-t)
			body = append(body, make([]byte, 4*(1+0x7d-int(t)))...)
		}
	}
	body = append(body, 0x0b) // end
	s.code = append(number(s.code, len(body)), body...)
	return i
}

// typeOfFunctions lists the types of all functions, the imported ones first.
func typeOfFunctions(sections map[byte][]byte) []int {
	var types []int
	r := reader(sections[importSection])
	for range r.number() {
		r.bytes() // module
		r.bytes() // name
		if r.byte() != exportedFunction {
			panic("imports more than functions")
		}
		types = append(types, r.number())
	}
	r = reader(sections[functionSection])
	for range r.number() {
		types = append(types, r.number())
	}
	return types
}

// signatures lists what functions of each type take and return.
func signatures(section []byte) []Function {
	var types []Function
	r := reader(section)
	for range r.number() {
		r.byte() // that it is a function
		types = append(types, Function{Params: r.bytes(), Results: r.bytes()})
	}
	return types
}

// A reader reads what a module is made of; it panics at the end.
type reader []byte

func (r *reader) byte() byte {
	b := (*r)[0]
	*r = (*r)[1:]
	return b
}

// number reads an unsigned number in LEB128.
func (r *reader) number() int {
	n := 0
	for shift := 0; ; shift += 7 {
		b := r.byte()
		n |= int(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
	}
}

// bytes reads what its length stands before.
func (r *reader) bytes() []byte {
	n := r.number()
	b := (*r)[:n:n]
	*r = (*r)[n:]
	return b
}

// number appends n in LEB128.
func number(b []byte, n int) []byte {
	for n >= 0x80 {
		b = append(b, byte(n)|0x80)
		n >>= 7
	}
	return append(b, byte(n))
}

func section(b []byte, id byte, content []byte) []byte {
	return append(number(append(b, id), len(content)), content...)
}
