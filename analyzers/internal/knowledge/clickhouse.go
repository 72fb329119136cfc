package knowledge

var clickhouse = Library{
	Path:   "github.com/ClickHouse/clickhouse-go/lib/driver",
	Import: "github.com/ClickHouse/clickhouse-go/v2/lib/driver",
	Module: "github.com/ClickHouse/clickhouse-go/v2",
	Funcs: []Func{
		{Type: "Conn", Name: "Select Query QueryRow ServerVersion PrepareBatch Ping", Role: Fetch},
		{Type: "Conn", Name: "Exec AsyncInsert", Role: Put},
		{Type: "Batch", Name: "Send Flush", Role: Put},
	},
}
