// Package halfplayed finds job handlers that may fail after they did something
// that can't be taken back and isn't to be done twice.
//
// A handler enqueues a job, publishes a message, sends a mail, makes a remote
// call, inserts a row that no unique key refuses or counts one up, and commits;
// then another call fails, and the handler returns that error. The queue runs the
// handler again, from its start.
//
// The second call need not be irrevocable itself: what does the harm is that the
// first is done again, and any error has that effect. But it must go over the
// network or to the database: an error of json.Marshal comes in tests or never.
//
// Handlers are those of asynq, river, gocraft/work, watermill, machinery, faktory
// and Temporal's activities, and functions that lead to a Nack or the message's
// publication again: by their parameter's type, their registration, or that of
// the project's own helpers, across packages; and what they call and whose error
// they return.
//
// # Why it bites
//
// Queues deliver at least once, and an error is how a handler asks for it. In the
// proof a customer is charged, there is no book in stock, the job fails; when it
// runs again there is one, and the customer is charged again. A newsletter to three
// of whom the last is refused reaches the first two twice, and with a queue's
// default of 25 attempts 25 times. In tests nothing fails halfway.
//
// # Replayed
//
// The finding stands at the call that may fail, with the deed before it as
// related information; one for each function. "A later round" is the same call in
// a loop: the first rounds are done again. A deed and a failure in a function of
// another package are reported where the handler calls it.
//
// # Bad
//
//	if err := s.post(ctx, "/charges", order); err != nil {
//		return err
//	}
//	_, err := s.db.ExecContext(ctx, `UPDATE stock SET pieces = pieces - 1 WHERE product = 'book'`)
//	return err
//
// The same in a loop:
//
//	for _, to := range strings.Fields(string(task.Payload())) {
//		if err := s.post(ctx, "/mails", to); err != nil {
//			return err
//		}
//	}
//
// And with a row under a fresh id:
//
//	_, err := s.db.ExecContext(ctx, `INSERT INTO payouts (id, order_id, cents) VALUES ($1, $2, 100)`, uuid.NewString(), order)
//	if err != nil {
//		return err
//	}
//	return s.post(ctx, "/payouts", order)
//
// # Good
//
// Have the receiver take the second for the first, by a key that is the same in
// each run:
//
//	req.Header.Set("Idempotency-Key", order)
//	if err := s.send(req); err != nil {
//		return err
//	}
//
// Or make each step a job of its own, whose id the queue refuses a second time:
//
//	mail := asynq.NewTask("mail", []byte(to), asynq.TaskID("newsletter:"+to))
//	if _, err := s.jobs.EnqueueContext(ctx, mail); err != nil && !errors.Is(err, asynq.ErrTaskIDConflict) {
//		return err
//	}
//
// Or note what was done right after it, and look at the note. A crash between the
// two still does it twice:
//
//	if !charged.Valid {
//		if err := s.post(ctx, "/charges", order); err != nil {
//			return err
//		}
//		_, err := s.db.ExecContext(ctx, `UPDATE charges SET charged_at = CURRENT_TIMESTAMP WHERE order_id = $1`, order)
//
// Or insert under an id that the job has:
//
//	_, err := s.db.ExecContext(ctx, `INSERT INTO payouts (id, order_id, cents) VALUES ($1, $2, 100) ON CONFLICT DO NOTHING`, "payout:"+order, order)
//
// # Limits
//
// Opt-in: many messages may come twice, and their authors know it. Eleven findings
// in twelve public repositories were read: nine were right as the rule means it
// (one credits a balance twice, the others insert log rows and call hooks again),
// two were not and are silent now.
//
// Silent by design: idempotency keys (asynq's TaskID and Unique, river's
// UniqueOpts, deduplication ids, workflow ids, Stripe's keys, HTTP headers); what
// does twice what it does once (PUT and DELETE, objects put and deleted, keys set,
// upserts); an effect through the transaction that the failure rolls back; errors
// that are logged, or returned as permanent (SkipRetry, JobCancel); an effect that
// a remote call's answer decides, or a column or field that is written after it;
// a report of the failure itself; what a goroutine does.
//
// The handler and what it calls may be in packages that don't import each other: a
// handler declares the interface that it is given. Such a handler is decided where
// both are reached, and reported in its place: run datavet on ./..., not on the
// handlers alone.
//
// Known miss: a row whose table isn't known; a loop over an iterator; a failure that no remote call has; a
// retry that only a deferred closure decides; goroutines that the handler waits for;
// handlers that a struct's registration names, or that reach a queue through more
// than fields, parameters and closures; Kafka consumers that go on without a commit.
// Known false positive: a receiver that drops duplicates by the payload; a job that
// is enqueued with no attempts left (asynq's MaxRetry(0)), or whose handler is
// registered so (gocraft's MaxFails: 1); a handler that does the first step on its
// first attempt alone, by the number of it; a queue that doesn't retry unless it is
// told to (machinery); a table whose unique key is made by what isn't in the module.
//
// # References
//
// Pat Helland, "Idempotence Is Not a Medical Condition" (ACM Queue, 2012); Stripe,
// "Idempotent requests"; asynq, "Unique Tasks" and "Task Retry"; River, "Unique
// jobs"; RabbitMQ, "Consumer Acknowledgements".
package halfplayed
