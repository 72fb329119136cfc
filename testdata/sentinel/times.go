// Package sentinel holds what code takes the zero value of a time for.
package sentinel

import "time"

type token struct {
	ExpiresAt  time.Time // want ExpiresAt:"zero means never"
	RevokedAt  time.Time // want RevokedAt:"zero means never"
	DeletedAt  int64     // want DeletedAt:"zero means never"
	ClosedAt   time.Time // want ClosedAt:"zero means never"
	ArchivedAt time.Time // want ArchivedAt:"zero means never"
	LastRun    time.Time // want LastRun:"zero means due"
	LockedTill time.Time // want LockedTill:"zero means due"
	Both       time.Time // want Both:"zero means either"
	SetAt      time.Time // want SetAt:"tested"
	Unix       time.Time // want Unix:"tested, may be 1970"
	Known      time.Time
	Plain      time.Time
}

func (t *token) expired(now time.Time) bool {
	return !t.ExpiresAt.IsZero() && t.ExpiresAt.Before(now)
}

func (t *token) revoked(now time.Time) bool {
	return !(t.RevokedAt.IsZero() || t.RevokedAt.After(now))
}

func (t *token) deleted() bool {
	if t.DeletedAt == 0 {
		return false
	}
	return t.DeletedAt < time.Now().Unix()
}

func (t *token) closed(now time.Time) bool {
	if !t.ClosedAt.IsZero() {
		if now.After(t.ClosedAt) {
			return true
		}
	}
	return false
}

func archived(all []*token, now time.Time) (list []*token) {
	for _, t := range all {
		if t.ArchivedAt.IsZero() {
			continue
		}
		if time.Since(t.ArchivedAt) > time.Hour {
			list = append(list, t)
		}
	}
	return list
}

func (t *token) due(now time.Time) bool {
	return t.LastRun.IsZero() || now.Sub(t.LastRun) > time.Hour
}

func (t *token) locked(now time.Time) bool {
	return !t.LockedTill.IsZero() && t.LockedTill.After(now)
}

func (t *token) a(now time.Time) bool { return t.Both.IsZero() || t.Both.Before(now) }
func (t *token) b(now time.Time) bool { return !t.Both.IsZero() && t.Both.Before(now) }

func (t *token) repair() {
	if t.SetAt.IsZero() {
		t.SetAt = time.Now()
	}
}

type message struct{ Unix, Known int64 }

func (m message) token() *token {
	t := &token{Unix: time.Unix(m.Unix, 0)}
	if m.Known > 0 {
		t.Known = time.Unix(m.Known, 0)
	}
	return t
}

func (t *token) unset() bool { return t.Unix.IsZero() }

func (t *token) plain(now time.Time) bool { return t.Plain.Before(now) }
