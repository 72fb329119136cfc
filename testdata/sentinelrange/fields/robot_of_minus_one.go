// Robots that never expire have -1, which is before now.

package fields

import "time"

// A Robot never expires if ExpiresAt is -1.
type Robot struct {
	Name      string `json:"name"`
	ExpiresAt int64  `json:"expires_at"`
	StartsAt  int64  `json:"starts_at"`
	UsedAt    int64  `json:"used_at"`
}

func (r *Robot) valid(now time.Time) bool {
	return r.ExpiresAt == -1 || r.ExpiresAt > now.Unix()
}

func (r *Robot) expired(now time.Time) bool {
	return r.ExpiresAt <= now.Unix() // want `also takes those that have none`
}

func (r *Robot) expiredOnly(now time.Time) bool {
	return r.ExpiresAt != -1 && r.ExpiresAt <= now.Unix()
}

// expiredGuarded has its guard in a function that calls it.
func expiredGuarded(r *Robot, now time.Time) bool {
	if r.ExpiresAt == -1 {
		return false
	}
	return past(r, now)
}

func past(r *Robot, now time.Time) bool { return r.ExpiresAt < now.Unix() }

// endless is a test that others call.
func (r *Robot) endless() bool { return r.ExpiresAt == -1 }

// expiredUnlessEndless leaves the test to endless.
func (r *Robot) expiredUnlessEndless(now time.Time) bool {
	if r.endless() {
		return false
	}
	return r.ExpiresAt < now.Unix()
}

// expiredByCopy tests a copy.
func (r *Robot) expiredByCopy(now time.Time) bool {
	at := r.ExpiresAt
	if at == -1 {
		return false
	}
	return r.ExpiresAt < now.Unix()
}

// A Contract says by another field that it ends.
type Contract struct {
	Ends   bool      `json:"ends"`
	EndsAt time.Time `json:"ends_at"`
}

func (c *Contract) open(now time.Time) bool { return c.EndsAt.IsZero() || c.EndsAt.After(now) }

// over is right as long as Ends is.
func (c *Contract) over(now time.Time) bool {
	// known false positive: another field says that there is an end.
	return c.Ends && c.EndsAt.Before(now) // want `also takes those that have none`
}

// between has two bounds.
func (r *Robot) between(from, to time.Time) bool {
	return r.ExpiresAt >= from.Unix() && r.ExpiresAt < to.Unix()
}

// running compares two fields.
func (r *Robot) running() bool { return r.StartsAt < r.ExpiresAt }

// idle ranges over a field whose 0 nobody tells apart.
func (r *Robot) idle(now time.Time) bool { return r.UsedAt < now.Add(-time.Hour).Unix() }

// few compares a number that is no time.
func few(r *Robot, limit int64) bool { return r.ExpiresAt < limit }
