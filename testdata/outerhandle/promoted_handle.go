// The handle was embedded: client.Create looked like the closure's tx.Create.

package outerhandle

import (
	"context"
	"database/sql"

	"gorm.io/gorm"
	"xorm.io/xorm"

	"github.com/datavet/datavet/testdata/wrappers/promoted"
	"github.com/datavet/datavet/testdata/wrappers/xsession"
)

func promotedInClosure(client *promoted.Client) error {
	return client.Transaction(func(tx *gorm.DB) error {
		if err := tx.Create(&order{}).Error; err != nil {
			return err
		}
		return client.Create(&order{}).Error // want `query inside a transaction runs outside it`
	})
}

func promotedMethodInClosure(client *promoted.Client) error {
	return client.Transaction(func(tx *gorm.DB) error {
		if _, err := client.WithTx(tx).Names(); err != nil {
			return err
		}
		_, err := client.Names() // want `query by Names inside a transaction runs outside it`
		return err
	})
}

type service struct{ client *promoted.Client }

func (s *service) promotedManual() error {
	tx := s.client.Begin()
	defer tx.Rollback()
	if _, err := s.client.Names(); err != nil { // want `inside a transaction runs outside it on s.client`
		return err
	}
	client := &promoted.Client{DB: tx}
	if _, err := client.Names(); err != nil {
		return err
	}
	return tx.Commit().Error
}

func getter(ctx context.Context, s *promoted.Store) error {
	tx, err := s.DB().BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "DELETE FROM names"); err != nil {
		return err
	}
	if _, err := s.List(ctx); err != nil { // want `inside a transaction runs outside it`
		return err
	}
	return tx.Commit()
}

func getterAfterwards(ctx context.Context, s *promoted.Store) ([]string, error) {
	tx, err := s.DB().BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "DELETE FROM names"); err != nil {
		return nil, err
	}
	if err := tx.Commit(); err != nil {
		return nil, err
	}
	return s.List(ctx)
}

func sessionAsOption(client *xsession.Client) error {
	_, err := client.Transaction(func(session *xorm.Session) (any, error) {
		return nil, client.Save("inside", xsession.WithSession(session))
	})
	return err
}

func withoutSession(client *xsession.Client) error {
	_, err := client.Transaction(func(session *xorm.Session) (any, error) {
		if _, err := session.Insert("inside"); err != nil {
			return nil, err
		}
		return nil, client.Save("outside") // known miss: whether an option gives a session isn't followed
	})
	return err
}

// A replicated reads elsewhere.
type replicated struct{ primary, replica *sql.DB }

func (r *replicated) readsReplica(ctx context.Context) error {
	tx, err := r.primary.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := r.replica.QueryRowContext(ctx, "SELECT 1").Err(); err != nil {
		return err
	}
	return tx.Commit()
}

// chosen runs in the transaction if there is one.
func chosen(ctx context.Context, db *sql.DB, atomic bool) error {
	var q interface {
		ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	} = db
	if atomic {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer tx.Commit()
		q = tx
	}
	_, err := q.ExecContext(ctx, "UPDATE n SET n = 1")
	return err
}

// tableExists is a query of the schema through the pool, passed as an argument.
func tableExists(db *gorm.DB) bool { return db.Migrator().HasTable("names") }

func poolAsArgument(db *gorm.DB) error {
	return db.Transaction(func(tx *gorm.DB) error {
		if !tableExists(tx) {
			return nil
		}
		if !tableExists(db) { // want `query by tableExists inside a transaction runs outside it`
			return nil
		}
		return tx.Create(&order{}).Error
	})
}

// handed has the caller's transaction and a pool of its own.
func (l *ledger) handed(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, "UPDATE n SET n = 1"); err != nil {
		return err
	}
	_, err := l.db.ExecContext(ctx, "UPDATE n SET n = 2") // known miss: what tx was begun on isn't known here
	return err
}

func (l *ledger) hands(ctx context.Context) error {
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := l.handed(ctx, tx); err != nil {
		return err
	}
	return tx.Commit()
}

// inLoop begins in each round and asks the pool for the next between.
func (l *ledger) inLoop(ctx context.Context, names []string) error {
	for _, name := range names {
		if err := l.db.PingContext(ctx); err != nil {
			return err
		}
		err := func() error {
			tx, err := l.db.BeginTx(ctx, nil)
			if err != nil {
				return err
			}
			defer tx.Rollback()
			if _, err := tx.ExecContext(ctx, "INSERT INTO names VALUES ($1)", name); err != nil {
				return err
			}
			return tx.Commit()
		}()
		if err != nil {
			return err
		}
		if _, err := l.db.ExecContext(ctx, "UPDATE progress SET n = n + 1"); err != nil {
			return err
		}
	}
	return nil
}

// closureOfTheTransaction hands tx to a closure by capture.
func (l *ledger) closureOfTheTransaction(ctx context.Context) error {
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	exec := func(query string) error {
		_, err := tx.ExecContext(ctx, query)
		return err
	}
	outside := func(query string) error {
		_, err := l.db.ExecContext(ctx, query) // want `query inside a transaction runs outside it on l.db`
		return err
	}
	if err := exec("UPDATE n SET n = 1"); err != nil {
		return err
	}
	if err := outside("UPDATE n SET n = 2"); err != nil {
		return err
	}
	return tx.Commit()
}

// preparedStatement is bound to the transaction.
func (l *ledger) preparedStatement(ctx context.Context, stmt *sql.Stmt) error {
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.StmtContext(ctx, stmt).ExecContext(ctx); err != nil {
		return err
	}
	return tx.Commit()
}
