package knowledge

// Up to v4 Do is a function, from v5 a method of what New returns.
var avastRetry = Library{
	Path:   "github.com/avast/retry-go",
	Import: "github.com/avast/retry-go/v5 github.com/avast/retry-go/v4",
	Module: "github.com/avast/retry-go/v5 github.com/avast/retry-go/v4",
	Funcs: []Func{
		{Name: "Do DoWithData", Role: Invoke, Fn: Param(0), Retries: true},
		{Type: "Retrier", Name: "Do", Role: Invoke, Fn: Param(0), Retries: true},
		{Type: "RetrierWithData", Name: "Do", Role: Invoke, Fn: Param(0), Retries: true},
	},
	Retriers: []Retrier{
		{Name: "Do DoWithData", Bounds: Capped, Waits: true, Policy: Param(1)},
		{Type: "Retrier", Name: "Do", Bounds: Capped, Waits: true, Policy: Recv},
		{Type: "RetrierWithData", Name: "Do", Bounds: Capped, Waits: true, Policy: Recv},
	},
	Policies: []Policy{
		{Name: "New NewWithData", Of: Param(0)},
		{Name: "Attempts", Sets: Capped, N: Param(0)},
		{Name: "UntilSucceeded", Clears: Capped},
		{Name: "Context", Sets: Cancelled},
		{Name: "RetryIf", If: Param(0)},
	},
	Marks: []Mark{{Name: "Unrecoverable", Permanent: true}},
}

var sethvargoRetry = Library{
	Path:   "github.com/sethvargo/go-retry",
	Import: "github.com/sethvargo/go-retry",
	Module: "github.com/sethvargo/go-retry",
	Funcs: []Func{
		{Name: "Do DoValue Constant Exponential Fibonacci", Role: Invoke, Fn: Param(2), On: Param(0), FnCtx: Param(0), Retries: true},
	},
	Retriers: []Retrier{
		{Name: "Do DoValue", Bounds: Cancelled, Waits: true, Marked: true, Policy: Param(1)},
		{Name: "Constant Exponential Fibonacci", Bounds: Cancelled, Waits: true, Marked: true},
	},
	Policies: []Policy{
		{Name: "NewConstant NewExponential NewFibonacci"},
		{Name: "WithMaxRetries", Sets: Capped, Of: Param(1)},
		{Name: "WithMaxDuration", Sets: Deadline, Of: Param(1)},
		{Name: "WithJitter WithJitterPercent WithCappedDuration", Of: Param(1)},
		{Name: "WithFullJitter", Of: Param(0)},
	},
	Marks: []Mark{{Name: "RetryableError"}},
}

var resiliency = Library{
	Path:   "github.com/eapache/go-resiliency/retrier",
	Import: "github.com/eapache/go-resiliency/retrier",
	Module: "github.com/eapache/go-resiliency",
	Funcs: []Func{
		{Type: "Retrier", Name: "Run", Role: Invoke, Fn: Param(0), Retries: true},
		{Type: "Retrier", Name: "RunCtx RunFn", Role: Invoke, Fn: Param(1), On: Param(0), FnCtx: Param(0), Retries: true},
	},
	Retriers: []Retrier{
		{Type: "Retrier", Name: "Run", Bounds: Capped, Waits: true, Policy: Recv},
		{Type: "Retrier", Name: "RunCtx RunFn", Bounds: Capped | Cancelled, Waits: true, Policy: Recv},
	},
	Policies: []Policy{
		{Name: "New", If: Param(1)},
		{Type: "Retrier", Name: "WithInfiniteRetry", Clears: Capped, Of: Recv},
		{Type: "Retrier", Name: "WithSurfaceWorkErrors", Of: Recv},
	},
}

var matryerTry = Library{
	Path:   "github.com/matryer/try",
	Import: "github.com/matryer/try",
	Module: "github.com/matryer/try",
	Funcs: []Func{
		{Name: "Do", Role: Invoke, Fn: Param(0), Retries: true},
	},
	Retriers: []Retrier{
		{Name: "Do", Bounds: Capped, Answer: MoreAndErr},
	},
}

