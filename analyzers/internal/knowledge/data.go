package knowledge

import (
	"slices"
	"strings"
)

// IsData reports whether code that imports path does so for data: it is a
// library with handles or effects, or comes with generated code that has some.
func IsData(path string) bool {
	lib := OfPackage(path)
	return IsMarker(path) || lib != nil && (hasHandles(lib) || len(lib.Texts)+len(lib.Tracks) > 0 || lib.Module != "" && isRemote(lib))
}

func hasHandles(lib *Library) bool {
	return slices.ContainsFunc(lib.Types, func(t Type) bool { return t.Kind != Client })
}

func isRemote(lib *Library) bool {
	return slices.ContainsFunc(lib.Funcs, func(f Func) bool { return f.Role.IsRemote() })
}

// Converts reports whether the functions of the package path make their results
// of their arguments alone: they convert, format, encode, or pick one.
func Converts(path string) bool {
	switch path {
	case "strconv", "fmt", "strings", "bytes", "time", "math", "cmp", "slices", "maps", "sync/atomic", "encoding":
		return true
	}
	return strings.HasPrefix(path, "encoding/") || strings.HasPrefix(path, "google.golang.org/protobuf/types/known/")
}

// IsClosed reports whether path belongs to a library that reaches a database and
// has nothing to tell of it: a driver, or what counts and traces calls. Following
// one costs much and finds nothing.
func IsClosed(path string) bool {
	return slices.ContainsFunc(closed, func(prefix string) bool {
		rest, ok := strings.CutPrefix(path, prefix)
		return ok && (rest == "" || rest[0] == '/')
	})
}

var closed = []string{
	// drivers
	"github.com/ClickHouse/clickhouse-go",
	"github.com/denisenkom/go-mssqldb",
	"github.com/glebarez/go-sqlite",
	"github.com/go-sql-driver/mysql",
	"github.com/godror/godror",
	"github.com/jackc/pgconn",
	"github.com/jackc/pgproto3",
	"github.com/lib/pq",
	"github.com/marcboeker/go-duckdb",
	"github.com/mattn/go-sqlite3",
	"github.com/microsoft/go-mssqldb",
	"github.com/ncruces/go-sqlite3",
	"github.com/sijms/go-ora",
	"github.com/snowflakedb/gosnowflake",
	"github.com/tursodatabase/libsql-client-go",
	"modernc.org/sqlite",
	// metrics and traces
	"github.com/DataDog/dd-trace-go",
	"github.com/XSAM/otelsql",
	"github.com/dlmiddlecote/sqlstats",
	"github.com/luna-duclos/instrumentedsql",
	"github.com/newrelic/go-agent",
	"github.com/ngrok/sqlmw",
	"github.com/nhatthm/otelsql",
	"github.com/prometheus/client_golang",
	"github.com/qustavo/sqlhooks",
	"github.com/uptrace/opentelemetry-go-extra",
	"go.elastic.co/apm",
	"go.nhat.io/otelsql",
	"go.opentelemetry.io",
	"gopkg.in/DataDog/dd-trace-go.v1",
}
