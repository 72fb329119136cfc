package tracked

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/ssa/ssautil"

	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

const flows = `
package flows

func a() {}
func b() {}
func k() {}
func cond() bool { return false }
func do(f func()) { f() }

func straight() { a(); k(); b() }
func backwards() { b(); a() }
func branch() {
	a()
	if cond() {
		k()
	}
	b()
}
func branches() {
	a()
	if cond() {
		k()
	} else {
		k()
	}
	b()
}
func exclusive() {
	if cond() {
		a()
	} else {
		b()
	}
}
func loop() {
	for cond() {
		b()
		a()
	}
}
func killedLoop() {
	for cond() {
		b()
		a()
		k()
	}
}
func returned() {
	a()
	if cond() {
		return
	}
	b()
}
func left() {
	a()
	return
	b()
}
func panics() {
	a()
	panic(1)
	b()
}
func closure() {
	a()
	do(func() { b() })
}
func fromClosure() {
	do(func() { a() })
	b()
}
func killedInClosure() {
	a()
	do(func() { k() })
	b()
}
func withinClosure() {
	do(func() {
		a()
		k()
		b()
	})
}
func closures() {
	do(func() { a() })
	k()
	do(func() { do(func() { b() }) })
}
func capturing(n int) {
	a()
	do(func() { n++; k() })
	f := func() { n++; b() }
	do(f)
}
func sameClosure() {
	do(func() {
		do(func() { a() })
		k()
		b()
	})
}
func perhapsBetween() {
	a()
	do(func() {
		if cond() {
			k()
		}
		do(b)
		b()
	})
}
func afterwards() {
	do(func() {
		a()
		k()
	})
	b()
}
func onOneReturn() {
	do(func() {
		a()
		if cond() {
			return
		}
		k()
	})
	b()
}
func between() {
	a()
	do(func() {
		k()
		b()
	})
}
`

func TestFlows(t *testing.T) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "flows.go", flows, 0)
	if err != nil {
		t.Fatal(err)
	}
	pkg, _, err := ssautil.BuildPackage(&types.Config{}, fset, types.NewPackage("flows", ""), []*ast.File{file}, 0)
	if err != nil {
		t.Fatal(err)
	}
	r := &Result{}
	tests := []struct {
		fn              string
		flows, unkilled bool // from a to b; without passing k
		dominates       bool // a, b
	}{
		{"straight", true, false, true},
		{"backwards", false, false, false},
		{"branch", true, true, true},
		{"branches", true, false, true},
		{"exclusive", false, false, false},
		{"loop", true, true, false},
		{"killedLoop", true, false, false},
		{"returned", true, true, true},
		{"left", false, false, false},
		{"panics", false, false, false},
		{"closure", true, true, true},
		{"fromClosure", true, true, true},
		{"killedInClosure", true, false, true},
		{"withinClosure", true, false, true},
		{"closures", true, false, true},
		{"capturing", true, false, true},
		{"sameClosure", true, false, true},
		{"between", true, false, true},
		{"perhapsBetween", true, true, true},
		{"afterwards", true, false, true},
		{"onOneReturn", true, true, true},
	}
	for _, test := range tests {
		t.Run(test.fn, func(t *testing.T) {
			calls := map[string]ssa.Instruction{}
			var kills []ssa.Instruction
			for fn := range ssaform.Tree(pkg.Func(test.fn)) {
				for _, block := range fn.Blocks {
					for _, instr := range block.Instrs {
						if call, ok := instr.(*ssa.Call); ok {
							name := call.Call.StaticCallee().Name()
							calls[name] = call
							if name == "k" {
								kills = append(kills, call)
							}
						}
					}
				}
			}
			a, b := calls["a"], calls["b"]
			if a == nil || b == nil {
				if test.flows {
					t.Fatal("one of the calls is dead")
				}
				return
			}
			if got := r.Flows(a, b, nil); got != test.flows {
				t.Errorf("flows: %v", got)
			}
			if got := r.Flows(a, b, kills); got != test.unkilled {
				t.Errorf("flows past its kills: %v", got)
			}
			if got := r.Dominates(a, b); got != test.dominates {
				t.Errorf("dominates: %v", got)
			}
		})
	}
}
