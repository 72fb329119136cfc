package loops

import (
	"time"

	"golang.org/x/tools/go/ssa"
)

// A Periodic is code that runs again and again in time: at the ticks of a
// ticker, after a sleep, by a timer that it re-arms, or as a cron's callback.
type Periodic struct {
	// Fn is the function or closure that it stands in.
	Fn *ssa.Function
	// Loop is the cycle, nil for a callback that is Fn.
	Loop *Loop
	// Entry is where a round begins: after the tick, or the callback's first
	// block.
	Entry *ssa.BasicBlock
	// Every is the time between rounds, 0 if it isn't constant.
	Every time.Duration
}
