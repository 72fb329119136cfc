// Package database opens the databases that the proofs run against.
//
// SQLite runs in process, by github.com/mattn/go-sqlite3: it is the driver
// that gorm.io/driver/sqlite imports, it is maintained, and a C compiler is
// needed for the race detector anyway.
package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/mattn/go-sqlite3"
)

// Each runs proof on SQLite and, as far as [Postgres] finds one, on
// PostgreSQL, in a database that has schema.
func Each(t *testing.T, schema string, proof func(t *testing.T, db *sql.DB)) {
	t.Run("sqlite", func(t *testing.T) { proof(t, SQLite(t, schema)) })
	t.Run("postgres", func(t *testing.T) { proof(t, Postgres(t, schema)) })
}

// SQLite returns an empty SQLite database with schema, which is PostgreSQL's
// DDL as far as SQLite understands it, and BIGSERIAL PRIMARY KEY. Whoever
// meets a lock gets SQLITE_BUSY at once.
func SQLite(t *testing.T, schema string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite3", DSN(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	schema = strings.ReplaceAll(schema, "BIGSERIAL PRIMARY KEY", "INTEGER PRIMARY KEY")
	if _, err := db.Exec(schema); err != nil {
		t.Fatal(err)
	}
	return db
}

// DSN names a new SQLite database, for the ORMs that open it themselves.
func DSN(t *testing.T) string {
	return "file:" + filepath.Join(t.TempDir(), "proof.db") + "?_journal_mode=WAL&_foreign_keys=on&_busy_timeout=0"
}

// Postgres returns an empty PostgreSQL database with schema, on the server
// that the environment variable DATAVET_POSTGRES gives the DSN of. It skips
// the test when there is none. Whoever meets a lock gives up soon.
func Postgres(t *testing.T, schema string) *sql.DB {
	t.Helper()
	dsn := os.Getenv("DATAVET_POSTGRES")
	if dsn == "" {
		t.Skip("DATAVET_POSTGRES has no DSN")
	}
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("proof_%d_%d", os.Getpid(), time.Now().UnixNano())
	config.RuntimeParams["search_path"] = name
	config.RuntimeParams["lock_timeout"] = "300ms"
	db := stdlib.OpenDB(*config)
	t.Cleanup(func() {
		if _, err := db.Exec("DROP SCHEMA " + name + " CASCADE"); err != nil {
			t.Error(err)
		}
		db.Close()
	})
	for _, statement := range []string{"CREATE SCHEMA " + name, schema} {
		if _, err := db.Exec(statement, pgx.QueryExecModeSimpleProtocol); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

// MariaDB returns an empty MariaDB database with schema, which is MariaDB's
// DDL, on the server that the environment variable DATAVET_MARIADB gives the
// DSN of. It skips the test when there is none. Whoever meets a lock gives up
// soon.
func MariaDB(t *testing.T, schema string) *sql.DB {
	t.Helper()
	dsn := os.Getenv("DATAVET_MARIADB")
	if dsn == "" {
		t.Skip("DATAVET_MARIADB has no DSN")
	}
	config, err := mysql.ParseDSN(dsn)
	if err != nil {
		t.Fatal(err)
	}
	config.MultiStatements, config.ParseTime = true, true
	config.Params = map[string]string{"innodb_lock_wait_timeout": "1"}
	open := func() *sql.DB {
		connector, err := mysql.NewConnector(config)
		if err != nil {
			t.Fatal(err)
		}
		db := sql.OpenDB(connector)
		t.Cleanup(func() { db.Close() })
		return db
	}

	server := open()
	name := fmt.Sprintf("proof_%d_%d", os.Getpid(), time.Now().UnixNano())
	if _, err := server.Exec("CREATE DATABASE " + name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := server.Exec("DROP DATABASE " + name); err != nil {
			t.Error(err)
		}
	})
	config.DBName = name
	db := open()
	if _, err := db.Exec(schema); err != nil {
		t.Fatal(err)
	}
	return db
}

// Int returns the number that query selects.
func Int(t *testing.T, db *sql.DB, query string, args ...any) int {
	t.Helper()
	var n int
	if err := db.QueryRowContext(t.Context(), query, args...).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

// Duplicate reports whether err says that a unique key has the value already.
func Duplicate(err error) bool {
	var lite sqlite3.Error
	var pg *pgconn.PgError
	var maria *mysql.MySQLError
	return errors.As(err, &lite) && lite.ExtendedCode == sqlite3.ErrConstraintUnique ||
		errors.As(err, &pg) && pg.Code == "23505" || // unique_violation
		errors.As(err, &maria) && maria.Number == 1062 // ER_DUP_ENTRY
}

// Locked reports whether err says that a lock could not be had.
func Locked(err error) bool {
	var lite sqlite3.Error
	var pg *pgconn.PgError
	var maria *mysql.MySQLError
	return errors.As(err, &lite) && lite.Code == sqlite3.ErrBusy ||
		errors.As(err, &pg) && pg.Code == "55P03" || // lock_not_available
		errors.As(err, &maria) && maria.Number == 1205 // ER_LOCK_WAIT_TIMEOUT
}

// Bounded returns a context for a call that is expected to wait in vain.
func Bounded(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	t.Cleanup(cancel)
	return ctx
}
