package knowledge

// gormGen is what code that gorm.io/gen generates is made of; what the
// generated methods do is inferred.
var gormGen = Library{
	Path:   "gorm.io/gen",
	Import: "gorm.io/gen",
	Module: "gorm.io/gen",
	Types: []Type{
		{"DO", Either},
		{"Dao", Either},
	},
	Funcs: []Func{
		{Type: "DO", Name: "UnderlyingDB", Role: Derive},
		{Type: "DO", Name: "First Take Last Find FirstOrInit Count Row Rows Scan Pluck", Role: Query},
		{Type: "DO", Name: "FindInBatches", Role: Query, Fn: Param(2), FnTx: Param(0)},
		{Type: "DO", Name: "Create CreateInBatches Save FirstOrCreate Update UpdateSimple Updates UpdateColumn UpdateColumnSimple UpdateColumns Delete", Role: Exec},
		{Type: "Dao", Name: "First Take Last Find FirstOrInit Count Row Rows Scan Pluck", Role: Query},
		{Type: "Dao", Name: "FindInBatches", Role: Query, Fn: Param(2), FnTx: Param(0)},
		{Type: "Dao", Name: "Create CreateInBatches Save FirstOrCreate Update UpdateSimple Updates UpdateColumn UpdateColumnSimple UpdateColumns Delete", Role: Exec},
	},
	Chains: "DO Dao",
}
