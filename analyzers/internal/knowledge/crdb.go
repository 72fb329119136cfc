package knowledge

var crdb = Library{
	Path:   "github.com/cockroachdb/cockroach-go/crdb",
	Import: "github.com/cockroachdb/cockroach-go/v2/crdb",
	Module: "github.com/cockroachdb/cockroach-go/v2",
	Types:  []Type{{"Tx", Tx}},
	Funcs: []Func{
		{Name: "ExecuteTx", Role: Run, On: Param(1), Opts: Param(2), Fn: Param(3), FnTx: Param(0), Retries: true},
		{Name: "ExecuteInTx", Role: Run, On: Param(1), Fn: Param(2), Retries: true},
		{Name: "Execute", Role: Invoke, Fn: Param(0), Retries: true},
		{Name: "ExecuteCtx", Role: Invoke, Fn: Param(1), Retries: true},
		{Type: "Tx", Name: "Commit", Role: Commit},
		{Type: "Tx", Name: "Rollback", Role: Rollback},
		{Type: "Tx", Name: "Exec", Role: Exec},
	},
	Retriers: []Retrier{
		{Name: "ExecuteTx ExecuteInTx ExecuteCtx", Only: Contended, Bounds: Capped},
		{Name: "Execute", Only: Contended},
	},
}

var (
	crdbGorm = crdbAdapter("crdbgorm")
	crdbSqlx = crdbAdapter("crdbsqlx")
	crdbPgx  = crdbAdapter("crdbpgx", Type{"Conn", Pool})
	// Not a version suffix: crdbpgxv5 stands beside crdbpgx.
	crdbPgxv5 = crdbAdapter("crdbpgxv5", Type{"Conn", Pool})
)

func crdbAdapter(name string, types ...Type) Library {
	return Library{
		Path:   crdb.Path + "/" + name,
		Import: crdb.Import + "/" + name,
		Module: crdb.Module,
		Types:  types,
		Funcs: []Func{
			{Name: "ExecuteTx", Role: Run, On: Param(1), Opts: Param(2), Fn: Param(3), FnTx: Param(0), Retries: true},
		},
		Retriers: []Retrier{
			{Name: "ExecuteTx", Only: Contended, Bounds: Capped},
		},
	}
}
