package knowledge

var asynq = Library{
	Path:   "github.com/hibiken/asynq",
	Import: "github.com/hibiken/asynq",
	Module: "github.com/hibiken/asynq",
	Types:  []Type{{"Client", Client}},
	Funcs: []Func{
		{Type: "Client", Name: "Enqueue EnqueueContext", Role: Enqueue},
	},
	Fails: []Fail{
		{Name: "ErrDuplicateTask ErrTaskIDConflict", Is: Duplicate},
	},
	Marks: []Mark{{Name: "SkipRetry RevokeTask", Permanent: true}},
	Keys: []Key{
		{Name: "TaskID Unique"},
		{Type: "Option"},
		{Type: "Task"},
	},
	Handlers: []Handler{
		{Type: "ServeMux", Name: "Handle HandleFunc", Fn: Param(1)},
		{Type: "Server", Name: "Run Start", Fn: Param(0)},
	},
	Deliveries: []Delivery{
		{Type: "Task", Job: true, Body: "Payload"},
	},
}
