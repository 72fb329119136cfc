// Package retriedeffect finds what a failed attempt leaves behind for the next one.
//
// A transaction that met another one is rolled back and run again: by the library
// (Spanner's ReadWriteTransaction, crdb.ExecuteTx, MongoDB's WithTransaction), by a
// runner of the project, in whatever package, that is seen to call its func
// parameter again after it failed, or by a retry library around a transaction. The
// database has forgotten the first attempt. The variables that the closure
// captures, the channels that it sends to and the people whom it told haven't.
//
// # Why it bites
//
// A list has its rows twice, a total counts deleted rows twice, a cursor skips
// what the first attempt had read: on days with contention only, without an error,
// in no test. The runner that retries is often added later, and each closure that
// it is given was written for one that runs once.
//
// # Bad
//
//	var sent []int64
//	err := b.inTx(ctx, func(tx *sql.Tx) error {
//		rows, err := tx.QueryContext(ctx, open, customer)
//		if err != nil {
//			return err
//		}
//		defer rows.Close()
//		for rows.Next() {
//			var id, cents int64
//			if err := rows.Scan(&id, &cents); err != nil {
//				return err
//			}
//			sent = append(sent, id)
//		}
//
// inTx runs the closure again when another process has changed one of the bills:
// of two bills sent then has 1, 2, 1, 2. On PostgreSQL, a statement that is tried
// again in the transaction that its failure has ended:
//
//	err = i.retry(func() error {
//		_, err := tx.Exec(ctx, raise, id)
//		return err
//	})
//
// # Good
//
// Begin each attempt with nothing:
//
//	err := b.inTx(ctx, func(tx *sql.Tx) error {
//		sent = nil
//
// Or work on a variable of the attempt's own, and assign it at the end:
//
//	err := b.inTx(ctx, func(tx *sql.Tx) error {
//		ids, _, err := list(ctx, tx, customer)
//		if err != nil {
//			return err
//		}
//		b.meanwhile()
//		if _, err := tx.ExecContext(ctx, markAll, customer); err != nil {
//			return err
//		}
//		sent = ids
//		return nil
//	})
//
// Or assign it in the callback that the runner calls for that before each attempt.
// Retry the transaction, not the statement:
//
//	return i.retry(func() error {
//		tx, err := i.db.Begin(ctx)
//		if err != nil {
//			return err
//		}
//		defer tx.Rollback(ctx)
//		if _, err := tx.Exec(ctx, raise, id); err != nil {
//			return err
//		}
//		return tx.Commit(ctx)
//	})
//
// # Captured
//
// A variable that the closure captures, a field or a map's entry that it leads to,
// gets a value that depends on what it held, and some way from the closure's start
// comes there without a reset: append, +=, ++, xs = xs[1:], or a cursor by which a
// query is asked and which is then moved on. A commit can fail after all of the
// closure has succeeded. Around no transaction, nothing is undone: there it is
// reported only if the attempt can fail after it.
//
// # Sent
//
// A value is sent to a channel inside of a transaction that is run again, or a
// message, mail or call goes out in the attempt before its transaction begins. What
// goes out inside of a transaction is a finding of enqueueintx, whether it is run
// again or not: the remedy is the same.
//
// # Aborted
//
// A statement is retried, by a loop or a runner, in a PostgreSQL transaction that
// was begun before. Each attempt after the first gets 25P02, "current transaction
// is aborted", which also hides why the first one failed.
//
// # Swallowed
//
// Opt-in: an error of a statement, a duplicate key or any, is passed over inside
// of a PostgreSQL transaction, and another statement follows. It works on SQLite
// and MySQL, with which such code is often tested. An error named duplicate,
// unique or already exists is taken for that of a unique key. Of 26 findings in
// repositories that the rule hadn't been tuned on 23 were right, seven and nine of
// them in one repository each.
//
// # Limits
//
// Silent by design: plain assignment; a reset on every way, by the callback or by
// the loop around; a counter that goes up once in each attempt before anything has
// been tried, or only where the attempt fails; numbers that are only told to
// functions that return nothing (loggers, metrics); map entries set to what
// doesn't depend on them; runners that run once (pgx.BeginTxFunc, GORM's
// Transaction) or that retry the begin only; closures that a plain retry runs
// where it goes on from what an earlier attempt left, or adds what it has only when
// it succeeds; a list that is only read, where the errors that are tried again are
// the project's own conflicts; statements with a savepoint, those of MySQL and
// SQLite, and those on a handle of the project's own type that may as well begin.
//
// Known miss: what a function that is called makes of the variable (merge(xs, ys),
// total.Add(x), buf.WriteString, a method that appends to its receiver's field);
// package variables; methods and declared functions that are run again; an object
// that the closure is handed; delete from a map; a field as a cursor; a callback
// of the caller's that is called for each row; an error that is passed over in a
// function that the transaction calls. Known false positive: a transaction that
// reads, whose errors none of those that are tried again can be.
//
// # References
//
// Cloud Spanner, ReadWriteTransaction: "the function may be called several times";
// CockroachDB, "Transaction retry error reference", client-side retry handling;
// lnd, kvdb: the reset callback of Update and View; PostgreSQL, Appendix A, 25P02.
package retriedeffect
