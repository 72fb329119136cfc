// Package checkinsert finds rows that are looked for and then inserted without anything that keeps a second request from inserting them, too.
//
// # Why it bites
//
// # Bad
//
//	func (a *Accounts) SignUp(ctx context.Context, email, password string) error {
//		var n int
//		if err := a.db.QueryRowContext(ctx, `SELECT count(*) FROM accounts WHERE email = $1`, email).Scan(&n); err != nil {
//			return err
//		}
//		if n > 0 {
//			return ErrTaken
//		}
//		hash, err := a.hash(password)
//		if err != nil {
//			return err
//		}
//		_, err = a.db.ExecContext(ctx, `INSERT INTO accounts (email, hash) VALUES ($1, $2)`, email, hash)
//		return err
//	}
//
// # Good
//
// A unique key, which tells who comes second:
//
//	const members = `
//	CREATE TABLE members (id BIGSERIAL PRIMARY KEY, email TEXT NOT NULL UNIQUE, hash TEXT NOT NULL);
//	`
//
// And an insert that asks for its answer:
//
//	func (m *Members) SignUpOnConflict(ctx context.Context, email, password string) error {
//		hash, err := m.hash(password)
//		if err != nil {
//			return err
//		}
//		inserted, err := m.db.ExecContext(ctx,
//			`INSERT INTO members (email, hash) VALUES ($1, $2) ON CONFLICT (email) DO NOTHING`, email, hash)
//		if err != nil {
//			return err
//		}
//		return first(inserted)
//	}
//
// Or let one request at a time ask, under a lock that is held until the commit:
//
//	if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, email); err != nil {
//		return err
//	}
//
// # Limits
//
// # References
package checkinsert
