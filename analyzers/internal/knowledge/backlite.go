package knowledge

var backlite = Library{
	Path:   "github.com/mikestefanello/backlite",
	Import: "github.com/mikestefanello/backlite",
	Module: "github.com/mikestefanello/backlite",
	Types:  []Type{{"Client", Client}, {"TaskAddOp", Client}},
	Funcs: []Func{
		{Type: "Client", Name: "Add", Role: Derive},
		{Type: "TaskAddOp", Name: "Ctx At Wait", Role: Derive},
		{Type: "TaskAddOp", Name: "Tx", Role: Bind, Tx: Param(0)},
		{Type: "TaskAddOp", Name: "Save", Role: Enqueue, Tx: Recv},
	},
	Handlers: []Handler{
		{Name: "NewQueue", Fn: Param(0)},
	},
}
