package unguardedretry

// writes reports writes that are repeated although they may have been done
// (write), and, opt-in, whatever statement a wrapper is given (statement).
func (c *check) writes() {}