var flowchartsmanRetry = Library{
	Path:   "github.com/flowchartsman/retry",
	Import: "github.com/flowchartsman/retry",
	Module: "github.com/flowchartsman/retry",
	Funcs: []Func{
		{Type: "Retrier", Name: "Run", Role: Invoke, Fn: Param(0), Retries: true},
		{Type: "Retrier", Name: "RunContext", Role: Invoke, Fn: Param(1), On: Param(0), FnCtx: Param(0), Retries: true},
	},
	Retriers: []Retrier{
		{Type: "Retrier", Name: "Run", Bounds: Capped, Waits: true},
		{Type: "Retrier", Name: "RunContext", Bounds: Capped | Cancelled, Waits: true},
	},
	Marks: []Mark{{Name: "Stop", Permanent: true}},
}

// failsafe composes policies, of which one may repeat: at most twice, and
// without a wait, unless it says otherwise.
var (
	failsafe = Library{
		Path:   "github.com/failsafe-go/failsafe-go",
		Import: "github.com/failsafe-go/failsafe-go",
		Module: "github.com/failsafe-go/failsafe-go",
		Funcs: []Func{
			{Type: "Executor", Name: "Run RunWithExecution Get GetWithExecution", Role: Invoke, Fn: Param(0), Retries: true},
			{Type: "Executor", Name: "RunAsync RunAsyncWithExecution GetAsync GetAsyncWithExecution", Role: Spawn, Fn: Param(0)},
		},
		Retriers: []Retrier{
			{Type: "Executor", Name: "Run RunWithExecution Get GetWithExecution", Bounds: Capped, Waits: true, Policy: Recv},
		},
		Policies: []Policy{
			{Name: "With", Of: Param(0)},
			{Type: "Executor", Name: "WithContext", Sets: Cancelled, Of: Recv},
		},
	}
	failsafePolicy = Library{
		Path:   "github.com/failsafe-go/failsafe-go/retrypolicy",
		Import: "github.com/failsafe-go/failsafe-go/retrypolicy",
		Module: "github.com/failsafe-go/failsafe-go",
		Policies: []Policy{
			{Name: "NewBuilder NewWithDefaults"},
			{Type: "Builder", Name: "Build", Of: Recv},
			{Type: "Builder", Name: "WithMaxAttempts WithMaxRetries", Sets: Capped, Of: Recv},
			{Type: "Builder", Name: "WithMaxDuration", Sets: Deadline, Of: Recv},
			{Type: "Builder", Name: "AbortIf AbortOnErrors AbortOnErrorTypes", Unless: Param(0), Of: Recv},
			{Type: "Builder", Name: "WithBackoff WithBackoffFactor WithRandomDelay WithJitter WithJitterFactor", Of: Recv},
		},
	}
)

// The attempts of these are made by a loop of the caller's.
var (
	lestrratBackoff = Library{
		Path:   "github.com/lestrrat-go/backoff",
		Import: "github.com/lestrrat-go/backoff/v2",
		Module: "github.com/lestrrat-go/backoff/v2",
		Funcs:  []Func{{Name: "Continue", Role: Sleep}},
		Retriers: []Retrier{
			{Name: "Continue", Step: true, Bounds: Capped | Cancelled, Waits: true},
		},
		Policies: []Policy{
			{Name: "WithMaxRetries", Sets: Capped, N: Param(0)},
		},
	}
	gopkgRetry = Library{
		Path:   "gopkg.in/retry",
		Import: "gopkg.in/retry.v1",
		Module: "gopkg.in/retry.v1",
		Funcs:  []Func{{Type: "Attempt", Name: "Next", Role: Sleep}},
		Retriers: []Retrier{
			{Type: "Attempt", Name: "Next", Step: true, Bounds: Capped, Waits: true},
		},
	}
)
