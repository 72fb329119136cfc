package knowledge

var errgroup = Library{
	Path:   "golang.org/x/sync/errgroup",
	Import: "golang.org/x/sync/errgroup",
	Module: "golang.org/x/sync",
	Funcs: []Func{
		{Type: "Group", Name: "Go TryGo", Role: Spawn, Fn: Param(0)},
		{Type: "Group", Name: "Wait", Role: Sleep, On: Recv},
		{Name: "WithContext", Role: Derive, On: Param(0), Out: Result(1)},
	},
}

var singleflight = Library{
	Path:   "golang.org/x/sync/singleflight",
	Import: "golang.org/x/sync/singleflight",
	Module: "golang.org/x/sync",
	Funcs: []Func{
		{Type: "Group", Name: "Do", Role: Invoke, Fn: Param(1)},
		{Type: "Group", Name: "DoChan", Role: Spawn, Fn: Param(1)},
	},
}
