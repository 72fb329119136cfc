package knowledge

var backoff = Library{
	Path:   "github.com/cenkalti/backoff",
	Import: "github.com/cenkalti/backoff/v4",
	Module: "github.com/cenkalti/backoff/v4",
	Funcs: []Func{
		{Name: "Retry RetryWithData", Role: Invoke, Fn: Param(0), Retries: true},
		{Name: "RetryNotify RetryNotifyWithData", Role: Invoke, Fn: Param(0), Retries: true},
		{Name: "RetryNotifyWithTimer RetryNotifyWithTimerAndData", Role: Invoke, Fn: Param(0), Retries: true},
	},
}

var backoffV5 = Library{
	Path:   "github.com/cenkalti/backoff/v5",
	Import: "github.com/cenkalti/backoff/v5",
	Module: "github.com/cenkalti/backoff/v5",
	Funcs: []Func{
		{Name: "Retry", Role: Invoke, Fn: Param(1), Retries: true},
	},
}
