package knowledge

var conc = Library{
	Path:   "github.com/sourcegraph/conc",
	Import: "github.com/sourcegraph/conc",
	Module: "github.com/sourcegraph/conc",
	Funcs: []Func{
		{Type: "WaitGroup", Name: "Go", Role: Spawn, Fn: Param(0)},
		{Type: "WaitGroup", Name: "Wait", Role: Sleep, On: Recv},
	},
}

var concPool = Library{
	Path:   "github.com/sourcegraph/conc/pool",
	Import: "github.com/sourcegraph/conc/pool",
	Module: "github.com/sourcegraph/conc",
	Funcs: []Func{
		{Type: "Pool", Name: "Go", Role: Spawn, Fn: Param(0)},
		{Type: "Pool", Name: "Wait", Role: Sleep, On: Recv},
		{Type: "ContextPool", Name: "Go", Role: Spawn, Fn: Param(0)},
		{Type: "ContextPool", Name: "Wait", Role: Sleep, On: Recv},
		{Type: "ErrorPool", Name: "Go", Role: Spawn, Fn: Param(0)},
		{Type: "ErrorPool", Name: "Wait", Role: Sleep, On: Recv},
		{Type: "ResultPool", Name: "Go", Role: Spawn, Fn: Param(0)},
		{Type: "ResultPool", Name: "Wait", Role: Sleep, On: Recv},
		{Type: "ResultContextPool", Name: "Go", Role: Spawn, Fn: Param(0)},
		{Type: "ResultContextPool", Name: "Wait", Role: Sleep, On: Recv},
		{Type: "ResultErrorPool", Name: "Go", Role: Spawn, Fn: Param(0)},
		{Type: "ResultErrorPool", Name: "Wait", Role: Sleep, On: Recv},
	},
}
