package knowledge

var neoq = Library{
	Path:   "github.com/acaloiaro/neoq",
	Import: "github.com/acaloiaro/neoq",
	Module: "github.com/acaloiaro/neoq",
	Types:  []Type{{"Neoq", Client}},
	Funcs: []Func{
		{Type: "Neoq", Name: "Enqueue", Role: Enqueue},
	},
}
