package knowledge

var backoff = Library{
	Path:   "github.com/cenkalti/backoff",
	Import: "github.com/cenkalti/backoff/v4 github.com/cenkalti/backoff/v3",
	Module: "github.com/cenkalti/backoff/v4 github.com/cenkalti/backoff/v3",
	Funcs: []Func{
		{Name: "Retry RetryWithData", Role: Invoke, Fn: Param(0), Retries: true},
		{Name: "RetryNotify RetryNotifyWithData", Role: Invoke, Fn: Param(0), Retries: true},
		{Name: "RetryNotifyWithTimer RetryNotifyWithTimerAndData", Role: Invoke, Fn: Param(0), Retries: true},
	},
	Retriers: []Retrier{
		{Name: "Retry RetryWithData RetryNotify RetryNotifyWithData RetryNotifyWithTimer RetryNotifyWithTimerAndData", Waits: true, Policy: Param(1)},
	},
	Policies: []Policy{
		{Name: "NewExponentialBackOff", Sets: Deadline, Of: Param(0)},
		{Name: "NewConstantBackOff"},
		{Name: "WithMaxRetries", Sets: Capped, Of: Param(0)},
		{Name: "WithContext", Sets: Cancelled, Of: Param(0)},
		{Name: "WithMaxElapsedTime", Sets: Deadline, N: Param(0)},
		{Type: "ExponentialBackOff", Field: "MaxElapsedTime", Sets: Deadline, N: Result(0)},
		{Type: "ZeroBackOff", NoWait: true},
		{Type: "StopBackOff", Sets: Capped},
	},
	Marks: []Mark{{Name: "Permanent", Permanent: true}},
}

var (
	backoffV5 = backoffSince("v5")
	backoffV6 = backoffSince("v6")
	backoffV7 = backoffSince("v7")
)

func backoffSince(version string) Library {
	return Library{
		Path:   "github.com/cenkalti/backoff/" + version,
		Import: "github.com/cenkalti/backoff/" + version,
		Module: "github.com/cenkalti/backoff/" + version,
		Funcs: []Func{
			{Name: "Retry", Role: Invoke, Fn: Param(1), Retries: true},
		},
		Retriers: []Retrier{
			{Name: "Retry", Bounds: Deadline | Cancelled, Waits: true, Policy: Param(2)},
		},
		Policies: []Policy{
			{Name: "WithMaxTries", Sets: Capped, N: Param(0)},
			{Name: "WithMaxElapsedTime", Sets: Deadline, N: Param(0)},
			{Name: "WithBackOff", Of: Param(0)},
			{Type: "ZeroBackOff", NoWait: true},
			{Type: "StopBackOff", Sets: Capped},
		},
		Marks: []Mark{{Name: "Permanent", Permanent: true}},
	}
}
