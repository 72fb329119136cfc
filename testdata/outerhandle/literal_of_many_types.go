// Helpers that are written for pools and transactions alike take a literal of
// an interface, which many libraries' types implement: one was given the pool.

package outerhandle

import (
	"context"
	"database/sql"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"xorm.io/xorm"
)

func touch(ctx context.Context, q interface {
	Exec(ctx context.Context, query string, args ...any) (pgconn.CommandTag, error)
}) error {
	_, err := q.Exec(ctx, "UPDATE names SET seen = now()")
	return err
}

func touchOutside(ctx context.Context, pool *pgxpool.Pool) error {
	return pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		if err := touch(ctx, tx); err != nil {
			return err
		}
		return touch(ctx, pool) // want `query by touch inside a transaction runs outside it on pool`
	})
}

func insertAll(s interface {
	Insert(beans ...any) (int64, error)
}, beans ...any) error {
	_, err := s.Insert(beans...)
	return err
}

func insertAllOutside(engine *xorm.Engine) error {
	_, err := engine.Transaction(func(session *xorm.Session) (any, error) {
		if err := insertAll(session, &order{}); err != nil {
			return nil, err
		}
		return nil, insertAll(engine, &order{}) // want `query by insertAll inside a transaction runs outside it on engine`
	})
	return err
}

// A mirror has its handles in fields of a literal's type.
type mirror struct {
	read, write interface {
		ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
		QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	}
}

func (m mirror) copy(ctx context.Context) error {
	rows, err := m.read.QueryContext(ctx, "SELECT n FROM names")
	if err != nil {
		return err
	}
	defer rows.Close()
	_, err = m.write.ExecContext(ctx, "INSERT INTO mirrored DEFAULT VALUES")
	return err
}

func (l *ledger) mirrored(ctx context.Context, other *sql.DB) error {
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := (mirror{read: tx, write: tx}).copy(ctx); err != nil {
		return err
	}
	if err := (mirror{read: other, write: tx}).copy(ctx); err != nil {
		return err
	}
	if err := (mirror{read: l.db, write: l.db}).copy(ctx); err != nil { // want `query by copy inside a transaction runs outside it on l.db`
		return err
	}
	if err := (mirror{read: tx, write: l.db}).copy(ctx); err != nil { // known miss: what is given the transaction may know best
		return err
	}
	return tx.Commit()
}

// describe takes a literal that no handle implements.
func describe(s interface{ String() string }) string { return s.String() }

func (l *ledger) described(ctx context.Context, s interface{ String() string }) error {
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO names VALUES ($1)", describe(s)); err != nil {
		return err
	}
	return tx.Commit()
}
