package knowledge

import (
	"go/types"
	"strings"
)

// txInterface is a project's own abstraction of a transaction: an interface
// with Commit and Rollback that return an error. The types behind it often stand in packages that
// its users don't import. A method of an interface that returns one begins it.
var txInterface = Shape{
	Name: "transaction interface",
	Func: func(fn *types.Func) (Func, bool) {
		recv := fn.Signature().Recv()
		if recv == nil || !types.IsInterface(recv.Type()) {
			return Func{}, false
		}
		if isTxInterface(recv.Type()) {
			switch fn.Name() {
			case "Commit":
				return Func{Name: fn.Name(), Role: Commit, On: Recv}, true
			case "Rollback":
				return Func{Name: fn.Name(), Role: Rollback, On: Recv}, true
			}
		}
		// Others return the transaction that is already open, or keep one.
		if !opens(fn.Name()) {
			return Func{}, false
		}
		results := fn.Signature().Results()
		for i := range results.Len() {
			if isTxInterface(results.At(i).Type()) {
				return Func{Name: fn.Name(), Role: Begin, On: Recv, Tx: Result(i)}, true
			}
		}
		return Func{}, false
	},
	Type: func(t *types.Named) Kind {
		if isTxInterface(t) {
			return Tx
		}
		return NoHandle
	},
}

// opens reports whether a method of that name that returns a transaction opens
// it.
func opens(name string) bool {
	for _, word := range []string{"Begin", "Start", "Open", "New", "With", "Tx", "Transaction"} {
		if strings.HasPrefix(name, word) {
			return true
		}
	}
	return false
}

func isTxInterface(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return false
	}
	iface, ok := named.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	found := 0
	for m := range iface.Methods() {
		if m.Name() == "Commit" || m.Name() == "Rollback" {
			// A parser's syntax nodes have such methods, too.
			results := m.Signature().Results()
			if m.Signature().Params().Len() <= 1 && results.Len() == 1 && types.Implements(results.At(0).Type(), errorType) {
				found++
			}
		}
	}
	return found == 2
}

var errorType = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)
