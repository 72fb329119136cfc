package unguardedretry

// attempts reports the calls that are made again after they failed without a
// bound, a wait, or an end: hot, repeat, recursion, unbounded, burst, presumed.
func (c *check) attempts() {}
