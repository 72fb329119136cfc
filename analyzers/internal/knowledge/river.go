package knowledge

var river = Library{
	Path:   "github.com/riverqueue/river",
	Import: "github.com/riverqueue/river",
	Module: "github.com/riverqueue/river",
	Types:  []Type{{"Client", Client}},
	Funcs: []Func{
		{Type: "Client", Name: "Insert InsertMany InsertManyFast", Role: Enqueue},
		{Type: "Client", Name: "InsertTx InsertManyTx InsertManyFastTx", Role: Enqueue, Tx: Param(1)},
	},
	Keys: []Key{
		{Type: "InsertOpts", Field: "UniqueOpts"},
		{Type: "InsertManyParams"},
	},
	Handlers: []Handler{
		{Name: "AddWorker AddWorkerSafely", Fn: Param(1)},
		{Name: "WorkFunc", Fn: Param(0)},
	},
	Deliveries: []Delivery{
		{Type: "Job", Job: true, Body: "Args"},
	},
	Marks: []Mark{
		{Name: "JobCancel JobSnooze", Permanent: true},
	},
}
