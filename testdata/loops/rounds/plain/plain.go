// Package plain calls what it is given again and again, and uses no library: it
// isn't looked at.
package plain

import "time"

// Every calls f at each tick.
func Every(f func()) {
	for range time.Tick(time.Second) {
		f()
	}
}
