package rowaccess

import (
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// A Given is what a call gives for a parameter: its term, and those of its
// fields that are more than fields of that.
type Given struct {
	Term   string
	Fields []Pair // by Go name
}

// Terms returns the terms of the value and its fields.
func (g Given) Terms() []string {
	out := []string{g.Term}
	for _, f := range g.Fields {
		out = append(out, f.Value)
	}
	return out
}

// Has reports whether a value is g, or a field of it.
func (g Given) Has(term string) bool {
	if g.Term != "" && (term == g.Term || strings.HasPrefix(term, g.Term+".")) {
		return true
	}
	for _, f := range g.Fields {
		if f.Value == term {
			return true
		}
	}
	return false
}

func (g Given) field(name string) string {
	for _, f := range g.Fields {
		if f.Column == name {
			return f.Value
		}
	}
	if g.Term == "" {
		return ""
	}
	return g.Term + "." + name
}

// Given returns what a call of a method gives, the receiver first.
func (r *Result) Given(call ssa.CallInstruction) []Given {
	e := r.Form.Expr(call)
	fn := ssaform.Callee(call.Common())
	if e == nil || fn == nil {
		return nil
	}
	out := []Given{{}}
	for i := range fn.Signature().Params().Len() {
		arg := r.terms.argument(e, fn, i+1)
		if arg == nil || isContext(r.pass.TypesInfo.TypeOf(arg)) {
			out = append(out, Given{})
			continue
		}
		g := Given{Term: r.terms.of(arg)}
		if named := modelBehind(r.pass.TypesInfo.TypeOf(arg)); named != nil {
			s := named.Underlying().(*types.Struct)
			for j := range s.NumFields() {
				name := s.Field(j).Name()
				if v := r.terms.field(arg, []string{name}); v != "" && v != g.Term+"."+name {
					g.Fields = append(g.Fields, Pair{name, v})
				}
			}
		}
		out = append(out, g)
	}
	return out
}

// Expand returns what a term of a method is with the arguments, empty if that
// isn't known.
func Expand(term string, args []Given) string {
	unknown := false
	out := paramPattern.ReplaceAllStringFunc(term, func(s string) string {
		m := paramPattern.FindStringSubmatch(s)
		i, _ := strconv.Atoi(m[1])
		v := ""
		if i < len(args) {
			v = args[i].Term
			if name, rest, nested := strings.Cut(strings.TrimPrefix(m[2], "."), "."); m[2] != "" {
				if v = args[i].field(name); v != "" && nested {
					v += "." + rest
				}
			}
		}
		unknown = unknown || v == ""
		return v
	})
	if unknown {
		return ""
	}
	return short(out)
}
