package schema

import (
	"encoding/binary"
	"fmt"
	"reflect"
)

// A stored is what is kept of a module; the rest is made of it.
type stored struct {
	Tables []*Table
	Files  []*File
	Uses   []*Use
	Errors []Unparsed
	Models []*Model
}

// encode returns m without its place as bytes, the same for the same module.
func encode(m *Module) []byte {
	e := encoder{seen: map[any]int{}, texts: map[string]int{}}
	e.value(reflect.ValueOf(&stored{m.Tables, m.Files, m.Uses, m.Errors, m.allModels}).Elem())
	return e.data
}

// decode returns the module called path in root that encode was given.
func decode(data []byte, root, path string) (m *Module, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("decoding a schema: %v", r)
		}
	}()
	d := decoder{data: string(data)}
	var s stored
	d.value(reflect.ValueOf(&s).Elem())
	m = &Module{Root: root, Path: path, Tables: s.Tables, Files: s.Files, Uses: s.Uses, Errors: s.Errors, allModels: s.Models}
	m.index()
	return m, nil
}

// An encoder writes values that lead to one another in whatever way: a pointer
// is a number, followed by what it leads to where that stands for the first
// time. Structs have exported fields only, of which those that aren't zero are
// written.
type encoder struct {
	data  []byte
	seen  map[any]int // by pointer
	texts map[string]int
}

func (e *encoder) number(n uint64) { e.data = binary.AppendUvarint(e.data, n) }

func (e *encoder) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		n := uint64(0)
		if v.Bool() {
			n = 1
		}
		e.number(n)
	case reflect.Int:
		e.data = binary.AppendVarint(e.data, v.Int())
	case reflect.Uint8:
		e.number(v.Uint())
	case reflect.String:
		text := v.String()
		if i, ok := e.texts[text]; ok {
			e.number(uint64(i))
			return
		}
		e.number(uint64(len(e.texts)))
		e.texts[text] = len(e.texts)
		e.number(uint64(len(text)))
		e.data = append(e.data, text...)
	case reflect.Slice:
		if v.IsNil() {
			e.number(0)
			return
		}
		e.number(uint64(v.Len()) + 1)
		for i := range v.Len() {
			e.value(v.Index(i))
		}
	case reflect.Pointer:
		if v.IsNil() {
			e.number(0)
			return
		}
		p := v.Interface()
		if i, ok := e.seen[p]; ok {
			e.number(uint64(i))
			return
		}
		e.seen[p] = len(e.seen) + 1
		e.number(uint64(len(e.seen)))
		e.value(v.Elem())
	case reflect.Struct:
		set := uint64(0)
		for i := range v.NumField() {
			if !v.Field(i).IsZero() {
				set |= 1 << i
			}
		}
		e.number(set)
		for i := range v.NumField() {
			if set&(1<<i) != 0 {
				e.value(v.Field(i))
			}
		}
	default:
		panic(fmt.Sprintf("a %s can't be kept", v.Type()))
	}
}

// A decoder reads what an encoder wrote, and panics if it is something else.
type decoder struct {
	data  string // not yet read
	seen  []reflect.Value
	texts []string
}

func (d *decoder) number() uint64 {
	n, shift := uint64(0), 0
	for i := range len(d.data) {
		c := d.data[i]
		n |= uint64(c&0x7f) << shift
		if c < 0x80 {
			d.data = d.data[i+1:]
			return n
		}
		shift += 7
	}
	panic("it is cut off")
}

func (d *decoder) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(d.number() == 1)
	case reflect.Int:
		n := d.number()
		v.SetInt(int64(n>>1) ^ -int64(n&1))
	case reflect.Uint8:
		v.SetUint(d.number())
	case reflect.String:
		i := d.number()
		if i == uint64(len(d.texts)) {
			size := d.number()
			d.texts = append(d.texts, d.data[:size])
			d.data = d.data[size:]
		}
		v.SetString(d.texts[i])
	case reflect.Slice:
		n := d.number()
		if n == 0 {
			return
		}
		if n--; n > uint64(len(d.data)) { // an element is at least a byte
			panic("a list is too long")
		}
		v.Set(reflect.MakeSlice(v.Type(), int(n), int(n)))
		for i := range int(n) {
			d.value(v.Index(i))
		}
	case reflect.Pointer:
		switch i := d.number(); {
		case i == 0:
		case i == uint64(len(d.seen))+1:
			p := reflect.New(v.Type().Elem())
			d.seen = append(d.seen, p)
			v.Set(p)
			d.value(p.Elem())
		default:
			v.Set(d.seen[i-1])
		}
	case reflect.Struct:
		set := d.number()
		for i := range v.NumField() {
			if set&(1<<i) != 0 {
				d.value(v.Field(i))
			}
		}
	default:
		panic(fmt.Sprintf("a %s can't be kept", v.Type()))
	}
}
