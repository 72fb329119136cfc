package unguardedretry

// resent reports messages that a consumer sends to its own queue again.
func (c *check) resent() {}
