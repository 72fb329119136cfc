package knowledge

// What is written to Cassandra overwrites: doing it twice is as doing it once,
// counters apart.
var gocql = Library{
	Path:   "github.com/gocql/gocql",
	Import: "github.com/gocql/gocql",
	Module: "github.com/gocql/gocql",
	Funcs: []Func{
		{Type: "Query", Name: "Iter Scan MapScan", Role: Fetch},
		{Type: "Query", Name: "Exec ScanCAS MapScanCAS", Role: Put},
		{Type: "Session", Name: "ExecuteBatch ExecuteBatchCAS MapExecuteBatchCAS", Role: Put},
		{Type: "Iter", Name: "Close", Role: Fetch},
		{Type: "ClusterConfig", Name: "CreateSession", Role: Fetch},
	},
	Fails: []Fail{
		{Name: "ErrNotFound", Is: NotFound},
		{Name: "ErrTimeoutNoResponse ErrConnectionClosed", Is: Timeout},
		{Name: "ErrNoConnections ErrUnavailable", Is: Refused},
	},
}
