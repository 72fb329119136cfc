// Two requests signed up one address: both asked whether it was taken before either was a patron.

package checkinsert

import (
	"context"
	"database/sql"
	"errors"

	"github.com/jackc/pgx/v5/pgconn"
)

// ErrTaken is the answer to who comes second.
var ErrTaken = errors.New("the address is taken")

// first returns ErrTaken if nothing was inserted.
func first(inserted sql.Result) error {
	n, err := inserted.RowsAffected()
	if n == 0 && err == nil {
		return ErrTaken
	}
	return err
}

const patrons = `
CREATE TABLE patrons (id BIGSERIAL PRIMARY KEY, email TEXT NOT NULL, hash TEXT NOT NULL);
`

// Patrons have one patron of an address, says SignUp.
type Patrons struct {
	db   *sql.DB
	hash func(password string) (string, error)
}

// SignUp creates a patron.
func (p *Patrons) SignUp(ctx context.Context, email, password string) error {
	var n int
	if err := p.db.QueryRowContext(ctx, `SELECT count(*) FROM patrons WHERE email = $1`, email).Scan(&n); err != nil {
		return err
	}
	if n > 0 {
		return ErrTaken
	}
	hash, err := p.hash(password)
	if err != nil {
		return err
	}
	_, err = p.db.ExecContext(ctx, `INSERT INTO patrons (email, hash) VALUES ($1, $2)`, email, hash)
	return err
}

// SignUpInTransaction hopes for the transaction.
func (p *Patrons) SignUpInTransaction(ctx context.Context, email, password string) error {
	tx, err := p.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	taken, err := p.taken(ctx, tx, email)
	if err != nil {
		return err
	}
	if taken {
		return ErrTaken
	}
	hash, err := p.hash(password)
	if err != nil {
		return err
	}
	if err := p.create(ctx, tx, email, hash); err != nil {
		return err
	}
	return tx.Commit()
}

// SignUpForUpdate hopes for the lock of a row that isn't there.
func (p *Patrons) SignUpForUpdate(ctx context.Context, email, password string) error {
	tx, err := p.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	var id int64
	err = tx.QueryRowContext(ctx, `SELECT id FROM patrons WHERE email = $1 FOR UPDATE`, email).Scan(&id)
	if err == nil {
		return ErrTaken
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	hash, err := p.hash(password)
	if err != nil {
		return err
	}
	if err := p.create(ctx, tx, email, hash); err != nil {
		return err
	}
	return tx.Commit()
}

// SignUpLocked lets one request at a time ask for an address.
func (p *Patrons) SignUpLocked(ctx context.Context, email, password string) error {
	tx, err := p.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, email); err != nil {
		return err
	}
	taken, err := p.taken(ctx, tx, email)
	if err != nil {
		return err
	}
	if taken {
		return ErrTaken
	}
	hash, err := p.hash(password)
	if err != nil {
		return err
	}
	if err := p.create(ctx, tx, email, hash); err != nil {
		return err
	}
	return tx.Commit()
}

// SignUpSerializable asks again when the database says that another request
// came between.
func (p *Patrons) SignUpSerializable(ctx context.Context, email, password string) error {
	for {
		err := p.signUpSerializable(ctx, email, password)
		if pg := (*pgconn.PgError)(nil); errors.As(err, &pg) && pg.Code == "40001" { // serialization_failure
			continue
		}
		return err
	}
}

func (p *Patrons) signUpSerializable(ctx context.Context, email, password string) error {
	tx, err := p.db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelSerializable})
	if err != nil {
		return err
	}
	defer tx.Rollback()

	taken, err := p.taken(ctx, tx, email)
	if err != nil {
		return err
	}
	if taken {
		return ErrTaken
	}
	hash, err := p.hash(password)
	if err != nil {
		return err
	}
	if err := p.create(ctx, tx, email, hash); err != nil {
		return err
	}
	return tx.Commit()
}

func (p *Patrons) taken(ctx context.Context, tx *sql.Tx, email string) (taken bool, err error) {
	err = tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM patrons WHERE email = $1)`, email).Scan(&taken)
	return taken, err
}

func (p *Patrons) create(ctx context.Context, tx *sql.Tx, email, hash string) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO patrons (email, hash) VALUES ($1, $2)`, email, hash)
	return err
}

const members = `
CREATE TABLE members (id BIGSERIAL PRIMARY KEY, email TEXT NOT NULL UNIQUE, hash TEXT NOT NULL);
`

// Members have one member of an address, says the unique key.
type Members struct {
	db   *sql.DB
	hash func(password string) (string, error)
}

// SignUp creates a member. The key answers who came between.
func (m *Members) SignUp(ctx context.Context, email, password string) error {
	var n int
	if err := m.db.QueryRowContext(ctx, `SELECT count(*) FROM members WHERE email = $1`, email).Scan(&n); err != nil {
		return err
	}
	if n > 0 {
		return ErrTaken
	}
	hash, err := m.hash(password)
	if err != nil {
		return err
	}
	_, err = m.db.ExecContext(ctx, `INSERT INTO members (email, hash) VALUES ($1, $2)`, email, hash)
	if pg := (*pgconn.PgError)(nil); errors.As(err, &pg) && pg.Code == "23505" { // unique_violation
		return ErrTaken
	}
	return err
}

// SignUpOnConflict doesn't ask.
func (m *Members) SignUpOnConflict(ctx context.Context, email, password string) error {
	hash, err := m.hash(password)
	if err != nil {
		return err
	}
	inserted, err := m.db.ExecContext(ctx,
		`INSERT INTO members (email, hash) VALUES ($1, $2) ON CONFLICT (email) DO NOTHING`, email, hash)
	if err != nil {
		return err
	}
	return first(inserted)
}
