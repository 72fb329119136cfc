// Package callpath names the functions on the way from a call down to what it
// does. Facts and results keep names, not places: a line that moves in a
// dependency changes no fact, and the places of the calls are looked up when a
// finding is told.
package callpath

import (
	"go/types"
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
)

// A Symbol names a function or method for good: import path, package, receiver's
// type and name. The symbol of a library's function, with which a path ends, is
// told from others. As the first of a list, or after functions that were left
// out, it has a mark; see [As] and [Via].
type Symbol string

const (
	own     = '#' // ends the import path; no such path has these
	library = '!'
	stands  = "=" // marks
	skips   = "~"
)

// maxVia is the length of a path. Of a longer one the functions after the first
// are left out.
const maxVia = 5

// Of returns the symbol of fn, a function that messages call by its mere name.
func Of(fn *types.Func) Symbol { return symbol(fn, own) }

// Sink returns the symbol of a library's function, which messages call by
// package, type and name.
func Sink(fn *types.Func) Symbol { return symbol(fn, library) }

func symbol(fn *types.Func, kind rune) Symbol {
	name := fn.Name()
	if recv := fn.Signature().Recv(); recv != nil {
		if n := knowledge.Named(recv.Type()); n != nil {
			name = n.Obj().Name() + "." + name
		}
	}
	if fn.Pkg() == nil {
		return Symbol(string(kind) + "." + name) // error.Error
	}
	return Symbol(fn.Pkg().Path() + string(kind) + fn.Pkg().Name() + "." + name)
}

// Name is what messages call the function: "InvoiceReady", and of a library
// "asynq.Client.Enqueue".
func (s Symbol) Name() string {
	f := s.Function()
	if f.Library {
		return f.String()
	}
	return f.Name
}

// A Function is what a symbol names.
type Function struct {
	Path     string // import path; empty for methods of the language's own types
	Package  string // name
	Receiver string // name of the type; empty if there is none
	Name     string
	// Library says that nothing is known of it but what the tables say.
	Library bool
	// Skips says that functions are left out between the one before and this.
	Skips bool
}

// Function returns the parts of the symbol.
func (s Symbol) Function() Function {
	var f Function
	text := strings.TrimPrefix(string(s), stands)
	text, f.Skips = strings.CutPrefix(text, skips)
	i := strings.IndexAny(text, string(own)+string(library))
	if i < 0 {
		return f
	}
	f.Path, f.Library = text[:i], text[i] == library
	f.Package, f.Name, _ = strings.Cut(text[i+1:], ".")
	if i := strings.LastIndexByte(f.Name, '.'); i >= 0 {
		f.Receiver, f.Name = f.Name[:i], f.Name[i+1:]
	}
	return f
}

// String is the function as people write it: "notify.Client.InvoiceReady".
func (f Function) String() string {
	name := f.Name
	if f.Receiver != "" {
		name = f.Receiver + "." + name
	}
	if f.Package != "" {
		name = f.Package + "." + name
	}
	return name
}

// Names returns what messages call the functions on a path, without the one that
// stands for an interface's method.
func Names(path []Symbol) []string {
	if _, ok := standsFor(path); ok {
		path = path[1:]
	}
	names := make([]string, len(path))
	for i, s := range path {
		names[i] = s.Name()
	}
	return names
}

// Via returns the path of a call of fn, whose own way on is rest: that of fn's
// body, or, of an interface's method, what [As] made of it. rest isn't changed.
func Via(fn *types.Func, rest []Symbol) []Symbol {
	first := Of(fn)
	if stand, ok := standsFor(rest); ok {
		first, rest = stand, rest[1:]
	}
	out := make([]Symbol, 0, min(len(rest)+1, maxVia))
	out = append(out, first)
	if len(rest) < maxVia {
		return append(out, rest...)
	}
	out = append(out, rest[len(rest)-maxVia+1:]...)
	out[1] = Symbol(skips + strings.TrimPrefix(string(out[1]), skips))
	return out
}

// As is the path of an interface's method that fn implements, whose body goes on
// by rest: it names fn, which takes the place of the method in Via and Join.
func As(fn *types.Func, rest []Symbol) []Symbol {
	if _, ok := standsFor(rest); ok {
		return rest // fn is itself called by another's name
	}
	return append([]Symbol{stands + Of(fn)}, rest...)
}

// Join returns the path that goes on by rest where path ends, with the method
// that is called there, or what implements it, if rest is by [As].
func Join(path, rest []Symbol) []Symbol {
	if stand, ok := standsFor(rest); ok && len(path) > 0 {
		path, rest = append(slices.Clone(path[:len(path)-1]), stand), rest[1:]
	}
	return slices.Concat(path, rest)
}

// standsFor returns the function that rest begins with, if by [As].
func standsFor(rest []Symbol) (Symbol, bool) {
	if len(rest) == 0 {
		return "", false
	}
	s, ok := strings.CutPrefix(string(rest[0]), stands)
	return Symbol(s), ok
}
