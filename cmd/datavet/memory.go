package main

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
)

// firstCollection is how large the heap is when it is collected for the first
// time. Most of what a run allocates early lives until its end, so that
// collecting it costs up to a third of the CPU time and frees little. A run on a
// larger module goes on as it would have without.
const firstCollection = 512 << 20

// collectLate puts off garbage collection until the heap has firstCollection
// bytes, unless the user has set how to collect.
func collectLate() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(firstCollection)
	// A finalizer runs after the first collection.
	sentinel := new([16]*int)
	runtime.SetFinalizer(sentinel, func(*[16]*int) {
		debug.SetGCPercent(100)
		debug.SetMemoryLimit(math.MaxInt64)
	})
}
