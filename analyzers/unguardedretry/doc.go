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
// # Good
//
// # Hot
//
// Nothing bounds the attempts, and some way from the failure back to the call
// has no wait.
//
// # Repeat
//
// A loop that is meant to try again after a failure goes on after success, too:
// the call is made as often as it might have been tried.
//
// # Deadflag
//
// What ends the loop is never set: only in a closure that may not be called, or
// in another variable of the same name.
//
// # Recursion
//
// The function calls itself with the same arguments after the call failed, and
// nothing counts how often.
//
// # Write
//
// # Statement
//
// Opt-in:
//
// # Unbounded
//
// Opt-in: the attempts wait, but nothing bounds them: no number, no deadline, no
// context.
//
// # Burst
//
// Opt-in: the number of attempts is bounded, but nothing waits between them: they
// all fail within the same millisecond.
//
// # Presumed
//
// Opt-in: as Hot, where only the signature of an interface's method says that it
// is a remote call.
//
// # Anyerror
//
// Opt-in:
//
// # Notfound
//
// Opt-in:
//
// # Resend
//
// Opt-in:
//
// # Limits
//
// # References
//
// AWS Architecture Blog, "Exponential Backoff And Jitter"; Google, Site
// Reliability Engineering, chapter 22, "Addressing Cascading Failures".
package unguardedretry
