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
//
// Most functions on a path are in one package: to keep facts small, a symbol may
// say no more of that than that it is the one of the function before, and as the
// first that it is the one of the call. See [Absolute].
type Symbol string

const (
	own     = '#' // ends the import path; no such path has these
	library = '!'
	same    = '&' // in the place of the import path and package
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
	if name, ok := strings.CutPrefix(text, string(same)); ok {
		f.Name = name
		f.split()
		return f
	}
	i := strings.IndexAny(text, string(own)+string(library))
	if i < 0 {
		return f
	}
	f.Path, f.Library = text[:i], text[i] == library
	f.Package, f.Name, _ = strings.Cut(text[i+1:], ".")
	f.split()
	return f
}

// split takes the receiver's type off the name.
func (f *Function) split() {
	if i := strings.LastIndexByte(f.Name, '.'); i >= 0 {
		f.Receiver, f.Name = f.Name[:i], f.Name[i+1:]
	}
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

// Via returns the path of a call of fn in the package pkg. rest is the way on, in
// fn's body, or, of an interface's method, what [As] made of it. It isn't changed.
func Via(pkg *types.Package, fn *types.Func, rest []Symbol) []Symbol {
	first := Of(fn)
	if stand, ok := standsFor(rest); ok {
		first, rest = stand, rest[1:]
	}
	out := make([]Symbol, 0, min(len(rest)+1, maxVia))
	out = append(out, first.in(prefix(pkg)))
	if len(rest) < maxVia {
		return append(out, rest...)
	}
	next := len(rest) - maxVia + 1
	out = append(out, rest[next:]...)
	after := absolute(first.prefix(), rest[:next+1])
	out[1] = Symbol(skips + strings.TrimPrefix(string(after[next]), skips))
	return out
}

// Rest returns a path of a call in the package pkg without the first function.
func Rest(pkg *types.Package, path []Symbol) []Symbol {
	if len(path) < 2 {
		return nil
	}
	after := absolute(prefix(pkg), path[:2])
	return append(after[1:], path[2:]...)
}

// Absolute returns a path of a call in the package pkg whose symbols say
// themselves where they are.
func Absolute(pkg *types.Package, path []Symbol) []Symbol {
	return absolute(prefix(pkg), path)
}

// absolute is Absolute for what symbols of the package begin with.
func absolute(before string, path []Symbol) (out []Symbol) {
	for _, s := range path {
		text := string(s)
		if i := strings.IndexRune(text, same); i >= 0 {
			text = text[:i] + before + text[i+1:] // after marks
		}
		out = append(out, Symbol(text))
		before = Symbol(text).prefix()
	}
	return out
}

// prefix is what symbols of the functions of pkg begin with.
func prefix(pkg *types.Package) string {
	if pkg == nil {
		return ""
	}
	return pkg.Path() + string(own) + pkg.Name() + "."
}

// prefix is what symbols of the functions of the package of s begin with.
func (s Symbol) prefix() string {
	f := s.Function()
	return f.Path + string(own) + f.Package + "."
}

// in says nothing of the package of s if its symbols begin with prefix.
func (s Symbol) in(prefix string) Symbol {
	if name, ok := strings.CutPrefix(string(s), prefix); ok && prefix != "" {
		return Symbol(string(same) + name)
	}
	return s
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
