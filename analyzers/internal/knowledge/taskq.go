package knowledge

var taskq = Library{
	Path:   "github.com/vmihailenco/taskq",
	Import: "github.com/vmihailenco/taskq/v3",
	Module: "github.com/vmihailenco/taskq/v3",
	Types:  []Type{{"Queue", Client}},
	Funcs: []Func{
		{Type: "Queue", Name: "Add", Role: Enqueue},
	},
}
