// An import passed over the repositories that were there already: on SQLite the
// rest was imported, on PostgreSQL nothing was.

package retriedeffect

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/gorm"
)

var (
	errDuplicate = errors.New("resource is a duplicate")
	errNotFound  = errors.New("resource not found")
)

type repositories struct{ db *sql.DB }

func (r *repositories) create(ctx context.Context, tx *sql.Tx, name string) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO repositories (name) VALUES ($1)", name)
	var pg *pgconn.PgError
	if errors.As(err, &pg) && pg.Code == "23505" {
		return errDuplicate
	}
	return err
}

func (r *repositories) update(ctx context.Context, tx *sql.Tx, name string) error {
	res, err := tx.ExecContext(ctx, "UPDATE repositories SET used = true WHERE name = $1", name)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return errNotFound
	}
	return nil
}

func (r *repositories) withTx(ctx context.Context, fn func(*sql.Tx) error) error {
	tx, err := r.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := fn(tx); err != nil {
		return err
	}
	return tx.Commit()
}

func (r *repositories) returned(ctx context.Context, names []string) error {
	return r.withTx(ctx, func(tx *sql.Tx) error {
		for _, name := range names {
			if err := r.create(ctx, tx, name); err != nil {
				return err
			}
		}
		return nil
	})
}

// That there is no row ends no transaction.
func (r *repositories) foundOrNot(ctx context.Context, names []string) error {
	return r.withTx(ctx, func(tx *sql.Tx) error {
		for _, name := range names {
			err := r.update(ctx, tx, name)
			if errors.Is(err, errNotFound) {
				continue
			}
			if err != nil {
				return err
			}
			var id int
			err = tx.QueryRowContext(ctx, "SELECT id FROM repositories WHERE name = $1", name).Scan(&id)
			if err != nil {
				continue
			}
		}
		return nil
	})
}

// Nothing follows it in the transaction.
func (r *repositories) last(ctx context.Context, name string) error {
	return r.withTx(ctx, func(tx *sql.Tx) error {
		err := r.create(ctx, tx, name)
		if errors.Is(err, errDuplicate) {
			return nil
		}
		return err
	})
}

func (r *repositories) outside(ctx context.Context, names []string) {
	for _, name := range names {
		if _, err := r.db.ExecContext(ctx, "INSERT INTO repositories (name) VALUES ($1)", name); err != nil {
			continue
		}
	}
}

func (r *repositories) fromSavepoint(ctx context.Context, names []string) error {
	return r.withTx(ctx, func(tx *sql.Tx) error {
		for _, name := range names {
			if _, err := tx.ExecContext(ctx, "SAVEPOINT one"); err != nil {
				return err
			}
			if err := r.create(ctx, tx, name); errors.Is(err, errDuplicate) {
				if _, err := tx.ExecContext(ctx, "ROLLBACK TO SAVEPOINT one"); err != nil {
					return err
				}
			} else if err != nil {
				return err
			}
		}
		return nil
	})
}

func undo(tx *sql.Tx) { _ = tx.Rollback() }

// oneByOne: each name has a transaction of its own, which the failure ends.
func (r *repositories) oneByOne(ctx context.Context, names []string) {
	for _, name := range names {
		tx, err := r.db.BeginTx(ctx, nil)
		if err != nil {
			continue
		}
		if err := r.create(ctx, tx, name); err != nil {
			undo(tx)
			continue
		}
		if err := tx.Commit(); err != nil {
			continue
		}
	}
}

// leftOpen leaks a transaction, but the next one isn't the one that failed.
func (r *repositories) leftOpen(ctx context.Context, names []string) {
	for _, name := range names {
		tx, err := r.db.BeginTx(ctx, nil)
		if err != nil {
			continue
		}
		if err := r.create(ctx, tx, name); err != nil {
			continue
		}
		if err := tx.Commit(); err != nil {
			continue
		}
	}
}

// unchanged: the library said so before it had sent anything.
func (r *repositories) unchanged(ctx context.Context, names []string) error {
	return r.withTx(ctx, func(tx *sql.Tx) error {
		for _, name := range names {
			if err := r.create(ctx, tx, name); err != nil && err.Error() != "nothing to be created" {
				return err
			}
		}
		return nil
	})
}

func nested(db *gorm.DB, names []string) error {
	return db.Transaction(func(tx *gorm.DB) error {
		for _, name := range names {
			err := tx.Transaction(func(tx *gorm.DB) error {
				return tx.Exec("INSERT INTO repositories (name) VALUES (?)", name).Error
			})
			if err != nil {
				continue
			}
		}
		return nil
	})
}

func (r *repositories) skipped(ctx context.Context, names []string) error {
	return r.withTx(ctx, func(tx *sql.Tx) error {
		for _, name := range names {
			err := r.create(ctx, tx, name)
			if errors.Is(err, errDuplicate) { // want `error passed over inside a transaction: PostgreSQL refuses every statement after it`
				continue
			} else if err != nil {
				return err
			}
		}
		return nil
	})
}

func (r *repositories) logged(ctx context.Context, names []string) error {
	tx, err := r.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, name := range names {
		if err := r.create(ctx, tx, name); err != nil { // want `error passed over`
			slog.Warn("not imported", "error", err)
		}
	}
	return tx.Commit()
}

func (r *repositories) byCode(ctx context.Context, names []string) error {
	return r.withTx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO repositories (name) VALUES ($1)", names[0])
		if err != nil {
			var pg *pgconn.PgError
			if !errors.As(err, &pg) || pg.Code != "23505" { // want `error passed over`
				return err
			}
		}
		_, err = tx.ExecContext(ctx, "UPDATE imports SET done = true")
		return err
	})
}

func (r *repositories) byText(ctx context.Context, names []string) error {
	return r.withTx(ctx, func(tx *sql.Tx) error {
		for _, name := range names {
			_, err := tx.ExecContext(ctx, "INSERT INTO repositories (name) VALUES ($1)", name)
			if err != nil && !strings.Contains(err.Error(), "already exists") { // want `error passed over`
				return err
			}
		}
		return nil
	})
}

// Nothing in sight implements it.
type repositoryStore interface {
	Create(ctx context.Context, name string) error
}

type transactor interface {
	WithTx(ctx context.Context, fn func(context.Context) error) error
}

type txKey struct{}

type runner struct{ db *sql.DB }

func (r *runner) WithTx(ctx context.Context, fn func(context.Context) error) error {
	tx, err := r.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := fn(context.WithValue(ctx, txKey{}, tx)); err != nil {
		return err
	}
	return tx.Commit()
}

func imported(ctx context.Context, tx transactor, store repositoryStore, names []string) (skipped []string, err error) {
	err = tx.WithTx(ctx, func(ctx context.Context) error {
		for _, name := range names {
			err = store.Create(ctx, name)
			if errors.Is(err, errDuplicate) { // want `error passed over`
				skipped = append(skipped, name)
				continue
			} else if err != nil {
				return err
			}
		}
		return nil
	})
	return skipped, err
}

// known miss: the error is passed over in a function that the transaction calls.
func (r *repositories) inFunction(ctx context.Context, names []string) error {
	return r.withTx(ctx, func(tx *sql.Tx) error {
		for _, name := range names {
			if err := r.createOrSkip(ctx, tx, name); err != nil {
				return err
			}
		}
		return nil
	})
}

func (r *repositories) createOrSkip(ctx context.Context, tx *sql.Tx, name string) error {
	if err := r.create(ctx, tx, name); err != nil && !errors.Is(err, errDuplicate) {
		return err
	}
	return nil
}
