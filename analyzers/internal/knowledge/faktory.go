package knowledge

var faktory = Library{
	Path:   "github.com/contribsys/faktory/client",
	Import: "github.com/contribsys/faktory/client",
	Module: "github.com/contribsys/faktory",
	Types:  []Type{{"Client", Client}, {"Batch", Client}, {"Pool", Client}},
	Funcs: []Func{
		{Type: "Client", Name: "Push PushBulk BatchCommit", Role: Enqueue},
		{Type: "Batch", Name: "Push PushBulk Commit", Role: Enqueue},
		{Type: "Batch", Name: "Jobs", Role: Invoke, Fn: Param(0)},
		{Type: "Pool", Name: "With", Role: Invoke, Fn: Param(0)},
	},
}

var faktoryWorker = Library{
	Path:   "github.com/contribsys/faktory_worker_go",
	Import: "github.com/contribsys/faktory_worker_go",
	Module: "github.com/contribsys/faktory_worker_go",
	Handlers: []Handler{
		{Type: "Manager", Name: "Register", Fn: Param(1)},
	},
}
