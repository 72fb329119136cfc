package knowledge

var transactor = Library{
	Path:   "github.com/Thiht/transactor",
	Import: "github.com/Thiht/transactor",
	Module: "github.com/Thiht/transactor",
	Funcs: []Func{
		{Type: "Transactor", Name: "WithinTransaction", Role: Run, Fn: Param(1), FnCtx: Param(0)},
	},
}

var transactorStdlib = Library{
	Path:   "github.com/Thiht/transactor/stdlib",
	Import: "github.com/Thiht/transactor/stdlib",
	Module: "github.com/Thiht/transactor",
	Types:  []Type{{"DB", Either}},
	Funcs: []Func{
		{Type: "DB", Name: "Exec ExecContext", Role: Exec},
		{Type: "DB", Name: "Query QueryContext QueryRow QueryRowContext", Role: Query},
		{Type: "DB", Name: "Prepare PrepareContext", Role: Derive},
	},
}
