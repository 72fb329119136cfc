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
	Texts:  pgxscanTexts,
	Tracks: scanyTracks,
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
	Texts:  sqlscanTexts,
	Tracks: scanyTracks,
}

var scanyTracks = []Track{
	{Name: "Get Select", Deed: Loads, Of: Param(2)},
	{Type: "API", Name: "Get Select", Deed: Loads, Of: Param(2)},
	{Name: "ScanAll ScanOne ScanRow", Deed: Loads, Of: Param(0)},
	{Type: "API", Name: "ScanAll ScanOne ScanRow", Deed: Loads, Of: Param(0)},
}

var pgxscanTexts = []Text{
	{Name: "Get Select", SQL: Param(3), Args: Param(4)},
	{Type: "API", Name: "Get Select", SQL: Param(3), Args: Param(4)},
	{Type: "Querier", Name: "Query", SQL: Param(1), Args: Param(2)},
}

var sqlscanTexts = []Text{
	{Name: "Get Select", SQL: Param(3), Args: Param(4)},
	{Type: "API", Name: "Get Select", SQL: Param(3), Args: Param(4)},
	{Type: "Querier", Name: "QueryContext", SQL: Param(1), Args: Param(2)},
}
