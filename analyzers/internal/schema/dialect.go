package schema

import (
	"iter"
	"path"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// products are the words by which files and folders name a database. Unknown
// are those whose SQL isn't read.
var products = map[string]sqlparse.Dialect{
	"postgres": sqlparse.PostgreSQL, "postgresql": sqlparse.PostgreSQL, "pg": sqlparse.PostgreSQL, "pgsql": sqlparse.PostgreSQL,
	"pgx": sqlparse.PostgreSQL, "cockroach": sqlparse.PostgreSQL, "cockroachdb": sqlparse.PostgreSQL, "crdb": sqlparse.PostgreSQL,
	"mysql": sqlparse.MySQL, "mariadb": sqlparse.MySQL, "tidb": sqlparse.MySQL,
	"sqlite": sqlparse.SQLite, "sqlite3": sqlparse.SQLite,

	"clickhouse": sqlparse.Unknown, "mssql": sqlparse.Unknown, "sqlserver": sqlparse.Unknown, "oracle": sqlparse.Unknown,
	"cassandra": sqlparse.Unknown, "scylla": sqlparse.Unknown, "scylladb": sqlparse.Unknown, "spanner": sqlparse.Unknown,
	"duckdb": sqlparse.Unknown, "snowflake": sqlparse.Unknown, "bigquery": sqlparse.Unknown, "redshift": sqlparse.Unknown,
	"cql": sqlparse.Unknown, "elasticsearch": sqlparse.Unknown, "databricks": sqlparse.Unknown, "starrocks": sqlparse.Unknown,
	"hive": sqlparse.Unknown, "trino": sqlparse.Unknown, "doris": sqlparse.Unknown, "tdengine": sqlparse.Unknown,
}

// product returns the one product that a folder's name has as a word, or a
// word starts with (clickhouseReader), "" for none or several.
func product(name string) string {
	found := ""
	for word := range words(name) {
		p := word
		if _, ok := products[word]; !ok {
			if p = leading(word); p == "" {
				continue
			}
		}
		if found != "" && products[p] != products[found] {
			return ""
		}
		found = p
	}
	return found
}

// words returns the words of a file's or folder's name in lower case.
func words(name string) iter.Seq[string] {
	return strings.FieldsFuncSeq(strings.ToLower(name), func(r rune) bool { return (r < 'a' || 'z' < r) && (r < '0' || '9' < r) })
}

// leading returns the longest product that word starts with, of those that
// start no other word.
func leading(word string) string {
	best := ""
	for p, d := range products {
		if len(p) > len(best) && (len(p) >= 8 || len(p) >= 5 && d != sqlparse.Unknown) && strings.HasPrefix(word, p) {
			best = p
		}
	}
	return best
}

// variantOf returns the product that the name of a file without .sql gives: of
// a migration a part between dots (0001_init.mysql.up), since its words tell
// what it does (0007_leave_mysql); else its first or last word.
func variantOf(base string, r role) string {
	base = strings.ToLower(base)
	if r == asMigration {
		for _, part := range strings.Split(base, ".")[1:] {
			if _, ok := products[part]; ok {
				return part
			}
		}
		return ""
	}
	words := strings.FieldsFunc(base, func(r rune) bool { return r == '_' || r == '-' || r == '.' })
	if len(words) == 0 {
		return ""
	}
	for _, word := range []string{words[0], words[len(words)-1]} {
		if _, ok := products[word]; ok {
			return word
		}
	}
	return ""
}

// foreign reports whether a file is written for a database whose SQL isn't
// read.
func foreign(name string) bool {
	is := func(product string) bool {
		d, ok := products[product]
		return ok && d == sqlparse.Unknown
	}
	base := strings.TrimSuffix(path.Base(name), path.Ext(name))
	if is(variantOf(base, asPlain)) || is(variantOf(base, asMigration)) {
		return true
	}
	return slices.ContainsFunc(folders(path.Dir(name)), func(dir string) bool { return is(product(dir)) })
}

// dialects gives each file without one the dialect of its folders' names, else
// the module's, else what the words of its group hint at.
func (f *finder) dialects(files []*sqlFile) {
	hints := map[string]*[sqlparse.SQLite + 1]int{}
	for _, file := range files {
		if file.dialect != sqlparse.Unknown {
			continue
		}
		dirs := folders(path.Dir(file.name))
		for i := len(dirs) - 1; i >= 0 && file.dialect == sqlparse.Unknown; i-- {
			file.dialect = products[product(dirs[i])]
		}
		if file.dialect == sqlparse.Unknown {
			file.dialect, file.guessed = f.dialect, true
		}
		if file.dialect == sqlparse.Unknown {
			key := file.group
			if file.role == asQuery {
				key = path.Dir(file.name)
			}
			if hints[key] == nil {
				hints[key] = new([sqlparse.SQLite + 1]int)
			}
			hint(file.text, hints[key])
		}
	}
	for _, file := range files {
		key := file.group
		if file.role == asQuery {
			key = path.Dir(file.name)
		}
		if h := hints[key]; file.dialect == sqlparse.Unknown && h != nil {
			file.dialect = hinted(h)
		}
	}
}

// hints are words that only one dialect has. They are looked for in whole
// files: one of them in a comment weighs little.
var hintWords = [...][]string{
	sqlparse.PostgreSQL: {"timestamptz", "bigserial", "serial primary", "jsonb", "plpgsql", "$$", "create extension", "gen_random_uuid", "::text", "::jsonb", "bytea", "using btree", "with time zone", "without time zone", "character varying", "create type", "$1", "nextval("},
	sqlparse.MySQL:      {"auto_increment", "engine=", "engine =", "unsigned", "`", "default charset", "collate utf8", "collate=utf8", "unique key", "on update current_timestamp", "longtext", "mediumtext", "tinyint", "bigint(", "int("},
	sqlparse.SQLite:     {"autoincrement", "pragma ", "without rowid", "strftime(", "datetime('now", "integer primary key", "unixepoch("},
}

func hint(text string, counts *[sqlparse.SQLite + 1]int) {
	text = strings.ToLower(text)
	for d, words := range hintWords {
		for _, word := range words {
			counts[d] += min(strings.Count(text, word), 20)
		}
	}
}

// hinted returns the dialect that the counts speak for by a clear margin.
func hinted(counts *[sqlparse.SQLite + 1]int) sqlparse.Dialect {
	best, second := sqlparse.Unknown, 0
	for d := sqlparse.PostgreSQL; d <= sqlparse.SQLite; d++ {
		switch {
		case best == sqlparse.Unknown || counts[d] > counts[best]:
			if best != sqlparse.Unknown {
				second = max(second, counts[best])
			}
			best = d
		default:
			second = max(second, counts[d])
		}
	}
	if counts[best] == 0 || counts[best] < 3*second {
		return sqlparse.Unknown
	}
	return best
}

// drivers are the modules that speak to one kind of database.
var drivers = map[string]sqlparse.Dialect{
	"github.com/lib/pq": sqlparse.PostgreSQL, "github.com/jackc/pgx": sqlparse.PostgreSQL, "github.com/yugabyte/pgx": sqlparse.PostgreSQL, "github.com/go-pg/pg": sqlparse.PostgreSQL,
	"gorm.io/driver/postgres": sqlparse.PostgreSQL, "github.com/uptrace/bun/driver/pgdriver": sqlparse.PostgreSQL,
	"github.com/uptrace/bun/dialect/pgdialect": sqlparse.PostgreSQL, "github.com/vgarvardt/pgx-google-uuid": sqlparse.PostgreSQL,
	"github.com/jackc/pgconn":        sqlparse.PostgreSQL,
	"github.com/go-sql-driver/mysql": sqlparse.MySQL, "gorm.io/driver/mysql": sqlparse.MySQL, "github.com/uptrace/bun/dialect/mysqldialect": sqlparse.MySQL,
	"github.com/mattn/go-sqlite3": sqlparse.SQLite, "modernc.org/sqlite": sqlparse.SQLite, "gorm.io/driver/sqlite": sqlparse.SQLite,
	"github.com/glebarez/sqlite": sqlparse.SQLite, "github.com/glebarez/go-sqlite": sqlparse.SQLite, "zombiezen.com/go/sqlite": sqlparse.SQLite,
	"crawshaw.io/sqlite": sqlparse.SQLite, "github.com/ncruces/go-sqlite3": sqlparse.SQLite, "github.com/uptrace/bun/dialect/sqlitedialect": sqlparse.SQLite,
	"gorm.io/driver/sqlserver": sqlparse.Unknown, "github.com/microsoft/go-mssqldb": sqlparse.Unknown, "github.com/denisenkom/go-mssqldb": sqlparse.Unknown,
	"gorm.io/driver/clickhouse": sqlparse.Unknown,
}

// requiredDialects returns the dialects of the drivers that a go.mod requires
// itself, sorted.
func requiredDialects(goMod []byte) []sqlparse.Dialect {
	file, err := modfile.ParseLax("go.mod", goMod, nil)
	if err != nil {
		return nil
	}
	var found []sqlparse.Dialect
	for _, req := range file.Require {
		mod := req.Mod.Path
		if i := strings.LastIndex(mod, "/v"); i >= 0 && isVersioned(mod[i+1:]) {
			mod = mod[:i]
		}
		if d, ok := drivers[mod]; ok && !req.Indirect {
			found = append(found, d)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// only returns the one dialect of list, Unknown if there are several.
func only(list []sqlparse.Dialect) sqlparse.Dialect {
	if len(list) != 1 {
		return sqlparse.Unknown
	}
	return list[0]
}
