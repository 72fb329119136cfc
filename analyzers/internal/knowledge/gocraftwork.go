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
}
