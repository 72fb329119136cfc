package knowledge

import (
	"go/types"
	"strings"
)

// IsTimer reports whether a receive from a channel of type t waits until a time
// has passed: what comes is the time, as from time.After or a ticker's C.
func IsTimer(t types.Type) bool {
	ch, ok := t.Underlying().(*types.Chan)
	return ok && ch.Dir() != types.SendOnly && isNamed(ch.Elem(), "time", "Time")
}

// clockSleep is a clock's Sleep, of a library or of the project.
var clockSleep = Shape{
	Name: "clock",
	Func: func(fn *types.Func) (Func, bool) {
		sig := fn.Signature()
		if sig.Recv() == nil || !strings.HasPrefix(fn.Name(), "Sleep") || sig.Params().Len() == 0 ||
			!isNamed(sig.Params().At(sig.Params().Len()-1).Type(), "time", "Duration") {
			return Func{}, false
		}
		return Func{Name: fn.Name(), Role: Sleep}, true
	},
}

var rateLimit = Library{
	Path:   "golang.org/x/time/rate",
	Import: "golang.org/x/time/rate",
	Module: "golang.org/x/time",
	Funcs: []Func{
		{Type: "Limiter", Name: "Wait WaitN", Role: Sleep},
	},
}

var uberRateLimit = Library{
	Path:   "go.uber.org/ratelimit",
	Import: "go.uber.org/ratelimit",
	Module: "go.uber.org/ratelimit",
	Funcs: []Func{
		{Type: "Limiter", Name: "Take", Role: Sleep},
	},
}

var jujuRateLimit = Library{
	Path:   "github.com/juju/ratelimit",
	Import: "github.com/juju/ratelimit",
	Module: "github.com/juju/ratelimit",
	Funcs: []Func{
		{Type: "Bucket", Name: "Wait WaitMaxDuration", Role: Sleep},
	},
}

var k8sFlowControl = Library{
	Path:   "k8s.io/client-go/util/flowcontrol",
	Import: "k8s.io/client-go/util/flowcontrol",
	Module: "k8s.io/client-go",
	Funcs: []Func{
		{Type: "RateLimiter", Name: "Accept Wait", Role: Sleep},
	},
}

// dskitBackoff waits in Wait, until Ongoing says that it was asked often enough.
var dskitBackoff = Library{
	Path:   "github.com/grafana/dskit/backoff",
	Import: "github.com/grafana/dskit/backoff",
	Module: "github.com/grafana/dskit",
	Funcs: []Func{
		{Type: "Backoff", Name: "Wait", Role: Sleep},
	},
	Retriers: []Retrier{
		{Type: "Backoff", Name: "Ongoing", Step: true, Bounds: Capped | Cancelled},
	},
}

// tailscaleBackoff was moved to util.
var (
	tailscaleBackoff    = tailscaleBackoffIn("util")
	tailscaleLogBackoff = tailscaleBackoffIn("logtail")
)

func tailscaleBackoffIn(dir string) Library {
	return Library{
		Path:   "tailscale.com/" + dir + "/backoff",
		Import: "tailscale.com/" + dir + "/backoff",
		Module: "tailscale.com",
		Funcs: []Func{
			{Type: "Backoff", Name: "BackOff", Role: Sleep},
		},
	}
}
