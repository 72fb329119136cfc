package knowledge

var ants = Library{
	Path:   "github.com/panjf2000/ants",
	Import: "github.com/panjf2000/ants/v2",
	Module: "github.com/panjf2000/ants/v2",
	Funcs: []Func{
		{Name: "Submit", Role: Spawn, Fn: Param(0)},
		{Type: "Pool", Name: "Submit", Role: Spawn, Fn: Param(0)},
		{Type: "MultiPool", Name: "Submit", Role: Spawn, Fn: Param(0)},
	},
}
