// Package refire finds calls that each round of a timer starts again until the first is answered.
//
// A round compares what grows, the time since something happened, a counter, how
// much has gathered, by a range operator, and starts a call in the background:
// in a goroutine, through a channel that a worker drains, or with a function that
// is handed the answer. What was compared is reset only there, once the call has
// been answered. Rounds are the iterations of a loop that waits for a ticker, a
// timer or a sleep, the calls of a timer's function that starts the timer again,
// a cron's callbacks, and the function that a project's own runner calls so.
//
// # Why it bites
//
// The comparison stays true while the call is under way, so every round starts
// one more. As long as the other side answers within one tick, nothing shows.
// When it is slow, it gets more to do: a client that saved every ten seconds sent
// a save each second, and took its own server down. Fifteen seconds without an
// answer are five calls in the first program below, and one in each of the
// others.
//
// # Bad
//
//	for range seconds {
//		if c.tick() > 10 {
//			go func() {
//				if err := c.post(); err == nil {
//					c.reset()
//				}
//			}()
//		}
//	}
//
// And with a collection that only the answer empties:
//
//	for range ticks {
//		if f.waiting() >= 3 {
//			go func() {
//				f.mu.Lock()
//				batch := slices.Sorted(maps.Keys(f.pending))
//				f.mu.Unlock()
//				if err := f.ask(batch); err == nil {
//					f.mu.Lock()
//					for _, hash := range batch {
//						delete(f.pending, hash)
//					}
//					f.mu.Unlock()
//				}
//			}()
//		}
//	}
//
// # Good
//
// Reset what was compared before the call:
//
//	for range seconds {
//		if c.tick() > 10 {
//			c.reset()
//			go c.post()
//		}
//	}
//
// Or compare so that it is true once:
//
//	if c.tick() == 10 {
//
// Or mark the call while it is under way, where the answer is to count:
//
//	if due && c.inFlight.CompareAndSwap(false, true) {
//		go func() {
//			defer c.inFlight.Store(false)
//			if err := c.post(); err == nil {
//				c.mu.Lock()
//				defer c.mu.Unlock()
//				c.saved = now
//			}
//		}()
//	}
//
// Or take what has gathered off the list, and put it back if the call fails.
//
// # Inflight
//
// The only category. A finding stands at the comparison, its related places are
// where the call is started and what resets the comparison. A bool that marks the
// call is no guard if another function tests it, too, before it starts the same
// call, and neither holds the lock that it otherwise takes: both may find it
// unset. The second related place is then the other test.
//
// # Limits
//
// Silent by design: a call in the round itself, which the next round waits for;
// == and % on a counter; a reset anywhere on the round's way or before the call
// in the goroutine; a condition on anything else that the round or the goroutine
// sets, an atomic exchange, TryLock, singleflight, a semaphore's slot, a row that
// was claimed by an UPDATE; a goroutine that looks again; a round that waits for
// the goroutine, or that is the last; a goroutine that is given what has just
// been received; a context's or HTTP client's constant timeout that isn't longer
// than the tick; a comparison whose reset isn't found where the call is answered.
//
// Known miss: a reset in another package, or of a row in the database; rounds
// that are found by a query (WHERE next_run < now); a flag in a function that takes
// no lock itself; a func() that is given to a helper whose package uses no library
// of data or network; a backoff that success clears although what is due hasn't
// changed; a failing call that is repeated at each tick. Known false positive: a
// call that is bound to be answered within one tick, by a timeout that isn't
// constant.
//
// # References
//
// go-spacemesh, issue 2556; Go, time.NewTicker, on slow receivers; Marc Brooker,
// "Timeouts, retries and backoff with jitter" (Amazon Builders' Library).
package refire
