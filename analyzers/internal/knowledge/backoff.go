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

// From v5 on the context comes first.
var (
	backoffV5 = backoffOf("v5")
	backoffV6 = backoffOf("v6")
	backoffV7 = backoffOf("v7")
)

func backoffOf(version string) Library {
	path := backoff.Path + "/" + version
	return Library{
		Path:   path,
		Import: path,
		Module: path,
		Funcs: []Func{
			{Name: "Retry", Role: Invoke, Fn: Param(1), Retries: true},
		},
	}
}
