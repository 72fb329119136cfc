package analyzers

import (
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/callpath"
)

// PathOf returns the symbols of the functions on the call path of d, which a rule
// has reported: from the one that is called there, or where the related entry with
// the role "path" or "call" is, down to the library's; nil if there is none but the
// call itself. It answers once for each diagnostic.
func PathOf(fset *token.FileSet, d analysis.Diagnostic) []string {
	var list []string
	for _, s := range callpath.Take(fset, d) {
		list = append(list, string(s))
	}
	return list
}

// SymbolName returns the function that a symbol of [PathOf] names as people write
// it: "notify.Client.InvoiceReady".
func SymbolName(symbol string) string { return callpath.Symbol(symbol).Function().String() }

// A Function is what a symbol of [PathOf] names.
type Function = callpath.Function

// FunctionOf returns the parts of a symbol of [PathOf].
func FunctionOf(symbol string) Function { return callpath.Symbol(symbol).Function() }

// RelatedRole tells what a related entry of a finding is about by its message:
// "begin" and "commit" of the transaction, the call "path" and nothing else, a "call"
// with the path that begins there, or "".
func RelatedRole(message string) string { return callpath.Role(message) }
