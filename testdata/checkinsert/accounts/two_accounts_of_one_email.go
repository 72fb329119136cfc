// People who clicked "sign up" twice had two accounts: what they bought with one, the other didn't show.

package accounts

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"sync"

	"github.com/google/uuid"
)

var errTaken = errors.New("taken")

type request struct{ Email, Name string }

type store struct {
	db *sql.DB
	mu sync.Mutex
}

func (s *store) signUpAfterNoRows(ctx context.Context, req request) (int64, error) {
	var id int64
	err := s.db.QueryRowContext(ctx, `SELECT id FROM residents WHERE email = $1`, req.Email).Scan(&id) // want `insert checked by residents\(email\), without a unique index: two requests at once insert two rows`
	if err == nil {
		return 0, errTaken
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return 0, err
	}
	err = s.db.QueryRowContext(ctx, `INSERT INTO residents (email, name) VALUES ($1, $2) RETURNING id`, req.Email, req.Name).Scan(&id)
	return id, err
}

func (s *store) signUpAfterCount(ctx context.Context, email, name string) error {
	email = strings.ToLower(email)
	var n int
	if err := s.db.QueryRowContext(ctx, `SELECT count(*) FROM residents WHERE lower(email) = $1`, email).Scan(&n); err != nil { // want `insert checked by residents\(email\)`
		return err
	}
	if n > 0 {
		return errTaken
	}
	_, err := s.db.ExecContext(ctx, `INSERT INTO residents (email, name) VALUES ($1, $2)`, email, name)
	return err
}

func (s *store) signUpAfterExists(ctx context.Context, email, name string) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var taken bool
	if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM residents WHERE email = $1)`, email).Scan(&taken); err != nil { // want `insert checked by residents\(email\)`
		return err
	}
	if !taken {
		if _, err := tx.ExecContext(ctx, `INSERT INTO residents (email, name) VALUES ($1, $2)`, email, name); err != nil {
			return err
		}
	}
	return tx.Commit()
}

func (s *store) renameOrSignUp(ctx context.Context, email, name string) error {
	res, err := s.db.ExecContext(ctx, `UPDATE residents SET name = $1 WHERE email = $2`, name, email) // want `insert checked by residents\(email\)`
	if err != nil {
		return err
	}
	n, err := res.RowsAffected()
	if err != nil {
		return err
	}
	if n == 0 {
		_, err = s.db.ExecContext(ctx, `INSERT INTO residents (email, name) VALUES ($1, $2)`, email, name)
	}
	return err
}

func (s *store) signUpInOneStatement(ctx context.Context, email, name string) error {
	_, err := s.db.ExecContext(ctx, `
		INSERT INTO residents (email, name)
		SELECT $1, $2
		WHERE NOT EXISTS (SELECT 1 FROM residents WHERE email = $1)`, email, name) // want `NOT EXISTS by residents\(email\), without a unique index`
	return err
}

// NULL is a value of the key, too: of an account without a mate there is one.
func (s *store) pairOnce(ctx context.Context, accountID int64, mate sql.NullInt64) error {
	_, err := s.db.ExecContext(ctx, `
		INSERT INTO pairs (account_id, mate_id)
		SELECT $1, $2
		WHERE NOT EXISTS (SELECT 1 FROM pairs WHERE account_id = $3 AND (mate_id = $4 OR ($4 IS NULL AND mate_id IS NULL)))`, accountID, mate, accountID, mate) // want `NOT EXISTS by pairs\(account_id, mate_id\)`
	return err
}

func (s *store) pairByDefault(ctx context.Context, accountID int64, mate sql.NullInt64) error {
	_, err := s.db.ExecContext(ctx, `
		INSERT INTO pairs (account_id, mate_id)
		SELECT $1, $2
		WHERE NOT EXISTS (SELECT 1 FROM pairs WHERE account_id = $1 AND COALESCE(mate_id, -1) = COALESCE($2, -1))`, accountID, mate) // want `NOT EXISTS by pairs\(account_id, mate_id\)`
	return err
}

func (s *store) pairInTwo(ctx context.Context, accountID int64, mate sql.NullInt64) error {
	var id int64
	err := s.db.QueryRowContext(ctx, `SELECT id FROM pairs WHERE account_id = $1 AND (mate_id = $2 OR ($2 IS NULL AND mate_id IS NULL))`, accountID, mate).Scan(&id) // want `insert checked by pairs\(account_id, mate_id\)`
	if err == sql.ErrNoRows {
		_, err = s.db.ExecContext(ctx, `INSERT INTO pairs (account_id, mate_id) VALUES ($1, $2)`, accountID, mate)
	}
	return err
}

// A list without rows is no error.
func (s *store) logMates(ctx context.Context, accountID int64, mate sql.NullInt64) error {
	rows, err := s.db.QueryContext(ctx, `SELECT mate_id FROM pairs WHERE account_id = $1`, accountID)
	if err != nil {
		_, err = s.db.ExecContext(ctx, `INSERT INTO pairs (account_id, mate_id) VALUES ($1, $2)`, accountID, mate)
		return err
	}
	return rows.Close()
}

func (s *store) replaceAliases(ctx context.Context, accountID int64, aliases []string) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, `DELETE FROM aliases WHERE account_id = $1`, accountID); err != nil { // want `rows replaced by aliases\(account_id\), without a unique index`
		return err
	}
	for _, alias := range aliases {
		if _, err := tx.ExecContext(ctx, `INSERT INTO aliases (account_id, alias) VALUES ($1, $2)`, accountID, alias); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// The NULLs of deleted_at are distinct: the key takes any number of live rows.
func (s *store) takeAlias(ctx context.Context, accountID int64, alias string) error {
	var id int64
	err := s.db.QueryRowContext(ctx, `SELECT id FROM aliases WHERE alias = $1 AND deleted_at IS NULL`, alias).Scan(&id) // want `insert checked by aliases\(alias\)`
	if err == sql.ErrNoRows {
		_, err = s.db.ExecContext(ctx, `INSERT INTO aliases (account_id, alias) VALUES ($1, $2)`, accountID, alias)
	}
	return err
}

func (s *store) takeHandle(ctx context.Context, accountID int64, handle string) error {
	var id int64
	err := s.db.QueryRowContext(ctx, `SELECT id FROM nicknames WHERE lower(nickname) = lower($1)`, handle).Scan(&id)
	if err == sql.ErrNoRows {
		_, err = s.db.ExecContext(ctx, `INSERT INTO nicknames (account_id, nickname) VALUES ($1, $2)`, accountID, handle)
	}
	return err
}

func (s *store) signUpUnderAdvisoryLock(ctx context.Context, email, name string) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock(hashtext($1))`, email); err != nil {
		return err
	}
	var taken bool
	if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM residents WHERE email = $1)`, email).Scan(&taken); err != nil || taken {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO residents (email, name) VALUES ($1, $2)`, email, name); err != nil {
		return err
	}
	return tx.Commit()
}

