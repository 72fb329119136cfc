package knowledge

import (
	"go/types"
	"slices"
	"strings"
)

// A Cell says that a call reads or writes what a store has under a key.
type Cell struct {
	Type string
	// Name is a function's name, or several separated by blanks.
	Name   string
	Writes bool
	// Verb, if set, is the parameter that is the command: one of Verbs.
	Verb  Ref
	Verbs string
	// Key is the first parameter that names the cell, of Keys in a row. A value
	// that is written comes after them.
	Key  Ref
	Keys int
}

// CellsOf returns what fn does with cells: several if only its command tells.
func CellsOf(fn *types.Func) []Cell {
	if k, ok := keyOf(fn.Origin()); ok {
		return table().cells[k]
	}
	return nil
}

// HasCells reports whether path is a library that reads and writes cells.
func HasCells(path string) bool {
	lib := OfPackage(path)
	return lib != nil && len(lib.Cells) > 0
}

// Is reports whether a call whose Verb has the value verb, in any case, is of c.
func (c Cell) Is(verb string) bool {
	return c.Verb == 0 || slices.Contains(strings.Fields(c.Verbs), strings.ToUpper(verb))
}

func (x *index) addCells(lib *Library) {
	for _, c := range lib.Cells {
		for name := range strings.FieldsSeq(c.Name) {
			k := key{lib.Path, c.Type, name}
			x.cells[k] = append(x.cells[k], c)
		}
	}
}

// redisCells are the methods of a type of go-redis that read and write cells.
func redisCells(single, hash string) []Cell {
	return []Cell{
		{Type: single, Name: "Get GetEx GetDel", Key: Param(1), Keys: 1},
		{Type: single, Name: "Set SetNX SetXX GetSet", Writes: true, Key: Param(1), Keys: 1},
		{Type: hash, Name: "HGet", Key: Param(1), Keys: 2},
		{Type: hash, Name: "HSet HSetNX", Writes: true, Key: Param(1), Keys: 2},
	}
}

// redigoCells are the commands that a function sends whose parameter verb is one.
func redigoCells(typ, name string, verb int) []Cell {
	return []Cell{
		{Type: typ, Name: name, Verb: Param(verb), Verbs: "GET GETEX GETDEL", Key: Param(verb + 1), Keys: 1},
		{Type: typ, Name: name, Writes: true, Verb: Param(verb), Verbs: "SET SETNX GETSET", Key: Param(verb + 1), Keys: 1},
		{Type: typ, Name: name, Verb: Param(verb), Verbs: "HGET", Key: Param(verb + 1), Keys: 2},
		{Type: typ, Name: name, Writes: true, Verb: Param(verb), Verbs: "HSET HSETNX", Key: Param(verb + 1), Keys: 2},
	}
}
