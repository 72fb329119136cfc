// Package unguardedretry finds calls that are repeated because they failed,
// without what keeps that from doing harm.
//
// A call to a database, a queue or another service is made again after it
// failed, and nothing waits in between, nothing ends it, or it may have been
// done the first time.
//
// # Why it bites
//
// A server that is down or overloaded answers at once, with an error. A loop
// that asks again at once asks thousands of times a second, for as long as the
// server is down: it keeps a core and a log busy, and a server that comes back
// down. A write that timed out may have been committed: the second attempt
// writes again.
//
// # Bad
//
//	for {
//		err := l.release(ctx, id)
//		if err == nil {
//			return nil
//		}
//		if ctx.Err() != nil {
//			return ctx.Err()
//		}
//	}
//
// # Good
//
//	pause := time.Second
//	for attempt := 1; ; attempt++ {
//		err := l.release(ctx, id)
//		if err == nil || attempt == 10 {
//			return err
//		}
//		select {
//		case <-ctx.Done():
//			return ctx.Err()
//		case <-time.After(pause + rand.N(pause)):
//			pause *= 2
//		}
//	}
//
// During an outage of a minute this one asked five or six times; the other had
// asked a thousand times when its clock had not moved yet.
//
// # Hot
//
// Nothing bounds the attempts, neither a number nor a deadline, and some way from
// the failure back to the call has no wait. A context that may be cancelled isn't a
// bound: nobody cancels it because a server is down. Often there is a wait, but on
// another way: after an answer that is empty, after one kind of error, at the end of
// a loop that a continue skips.
//
//	for {
//		if err := refresh(ctx); err != nil {
//			log.Print(err)
//			continue
//		}
//		time.Sleep(5 * time.Second)
//	}
//
// # Repeat
//
// A loop that is meant to try again after a failure goes on after success, too:
// the call is made as often as it might have been tried.
//
//	for range 5 {
//		if err = l.release(ctx, id); err != nil {
//			time.Sleep(time.Second)
//		}
//	}
//
// Leave the loop when it succeeded:
//
//	for range 5 {
//		if err = l.release(ctx, id); err == nil {
//			break
//		}
//		time.Sleep(time.Second)
//	}
//
// # Deadflag
//
// What ends the loop is never set. Either it is only set in a closure that is given
// to a function that may fail, or shut down, before it calls it:
//
//	var done bool
//	for !done {
//		add(func(id int64, tx *sql.Tx) (bool, error) {
//			found, err := claim(tx, id)
//			done = err != nil || !found
//			return found, err
//		})
//	}
//
// Say before the call that the loop ends, and in the closure that it goes on:
//
//	done := false
//	for !done {
//		done = true
//		add(func(id int64, tx *sql.Tx) (bool, error) {
//
// Or := in the loop declares another variable of the name that its condition tests:
// for more { rows, more, err := next(ctx) … }.
//
// # Recursion
//
// The function calls itself with the same arguments because a call failed, or may
// have had no effect, and nothing counts how often. While that lasts it doesn't even
// wait, and ends with the stack.
//
//	n, ok := p.Leaked[hash]
//	if !ok {
//		if err := p.fetch(ctx, hash); err != nil {
//			return err
//		}
//		return p.CheckAgain(ctx, hash)
//	}
//
// Good:
//
//	if _, ok := p.Leaked[hash]; !ok {
//		if err := p.fetch(ctx, hash); err != nil {
//			return err
//		}
//	}
//	if p.Leaked[hash] > 0 {
//
// # Write
//
// A write that does more each time it is done is repeated after a timeout, a lost
// connection, or any error: a row that no unique key refuses, a column counted up
// without comparing what it had, a job, a mail. Give the first and the second
// attempt one key: a unique column with ON CONFLICT, an id chosen before the loop,
// an idempotency key; compare a version; or repeat only what has not been done: a
// refused connection, what the database has undone.
//
//	for range 3 {
//		_, err = d.db.ExecContext(ctx, `INSERT INTO deposits (account, cents) VALUES ($1, $2)`, account, cents)
//		if err == nil {
//			return nil
//		}
//		time.Sleep(time.Millisecond)
//	}
//
// The first attempt was committed and its answer lost: there were two deposits.
// With a key there is one:
//
//	for range 3 {
//		_, err = d.db.ExecContext(ctx, `INSERT INTO bookings (request, account, cents) VALUES ($1, $2, $3) ON CONFLICT (request) DO NOTHING`, request, account, cents)
//
// # Request
//
// Opt-in: as Write, of an HTTP POST or PATCH, or of a remote procedure that creates:
// an order, a charge, a message in a chat. Only names tell that from a search or a
// login: of nine findings in repositories that the rule hadn't been tuned on, one
// was right, before names were read word by word.
//
// # Statement
//
// Opt-in: a function runs whatever statement it is given again after a timeout or
// a lost connection. Whether that does harm is up to those who call it: an INSERT
// among them is run twice. Met in one repository.
//
// # Unbounded
//
// Opt-in: the attempts wait, but nothing bounds them: no number, no deadline, no
// context. Nobody learns that it will never succeed, and a shutdown waits for it.
// One of six findings was right, before bounds in runners were understood.
//
//	for {
//		err := l.release(context.Background(), id)
//		if err == nil {
//			return
//		}
//		time.Sleep(time.Minute)
//	}
//
// # Burst
//
// Opt-in: the number of attempts is bounded, but nothing waits between them: they are
// used up before anything can have changed, and transactions that collided collide
// again. One more attempt after a connection turned out to be stale is right. Seven
// of fourteen findings were true.
//
//	for range 10 {
//		if err = l.release(ctx, id); err == nil {
//			return nil
//		}
//	}
//
// # Presumed
//
// Opt-in: as Hot, where only the signature of an interface's method says that it
// is a remote call. The one finding was false.
//
// # Anyerror
//
// Opt-in: every error is retried, without end, those that come back each time
// among them: a misspelt column, a request that is invalid. Or the function that
// says which errors pass names some that don't, and returns true for all others.
// Two of four findings were right.
//
// # Notfound
//
// Opt-in: a job asks again and again for a row that isn't there yet. It was
// enqueued before the transaction that writes the row was committed: see
// enqueueintx. Not met yet.
//
// # Resend
//
// Opt-in: a consumer sends a message that it can't handle to its own queue again,
// whatever the error is. A message that nobody can read goes round for ever. Met in
// one repository.
//
//	for m := range messages {
//		if err := t.handle(m); err != nil {
//			t.queue.Publish(reports, message.NewMessage(watermill.NewUUID(), m.Payload))
//		}
//		m.Ack()
//	}
//
// It belongs there only if trying again may help:
//
//	if err := t.handle(m); errors.Is(err, ErrBusy) {
//		t.queue.Publish(reports, message.NewMessage(watermill.NewUUID(), m.Payload))
//	}
//
// # Limits
//
// A call counts as remote if that follows from the tables of libraries, in whatever
// function below it. What a loop does is told by its ways, not by its names.
//
// Silent by design: a call whose arguments change with the iteration, a page, a
// cursor, a fresh id; a loop that begins with a receive of new work, or accepts
// connections and packets; a wait anywhere on the way back, in a function that is
// called, a select with a timer, a limiter, a ticker; errors by which others have got
// on (a version conflict, a duplicate key, a serialization failure), and tests of the
// error that aren't understood; a loop whose success leaves a trace, for Repeat; a
// loop that has another way out, or waits, for Deadflag.
//
// Known miss: a framework for calls that is the project's own (Presumed finds some);
// a loop whose body is a closure that is called by its name; an attempt whose error
// is only looked at by its caller's caller; a timer that is re-armed at zero;
// functions that call each other in a circle; a flag that is a field; a recursion
// after a call that stored something that is of no help. Known false positive: a peer
// in the same process that a library's table takes for remote.
//
// A write is only reported if it is known to do more each time: rows of a table
// whose DDL or model is known, libraries of queues and mail. It is not reported
// inside a transaction, nor if it is one: what fails before the commit is undone. A
// request is only reported where a function around it is called create, send a
// message, charge or the like, and none of what it is given has a field that may
// name it. PUT and DELETE are idempotent by definition.
//
// Known miss: a commit whose answer gets lost; a message published twice, since
// brokers deliver more than once anyway; a key or HTTP method that callers bring; a
// write whose table or statement isn't known; errors that the project's own types
// and functions tell apart by what only their text or fields say; a closure that a
// retry library takes as an object; a message that an interface sends which nothing
// in sight implements. Known false positive: a server that drops duplicates by what
// a request holds.
//
// # References
//
// AWS Architecture Blog, "Exponential Backoff And Jitter"; Google, Site
// Reliability Engineering, chapter 22, "Addressing Cascading Failures"; Stripe API,
// "Idempotent requests".
package unguardedretry