func (s *store) signUpSerializable(ctx context.Context, email, name string) error {
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelSerializable})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var taken bool
	if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM residents WHERE email = $1)`, email).Scan(&taken); err != nil || taken {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO residents (email, name) VALUES ($1, $2)`, email, name); err != nil {
		return err
	}
	return tx.Commit()
}

func (s *store) signUpUnderMutex(ctx context.Context, email, name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.signUpLocked(ctx, email, name)
}

func (s *store) signUpLocked(ctx context.Context, email, name string) error {
	var id int64
	err := s.db.QueryRowContext(ctx, `SELECT id FROM residents WHERE email = $1`, email).Scan(&id)
	if err == sql.ErrNoRows {
		_, err = s.db.ExecContext(ctx, `INSERT INTO residents (email, name) VALUES ($1, $2)`, email, name)
	}
	return err
}

func (s *store) upsert(ctx context.Context, email, name string) error {
	var id int64
	err := s.db.QueryRowContext(ctx, `SELECT id FROM residents WHERE email = $1`, email).Scan(&id)
	if err == sql.ErrNoRows {
		_, err = s.db.ExecContext(ctx, `INSERT INTO residents (email, name) VALUES ($1, $2) ON CONFLICT DO NOTHING`, email, name)
	}
	return err
}

// A second account of somebody who is there.
func (s *store) copyAccount(ctx context.Context, email, name string) error {
	var id int64
	if err := s.db.QueryRowContext(ctx, `SELECT id FROM residents WHERE email = $1`, email).Scan(&id); err != nil {
		return err
	}
	_, err := s.db.ExecContext(ctx, `INSERT INTO residents (email, name) VALUES ($1, $2)`, email, name)
	return err
}

// Another key than the one that is inserted.
func (s *store) invite(ctx context.Context, inviter, email string) error {
	var id int64
	err := s.db.QueryRowContext(ctx, `SELECT id FROM residents WHERE email = $1`, inviter).Scan(&id)
	if err == sql.ErrNoRows {
		_, err = s.db.ExecContext(ctx, `INSERT INTO residents (email, name) VALUES ($1, 'guest')`, email)
	}
	return err
}

// The key is made up.
func (s *store) guest(ctx context.Context) error {
	email := uuid.NewString() + "@example.com"
	var id int64
	err := s.db.QueryRowContext(ctx, `SELECT id FROM residents WHERE email = $1`, email).Scan(&id)
	if err == sql.ErrNoRows {
		_, err = s.db.ExecContext(ctx, `INSERT INTO residents (email, name) VALUES ($1, 'guest')`, email)
	}
	return err
}

// One row that the program itself needs.
func (s *store) ensureRoot(ctx context.Context) error {
	var id int64
	err := s.db.QueryRowContext(ctx, `SELECT id FROM residents WHERE email = $1`, "root@example.com").Scan(&id)
	if err == sql.ErrNoRows {
		_, err = s.db.ExecContext(ctx, `INSERT INTO residents (email, name) VALUES ($1, $2)`, "root@example.com", "root")
	}
	return err
}

// Nothing is known of the table.
func (s *store) subscribe(ctx context.Context, email string) error {
	var id int64
	err := s.db.QueryRowContext(ctx, `SELECT id FROM subscribers WHERE email = $1`, email).Scan(&id)
	if err == sql.ErrNoRows {
		_, err = s.db.ExecContext(ctx, `INSERT INTO subscribers (email) VALUES ($1)`, email)
	}
	return err
}
