package knowledge

import (
	"go/types"
	"strings"
	"sync"
)

// Rounds says that a library function calls Fn again and again in time.
type Rounds struct {
	// Fn is the function, or an object whose method Run it is.
	Fn Ref
	// Every is the time between two calls; none if it isn't a time.Duration.
	Every Ref
	// Overlap says that a call doesn't wait for the one before to end.
	Overlap bool
}

// RoundsOf returns how fn, a library's function, calls the function that it is
// given again and again in time.
func RoundsOf(fn *types.Func) (Rounds, bool) {
	k, ok := keyOf(fn.Origin())
	if !ok {
		return Rounds{}, false
	}
	r, ok := rounds()[k]
	return r, ok
}

var rounds = sync.OnceValue(func() map[key]Rounds {
	const cron, wait = "github.com/robfig/cron", "k8s.io/apimachinery/pkg/util/wait"
	table := map[key]Rounds{}
	add := func(path, typ, names string, r Rounds) {
		for name := range strings.FieldsSeq(names) {
			table[key{path, typ, name}] = r
		}
	}
	add(cron, "Cron", "AddFunc AddJob Schedule", Rounds{Fn: Param(1), Overlap: true})
	add(wait, "", "Until NonSlidingUntil JitterUntil", Rounds{Fn: Param(0), Every: Param(1)})
	add(wait, "", "UntilWithContext NonSlidingUntilWithContext JitterUntilWithContext", Rounds{Fn: Param(1), Every: Param(2)})
	add(wait, "", "Forever", Rounds{Fn: Param(0), Every: Param(1)})
	add(wait, "", "BackoffUntil", Rounds{Fn: Param(0)})
	return table
})

// TimeLimit returns the operand of fn after which what is given its result gives
// up.
func TimeLimit(fn *types.Func) (Ref, bool) {
	k, ok := keyOf(fn.Origin())
	if ok && k.path == "context" && (k.name == "WithTimeout" || k.name == "WithTimeoutCause") {
		return Param(1), true
	}
	return 0, false
}

// IsTimeLimit reports whether the field of a client of type t is the time after
// which each of its calls gives up.
func IsTimeLimit(t types.Type, field string) bool {
	return isNamed(t, "net/http", "Client") && field == "Timeout"
}

// Claims reports whether fn gives one of several callers what the others then
// don't get: a lock that isn't waited for, an atomic exchange, the one call of a
// group.
func Claims(fn *types.Func) bool {
	k, ok := keyOf(fn.Origin())
	return ok && claims()[k]
}

var claims = sync.OnceValue(func() map[key]bool {
	table := map[key]bool{}
	add := func(path, typ, names string) {
		for name := range strings.FieldsSeq(names) {
			table[key{path, typ, name}] = true
		}
	}
	for _, t := range []string{"Bool", "Int32", "Int64", "Uint32", "Uint64", "Uintptr", "Pointer"} {
		add("sync/atomic", t, "CompareAndSwap Swap")
		add("go.uber.org/atomic", t, "CompareAndSwap Swap")
	}
	add("sync/atomic", "Value", "CompareAndSwap Swap")
	add("go.uber.org/atomic", "Bool", "CAS Toggle")
	add("sync/atomic", "", "CompareAndSwapInt32 CompareAndSwapInt64 CompareAndSwapUint32 CompareAndSwapUint64 CompareAndSwapUintptr CompareAndSwapPointer")
	add("sync/atomic", "", "SwapInt32 SwapInt64 SwapUint32 SwapUint64 SwapUintptr SwapPointer")
	add("sync", "Mutex", "TryLock")
	add("sync", "RWMutex", "TryLock TryRLock")
	add("sync", "Map", "LoadOrStore LoadAndDelete CompareAndSwap CompareAndDelete Swap")
	add("sync", "Once", "Do")
	add("golang.org/x/sync/errgroup", "Group", "TryGo")
	add("golang.org/x/sync/semaphore", "Weighted", "TryAcquire Acquire")
	add("golang.org/x/sync/singleflight", "Group", "Do DoChan")
	return table
})
