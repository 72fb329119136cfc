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
}
