// Package checkinsert finds rows that are looked for and then inserted without anything that keeps a second request from inserting them, too.
//
// A row is looked for by a key (SELECT, First, Exist, count, an UPDATE that hits
// nothing), and where there is none, one of the same key is inserted, here or in
// functions called from here. No unique index has the key, and nothing makes the
// second request wait. The finding stands at the check.
//
// # Why it bites
//
// Two requests at once both find nothing, and both insert. A transaction doesn't
// help: at READ COMMITTED and at REPEATABLE READ neither sees the row of the
// other, and PostgreSQL's FOR UPDATE can't lock a row that isn't there. A double
// click, a client's retry or a redelivered message is enough. From then on the
// code reads one of the two rows, whichever comes first, and what was written to
// the other is lost.
//
// # Bad
//
//	func (p *Patrons) SignUp(ctx context.Context, email, password string) error {
//		var n int
//		if err := p.db.QueryRowContext(ctx, `SELECT count(*) FROM patrons WHERE email = $1`, email).Scan(&n); err != nil {
//			return err
//		}
//		if n > 0 {
//			return ErrTaken
//		}
//		hash, err := p.hash(password)
//		if err != nil {
//			return err
//		}
//		_, err = p.db.ExecContext(ctx, `INSERT INTO patrons (email, hash) VALUES ($1, $2)`, email, hash)
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
// # Replace
//
// Rows are deleted by a key and inserted anew. The second transaction waits for
// the first one's deletes, but doesn't see its inserts: the rows of both stay.
// Lock the row that they belong to, or add the unique index. InnoDB's REPEATABLE
// READ locks the gap that a delete finds empty: MySQL is left out.
//
// # Limits
//
// Silent by design: a unique index or a primary key whose columns both requests
// fill with the same values, be it another key than the one that is checked, also
// a partial one, and of a row that is inserted just before; ON CONFLICT, INSERT
// IGNORE and upserts; advisory locks, GET_LOCK, LOCK TABLE, SELECT … FOR UPDATE
// of another row before it; FOR UPDATE of the row itself where the database isn't
// PostgreSQL; mutexes, singleflight and locks of Redis, also in all callers
// within the package; SERIALIZABLE; SQLite; keys that are constants, elements of
// the program's own lists, or made up; tables of which no DDL and no model with
// declared indexes is known; seeds, migrations, init and main.
//
// Of a key whose NULLs are distinct (UNIQUE (email, deleted_at)) a row is taken to
// be there twice.
//
// Known miss: a check by a join, a range or a list; a key that is checked in one
// form and inserted in another, as by an id and by the row that has it; several
// rows inserted at once by an ORM; a number that is MAX + 1. Known false positive: a
// table whose rows only one process writes; a unique value that is computed from
// what both requests read; say so with //datavet:ignore checkinsert why.
//
// # References
//
// PostgreSQL, chapter 13.2, Transaction Isolation, and INSERT, on ON CONFLICT;
// MySQL, "InnoDB Locking", on gap locks; GORM, "Advanced Query", on FirstOrCreate.
package checkinsert
