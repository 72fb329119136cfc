package knowledge

var machinery = Library{
	Path:   "github.com/RichardKnop/machinery",
	Import: "github.com/RichardKnop/machinery/v2 github.com/RichardKnop/machinery/v1",
	Module: "github.com/RichardKnop/machinery/v2 github.com/RichardKnop/machinery",
	Types:  []Type{{"Server", Client}},
	Funcs: []Func{
		{Type: "Server", Name: "SendTask SendTaskWithContext", Role: Enqueue},
		{Type: "Server", Name: "SendChain SendChainWithContext", Role: Enqueue},
		{Type: "Server", Name: "SendGroup SendGroupWithContext", Role: Enqueue},
		{Type: "Server", Name: "SendChord SendChordWithContext", Role: Enqueue},
	},
	Handlers: []Handler{
		{Type: "Server", Name: "RegisterTask", Fn: Param(1)},
		{Type: "Server", Name: "RegisterTasks", Fn: Param(0)},
	},
}
