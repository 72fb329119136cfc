package loops

import (
	"go/constant"
	"go/token"
	"go/types"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
)

// Until package knowledge says it.

func failureOfVar(v *types.Var) (knowledge.Failure, bool)                     { return 0, false }
func failureOfType(t types.Type) (knowledge.Failure, bool)                    { return 0, false }
func failureOfCode(family string, v constant.Value) (knowledge.Failure, bool) { return 0, false }
func failureOfCodes(family string, op token.Token, v constant.Value) (knowledge.Failure, bool) {
	return 0, false
}
func failureOfText(s string) (knowledge.Failure, bool)     { return 0, false }
func failureTest(fn *types.Func) (knowledge.Failure, bool) { return 0, false }
func codeOf(fn *types.Func) (string, bool)                 { return "", false }
func codeField(t types.Type, field string) (string, bool)  { return "", false }
