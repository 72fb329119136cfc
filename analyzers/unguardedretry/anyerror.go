package unguardedretry

// anyError reports calls that are made again for permanent errors, too.
func (c *check) anyError() {}
