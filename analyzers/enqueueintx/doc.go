// Package enqueueintx finds work that leaves the process before its transaction
// commits.
//
// Inside a database transaction a job is enqueued, a message published, a mail
// sent, an HTTP or RPC call made, a file or object deleted. The rule knows the
// libraries, and infers a project's own wrappers: which functions run their
// callback between begin and commit, and which end, any number of calls and
// packages further down, in a library that has such an effect. The finding
// stands at the call inside the transaction and names the way to the library.
//
// # Why it bites
//
// Nobody else sees the rows before COMMIT. A worker that is faster than the
// commit doesn't find the row that its job names; retries are bolted on for
// "not found". When the transaction rolls back, because a later statement, the
// commit itself or the connection fails, the job runs all the same, the mail is
// out, the card is charged, the file is gone, for a row that never existed.
// And while the call waits for the other side, the transaction holds its locks
// and its connection.
//
// Collect what is to be sent, and send it when the transaction has committed.
// Where a crash between the two must not lose it, write it to an outbox table
// or enqueue it with the transaction's handle (river's InsertTx): then it
// commits with the rows.
//
// # Bad
//
//	func (s *Invoices) CreateInsideTx(ctx context.Context, customer, cents int64) error {
//		tx, err := s.db.BeginTx(ctx, nil)
//		if err != nil {
//			return err
//		}
//		defer tx.Rollback()
//
//		var id int64
//		err = tx.QueryRowContext(ctx, `INSERT INTO invoices (customer_id, cents) VALUES ($1, $2) RETURNING id`,
//			customer, cents).Scan(&id)
//		if err != nil {
//			return err
//		}
//		if _, err := s.jobs.EnqueueContext(ctx, mailInvoice(id)); err != nil {
//			return err
//		}
//		_, err = tx.ExecContext(ctx, `UPDATE customers SET credit = credit - $1 WHERE id = $2`, cents, customer)
//		if err != nil {
//			return err
//		}
//		return tx.Commit()
//	}
//
// # Good
//
//	func (s *Invoices) CreateThenEnqueue(ctx context.Context, customer, cents int64) error {
//		id, err := s.create(ctx, customer, cents)
//		if err != nil {
//			return err
//		}
//		_, err = s.jobs.EnqueueContext(ctx, mailInvoice(id))
//		return err
//	}
//
// Or, with a queue that lives in the same database, as part of the
// transaction:
//
//	func (s *Receipts) CreateWithInsertTx(ctx context.Context, customer, cents int64) error {
//		tx, err := s.db.BeginTx(ctx, nil)
//		if err != nil {
//			return err
//		}
//		defer tx.Rollback()
//
//		id, err := insertReceipt(ctx, tx, customer, cents)
//		if err != nil {
//			return err
//		}
//		if _, err := s.jobs.InsertTx(ctx, tx, Print{id}, nil); err != nil {
//			return err
//		}
//		if err := takeCredit(ctx, tx, customer, cents); err != nil {
//			return err
//		}
//		return tx.Commit()
//	}
//
// # Enqueue
//
// A job for a worker: asynq, river's Insert, machinery, Temporal and others.
// Enqueue after commit, or with the transaction's handle where the queue
// offers it.
//
// # Publish
//
// A message for subscribers: Kafka, NATS, AMQP, Redis pub/sub and streams,
// SNS, Pub/Sub and others. Publish after commit; use an outbox where no message
// may be lost.
//
// # Mail
//
// A mail or a chat message to a person: nothing takes it back.
//
// # Call
//
// An HTTP call that may change something (not GET, HEAD or OPTIONS) or a remote
// procedure call. If its answer decides over the transaction, reserve in a first
// transaction, call, and confirm in a second; give the call an idempotency key.
//
// # Storage
//
// A file or object is deleted while the row that refers to it may stay. Delete
// the row, commit, then delete the file: a file too many can be swept up later.
//
// # Hook
//
// GORM calls BeforeSave, AfterCreate and their like inside the statement's
// transaction, its own or the caller's. Whatever such a method sends is sent
// before commit, by every caller of Create, and none of them shows it. xorm's
// After* methods run after the commit of their session and are no such scope;
// nor are the hooks of ent and bun by themselves.
//
// # Limits
//
// Silent by design: a call on the way to a rollback only (the failure branch of
// an error); read-only transactions; consumers that claim their rows with SKIP
// LOCKED; deferred calls; functions that are told an error, because the report
// of a failure stays true after a rollback; GET requests and requests whose
// method isn't known; remote procedures whose names say that they only read;
// files made by os.CreateTemp; in-memory state, caches, logging, metrics,
// tracing.
//
// Known miss: an interface whose implementations stand in packages that neither
// the interface's package nor the caller imports; say what its method does with
// a directive, //datavet:enqueues above the method. Known miss: a function value
// kept in a field and called elsewhere; a callback passed in a field of an
// options struct. Known miss: effects of a library that isn't in the table, and
// os/exec.
//
// A function that takes a transaction's handle is taken to run inside it. If the
// effect is wanted there, say so: //datavet:ignore enqueueintx why.
//
// # References
//
// The outbox and the dual-write problem: Chris Richardson, Microservices
// Patterns, chapter 3; Brandur Leach, Transactionally Staged Job Drains in
// Postgres; the manuals of River (Inserting jobs, transactional enqueueing) and
// of Sidekiq (Problems and Troubleshooting, "Cannot find ModelName with
// ID=12345").
package enqueueintx
