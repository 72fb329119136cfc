package positions

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
)

func pathOf(fn *types.Func) string {
	if fn.Pkg() == nil {
		return ""
	}
	return fn.Pkg().Path()
}

// passes reports whether a library's function makes its result of its arguments
// alone: it converts, formats, encodes, or picks the larger one.
func passes(fn *types.Func) bool {
	path := pathOf(fn)
	if path == "database/sql" {
		return fn.Signature().Recv() != nil && fn.Name() == "Value"
	}
	return knowledge.Converts(path)
}

// repeats returns which parameter fn has called time and again, or -1.
func repeats(fn *types.Func) int {
	f, ok := knowledge.Of(fn)
	if !ok || f.Role != knowledge.Later || slices.Contains([]string{"context", "sync", "time"}, pathOf(fn)) {
		return -1
	}
	i, ok := f.Fn.AsParam()
	if !ok {
		return -1
	}
	return i
}

// shifts reports whether a call moves a time back, or measures one: what comes
// of it overlaps the rounds.
func shifts(info *types.Info, fn *types.Func, call *ast.CallExpr) bool {
	if pathOf(fn) != "time" {
		return false
	}
	switch fn.Name() {
	case "Sub", "Since", "Until", "Truncate", "Round":
		return true
	case "Add", "AddDate":
		for _, arg := range call.Args {
			v := info.Types[arg].Value
			if v == nil || v.Kind() == constant.Int && constant.Sign(v) < 0 {
				return true
			}
		}
	}
	return false
}

// isScan reports whether fn reads the columns of a row into variables.
func isScan(fn *types.Func) bool {
	return fn.Signature().Recv() != nil && fn.Signature().Variadic() && fn.Name() == "Scan" && pathOf(fn) != "fmt"
}

func isFileRead(fn *types.Func) bool {
	return slices.Contains([]string{"os", "io/ioutil"}, pathOf(fn)) && slices.Contains([]string{"ReadFile", "Open", "OpenFile"}, fn.Name())
}

func isFileWrite(fn *types.Func) bool {
	switch pathOf(fn) {
	case "os", "io/ioutil":
		return slices.Contains([]string{"WriteFile", "Write", "WriteString", "WriteAt"}, fn.Name())
	}
	return false
}

// stores reports whether fn puts its last argument into its receiver, or into
// what its first one points to.
func stores(fn *types.Func) bool {
	return pathOf(fn) == "sync/atomic" && (strings.HasPrefix(fn.Name(), "Store") || strings.HasPrefix(fn.Name(), "CompareAndSwap") || strings.HasPrefix(fn.Name(), "Swap"))
}

// decodes reports whether fn fills what one of its arguments points to by the
// others, or by what its receiver reads.
func decodes(fn *types.Func) bool {
	if !strings.HasPrefix(pathOf(fn), "encoding/") && pathOf(fn) != "fmt" {
		return false
	}
	return slices.Contains([]string{"Unmarshal", "Decode", "Sscanf", "Sscan", "Fscanf", "Fscan", "Read"}, fn.Name())
}
