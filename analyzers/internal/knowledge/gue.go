package knowledge

var gue = Library{
	Path:   "github.com/vgarvardt/gue",
	Import: "github.com/vgarvardt/gue/v6 github.com/vgarvardt/gue/v5",
	Module: "github.com/vgarvardt/gue/v6 github.com/vgarvardt/gue/v5",
	Types:  []Type{{"Client", Client}},
	Funcs: []Func{
		{Type: "Client", Name: "Enqueue EnqueueWithID EnqueueBatch", Role: Enqueue},
		{Type: "Client", Name: "EnqueueTx EnqueueBatchTx", Role: Enqueue, Tx: Param(2)},
		{Type: "Client", Name: "EnqueueTxWithID", Role: Enqueue, Tx: Param(3)},
	},
	Deliveries: []Delivery{
		{Type: "Job", Job: true, Body: "Args"},
	},
}

// Up to v5 a transaction reaches gue through the adapter of its driver.
var (
	gueAdapter = Library{
		Path:   "github.com/vgarvardt/gue/adapter",
		Import: "github.com/vgarvardt/gue/v5/adapter",
		Module: "github.com/vgarvardt/gue/v5",
		Types:  []Type{{"Tx", Tx}},
	}
	gueLibPQ = gueDriver("libpq")
	guePgxV4 = gueDriver("pgxv4")
	guePgxV5 = gueDriver("pgxv5")
)

func gueDriver(name string) Library {
	return Library{
		Path:   "github.com/vgarvardt/gue/adapter/" + name,
		Import: "github.com/vgarvardt/gue/v5/adapter/" + name,
		Module: "github.com/vgarvardt/gue/v5",
		Funcs:  []Func{{Name: "NewTx", Role: Bind, Tx: Param(0)}},
	}
}
