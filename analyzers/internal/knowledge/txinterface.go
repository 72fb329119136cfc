package knowledge

import (
	"go/types"
	"strings"
)

// txInterface is a project's own abstraction of a transaction: an interface
// with Commit and Rollback. The types behind it often stand in packages that
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
		// A getter returns the transaction that is already open.
		if strings.HasPrefix(fn.Name(), "Get") || strings.HasPrefix(fn.Name(), "From") || strings.HasPrefix(fn.Name(), "Current") {
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
			sig := m.Signature()
			if sig.Params().Len() <= 1 && sig.Results().Len() <= 1 {
				found++
			}
		}
	}
	return found == 2
}
