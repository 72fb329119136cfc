package knowledge

var pgxscan = Library{
	Path:   "github.com/georgysavva/scany/pgxscan",
	Import: "github.com/georgysavva/scany/v2/pgxscan",
	Module: "github.com/georgysavva/scany/v2",
	Types:  []Type{{"Querier", Either}},
	Funcs: []Func{
		{Name: "Get Select", Role: Query, On: Param(1)},
		{Type: "API", Name: "Get Select", Role: Query, On: Param(1)},
		{Type: "Querier", Name: "Query", Role: Query},
	},
}

var sqlscan = Library{
	Path:   "github.com/georgysavva/scany/sqlscan",
	Import: "github.com/georgysavva/scany/v2/sqlscan",
	Module: "github.com/georgysavva/scany/v2",
	Types:  []Type{{"Querier", Either}},
	Funcs: []Func{
		{Name: "Get Select", Role: Query, On: Param(1)},
		{Type: "API", Name: "Get Select", Role: Query, On: Param(1)},
		{Type: "Querier", Name: "QueryContext", Role: Query},
	},
}
