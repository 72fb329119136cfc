package knowledge

var gocraftWork = Library{
	Path:   "github.com/gocraft/work",
	Import: "github.com/gocraft/work",
	Module: "github.com/gocraft/work",
	Types:  []Type{{"Enqueuer", Client}},
	Funcs: []Func{
		{Type: "Enqueuer", Name: "Enqueue EnqueueIn", Role: Enqueue},
		{Type: "Enqueuer", Name: "EnqueueUnique EnqueueUniqueIn", Role: Enqueue},
		{Type: "Enqueuer", Name: "EnqueueUniqueByKey EnqueueUniqueInByKey", Role: Enqueue},
	},
	Keys: []Key{
		{Type: "Enqueuer", Name: "EnqueueUnique EnqueueUniqueIn EnqueueUniqueByKey EnqueueUniqueInByKey", Call: true},
	},
	Handlers: []Handler{
		{Type: "WorkerPool", Name: "Job", Fn: Param(1)},
		{Type: "WorkerPool", Name: "JobWithOptions", Fn: Param(2)},
	},
	Deliveries: []Delivery{
		{Type: "Job", Job: true, Body: "Args"},
	},
}
