// Package outerhandle finds queries that slip past an open transaction through
// the outer handle.
//
// Inside a transaction a query runs through the pool that the transaction was
// begun on, a repository built on that pool, or a context that doesn't carry the
// transaction. The rule follows handles through fields, getters, constructors,
// wrappers and contexts, and reports only where the query provably goes through
// the very handle that the transaction was begun on.
//
// # Why it bites
//
// Such a query runs on another connection. It doesn't see the rows that the
// transaction has written, and what it writes stays after a rollback. If it
// needs a row that the transaction has locked it waits for itself, until a
// timeout or for good: no database sees that deadlock. SQLite answers
// "database is locked" at once. And each such request takes two connections:
// under load the pool runs dry with every transaction waiting for a second one.
//
// # Bad
//
//	func (s *Orders) PlaceSummedOutside(ctx context.Context, order int64, lines []Line) (total int64, err error) {
//		tx, err := s.db.BeginTx(ctx, nil)
//		if err != nil {
//			return 0, err
//		}
//		defer tx.Rollback()
//
//		for _, l := range lines {
//			_, err := tx.ExecContext(ctx, `INSERT INTO lines (order_id, product_id, cents) VALUES ($1, $2, $3)`,
//				order, l.Product, l.Cents)
//			if err != nil {
//				return 0, err
//			}
//		}
//		err = s.db.QueryRowContext(ctx, `SELECT coalesce(sum(cents), 0) FROM lines WHERE order_id = $1`, order).Scan(&total)
//		if err != nil {
//			return 0, err
//		}
//		if _, err := tx.ExecContext(ctx, `INSERT INTO orders (id, total) VALUES ($1, $2)`, order, total); err != nil {
//			return 0, err
//		}
//		return total, tx.Commit()
//	}
//
// # Good
//
//	func (s *Orders) PlaceSummedInside(ctx context.Context, order int64, lines []Line) (total int64, err error) {
//		tx, err := s.db.BeginTx(ctx, nil)
//		if err != nil {
//			return 0, err
//		}
//		defer tx.Rollback()
//
//		for _, l := range lines {
//			_, err := tx.ExecContext(ctx, `INSERT INTO lines (order_id, product_id, cents) VALUES ($1, $2, $3)`,
//				order, l.Product, l.Cents)
//			if err != nil {
//				return 0, err
//			}
//		}
//		err = tx.QueryRowContext(ctx, `SELECT coalesce(sum(cents), 0) FROM lines WHERE order_id = $1`, order).Scan(&total)
//		if err != nil {
//			return 0, err
//		}
//		if _, err := tx.ExecContext(ctx, `INSERT INTO orders (id, total) VALUES ($1, $2)`, order, total); err != nil {
//			return 0, err
//		}
//		return total, tx.Commit()
//	}
//
// # Outer
//
// The handle may be the pool itself; a method whose query runs through the
// pool, at any depth; a transaction of its own that a method opens on the pool;
// or the context from outside the callback, where the transaction travels in the
// callback's own context:
//
//	func (s *Store) ReserveWithOuterContext(ctx context.Context, product int64, customer string) error {
//		return s.InTx(ctx, func(txCtx context.Context) error {
//			if err := s.TakeStock(ctx, product); err != nil {
//				return err
//			}
//			return s.Reserve(txCtx, product, customer)
//		})
//	}
//
// # Limits
//
// Silent by design: handles that can't be followed; another database; a handle
// that may be the transaction on some path (an optional parameter, a context
// that may carry it); methods that run no query; a single connection (sql.Conn,
// pgx.Conn), on which every query joins the open transaction; functions that
// are given a transaction and use their own pool, because which database that
// is can't be seen.
//
// A write that has to survive the rollback (an audit line, a counter of
// attempts) uses its own connection on purpose. Declare the function
// //datavet:autonomous why, or the call //datavet:ignore outerhandle why.
//
// # References
//
// The manuals of database/sql ("Executing transactions": don't use the DB's
// methods within one), of SQLite ("Isolation In SQLite"), and PostgreSQL,
// chapter 13, Concurrency Control. HikariCP, "About Pool Sizing": the number of
// connections without which transactions that take a second one deadlock.
package outerhandle
