package knowledge

var queGo = Library{
	Path:   "github.com/bgentry/que-go",
	Import: "github.com/bgentry/que-go",
	Module: "github.com/bgentry/que-go",
	Types:  []Type{{"Client", Client}},
	Funcs: []Func{
		{Type: "Client", Name: "Enqueue", Role: Enqueue},
		{Type: "Client", Name: "EnqueueInTx", Role: Enqueue, Tx: Param(1)},
	},
	Deliveries: []Delivery{
		{Type: "Job", Job: true, Body: "Args"},
	},
}
