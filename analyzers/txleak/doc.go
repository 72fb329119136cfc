// Package txleak finds paths that leave a transaction open, commit it unheard or
// use it after its end.
//
// # Why it bites
//
// A transaction that is neither committed nor rolled back keeps its connection
// and its locks. The service works until the pool has no connection left, or
// until somebody needs a locked row; PostgreSQL can't vacuum past it. The path
// is nearly always an early return on an error, which tests don't take.
//
// # Bad
//
//	func (s *Coupons) RedeemLeaking(ctx context.Context, code string) error {
//		tx, err := s.db.BeginTx(ctx, nil)
//		if err != nil {
//			return err
//		}
//		var left int
//		if err := tx.QueryRowContext(ctx, `SELECT left_over FROM coupons WHERE code = $1`, code).Scan(&left); err != nil {
//			tx.Rollback()
//			return err
//		}
//		if left == 0 {
//			return errSpent
//		}
//		if _, err := tx.ExecContext(ctx, `UPDATE coupons SET left_over = left_over - 1 WHERE code = $1`, code); err != nil {
//			tx.Rollback()
//			return err
//		}
//		return tx.Commit()
//	}
//
// # Good
//
//	func (s *Coupons) Redeem(ctx context.Context, code string) error {
//		tx, err := s.db.BeginTx(ctx, nil)
//		if err != nil {
//			return err
//		}
//		defer tx.Rollback()
//
//		var left int
//		if err := tx.QueryRowContext(ctx, `SELECT left_over FROM coupons WHERE code = $1`, code).Scan(&left); err != nil {
//			return err
//		}
//		if left == 0 {
//			return errSpent
//		}
//		if _, err := tx.ExecContext(ctx, `UPDATE coupons SET left_over = left_over - 1 WHERE code = $1`, code); err != nil {
//			return err
//		}
//		return tx.Commit()
//	}
//
// # Open
//
// A return at which the transaction is neither ended nor handed on. Deferring
// Rollback right after Begin covers all of them: after a commit it does nothing.
//
// # Commit
//
// The outcome of a commit isn't looked at, where it is no plain error that
// errcheck would miss: GORM's Commit returns a *DB whose Error tells of a
// deferred constraint, a serialization failure or a lost connection.
//
//	func (s *Comments) AddUnheard(ctx context.Context, post int64, text string) error {
//		tx := s.db.WithContext(ctx).Begin()
//		if tx.Error != nil {
//			return tx.Error
//		}
//		defer tx.Rollback()
//
//		if err := tx.Create(&Comment{post, text}).Error; err != nil {
//			return err
//		}
//		tx.Commit()
//		return nil
//	}
//
// # After
//
// A statement runs through the transaction's handle where it has ended on every
// path: it fails with sql.ErrTxDone, or, with some libraries, runs on its own.
//
// # Limits
//
// Opt-in. Silent where the handle leaves the function's sight: stored, sent,
// captured by a goroutine, given to a function that nothing is known of.
// Known miss: a rollback that is skipped under a condition inside the function
// that should do it.
//
// # References
//
// The manual of database/sql, "Executing transactions"; PostgreSQL,
// idle_in_transaction_session_timeout.
package txleak
