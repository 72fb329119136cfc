package schema

import (
	"encoding/binary"
	"fmt"
	"maps"
	"path"
	"reflect"
	"slices"
)

// The tables and the others are what is kept of a module; the rest is made of
// them.
type tables struct{ Tables []*Table }

type others struct {
	Files  []*File
	Uses   []*Use
	Looks  []string
	Errors []Unparsed
	Models []*Model
}

// encode returns m without its place as bytes, the same for the same module,
// and the folders of the Go files that declare tables, sorted.
func encode(m *Module) (data []byte, dirs []string) {
	e := newEncoder()
	e.dirs = map[string]bool{}
	e.value(reflect.ValueOf(&tables{m.Tables}).Elem())
	dirs = slices.Sorted(maps.Keys(e.dirs))
	e.dirs = nil
	e.value(reflect.ValueOf(&others{m.Files, m.Uses, m.Looks, m.Errors, m.allModels}).Elem())
	return e.data, dirs
}

func (s summary) encode() []byte {
	e := newEncoder()
	e.value(reflect.ValueOf(&s).Elem())
	return e.data
}

// decodeSummary returns the summary that data starts with, and the rest.
func decodeSummary(data []byte) (s summary, rest []byte, err error) {
	defer recovered(&err)
	d := decoder{data: string(data)}
	d.value(reflect.ValueOf(&s).Elem())
	return s, data[len(data)-len(d.data):], nil
}

// decode returns what is known of the module called so in root that encode was given.
func decode(data []byte, root, module string) (m *Module, err error) {
	defer recovered(&err)
	d := decoder{data: string(data)}
	var t tables
	var o others
	d.value(reflect.ValueOf(&t).Elem())
	d.value(reflect.ValueOf(&o).Elem())
	m = &Module{Root: root, Path: module, Tables: t.Tables, Files: o.Files, Uses: o.Uses, Looks: o.Looks, Errors: o.Errors, allModels: o.Models}
	m.index()
	return m, nil
}

// recovered makes an error of a decoder's panic.
func recovered(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("decoding a schema: %v", r)
	}
}

// An encoder writes values that lead to one another in whatever way: a pointer
// is a number, followed by what it leads to where that stands for the first
// time. Structs have exported fields only, of which those that aren't zero are
// written.
type encoder struct {
	data  []byte
	seen  map[any]int // by pointer
	texts map[string]int
	dirs  map[string]bool // of the Go files that places are in, unless nil
}

func newEncoder() *encoder { return &encoder{seen: map[any]int{}, texts: map[string]int{}} }

var placeType = reflect.TypeFor[Place]()

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
		if e.dirs != nil && v.Type() == placeType {
			if file := v.Interface().(Place).File; path.Ext(file) == ".go" {
				e.dirs[path.Dir(file)] = true
			}
		}
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
