package knowledge

var avastRetry = Library{
	Path:   "github.com/avast/retry-go",
	Import: "github.com/avast/retry-go/v4",
	Module: "github.com/avast/retry-go/v4",
	Funcs: []Func{
		{Name: "Do DoWithData", Role: Invoke, Fn: Param(0), Retries: true},
	},
}

var sethvargoRetry = Library{
	Path:   "github.com/sethvargo/go-retry",
	Import: "github.com/sethvargo/go-retry",
	Module: "github.com/sethvargo/go-retry",
	Funcs: []Func{
		{Name: "Do DoValue Constant Exponential Fibonacci", Role: Invoke, Fn: Param(2), On: Param(0), FnCtx: Param(0), Retries: true},
	},
}
