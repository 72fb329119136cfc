//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package profile

import (
	"runtime"
	"syscall"
	"time"
)

// usages returns what this process has cost, and what those that it started and
// waited for have.
func usages() (self, children usage, ok bool) {
	var s, c syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &s) != nil || syscall.Getrusage(syscall.RUSAGE_CHILDREN, &c) != nil {
		return self, children, false
	}
	return usageOf(&s), usageOf(&c), true
}

func usageOf(r *syscall.Rusage) usage {
	u := usage{
		user:   time.Duration(r.Utime.Nano()),
		system: time.Duration(r.Stime.Nano()),
		peak:   int64(r.Maxrss), //nolint:unconvert // an int32 on some platforms
	}
	if runtime.GOOS != "darwin" {
		u.peak <<= 10 // others count KiB
	}
	return u
}
