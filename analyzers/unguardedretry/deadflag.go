package unguardedretry

// flags reports loops whose exit flag may never be set.
func (c *check) flags() {}
