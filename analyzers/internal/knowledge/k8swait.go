package knowledge

var k8sWait = Library{
	Path:   "k8s.io/apimachinery/pkg/util/wait",
	Import: "k8s.io/apimachinery/pkg/util/wait",
	Module: "k8s.io/apimachinery",
	Funcs: []Func{
		{Name: "Until NonSlidingUntil JitterUntil BackoffUntil Forever", Role: Invoke, Fn: Param(0), Retries: true},
		{Name: "UntilWithContext NonSlidingUntilWithContext JitterUntilWithContext", Role: Invoke, Fn: Param(1), On: Param(0), FnCtx: Param(0), Retries: true},
		{Name: "ExponentialBackoff PollUntil PollInfinite PollImmediateUntil PollImmediateInfinite", Role: Invoke, Fn: Param(1), Retries: true},
		{Name: "Poll PollImmediate", Role: Invoke, Fn: Param(2), Retries: true},
		{Name: "ExponentialBackoffWithContext PollUntilWithContext PollInfiniteWithContext", Role: Invoke, Fn: Param(2), On: Param(0), FnCtx: Param(0), Retries: true},
		{Name: "PollImmediateUntilWithContext PollImmediateInfiniteWithContext", Role: Invoke, Fn: Param(2), On: Param(0), FnCtx: Param(0), Retries: true},
		{Name: "PollWithContext PollImmediateWithContext PollUntilContextCancel", Role: Invoke, Fn: Param(3), On: Param(0), FnCtx: Param(0), Retries: true},
		{Name: "PollUntilContextTimeout", Role: Invoke, Fn: Param(4), On: Param(0), FnCtx: Param(0), Retries: true},
	},
	// Until and its like go on whatever happens. Of Poll and its like an error is
	// the end.
	Retriers: []Retrier{
		{Name: "Forever", Periodic: true, Waits: true},
		{Name: "Until NonSlidingUntil JitterUntil BackoffUntil", Periodic: true, Bounds: Cancelled, Waits: true},
		{Name: "UntilWithContext NonSlidingUntilWithContext JitterUntilWithContext", Periodic: true, Bounds: Cancelled, Waits: true},
		{Name: "ExponentialBackoff", Answer: DoneOrError, Bounds: Capped, Waits: true},
		{Name: "ExponentialBackoffWithContext", Answer: DoneOrError, Bounds: Capped | Cancelled, Waits: true},
		{Name: "PollInfinite PollImmediateInfinite", Answer: DoneOrError, Waits: true},
		{Name: "PollUntil PollImmediateUntil PollUntilWithContext PollInfiniteWithContext", Answer: DoneOrError, Bounds: Cancelled, Waits: true},
		{Name: "PollImmediateUntilWithContext PollImmediateInfiniteWithContext PollUntilContextCancel", Answer: DoneOrError, Bounds: Cancelled, Waits: true},
		{Name: "Poll PollImmediate", Answer: DoneOrError, Bounds: Deadline, Waits: true},
		{Name: "PollWithContext PollImmediateWithContext PollUntilContextTimeout", Answer: DoneOrError, Bounds: Deadline | Cancelled, Waits: true},
	},
}

var k8sRetry = Library{
	Path:   "k8s.io/client-go/util/retry",
	Import: "k8s.io/client-go/util/retry",
	Module: "k8s.io/client-go",
	Funcs: []Func{
		{Name: "OnError", Role: Invoke, Fn: Param(2), Retries: true},
		{Name: "RetryOnConflict", Role: Invoke, Fn: Param(1), Retries: true},
	},
	Retriers: []Retrier{
		{Name: "OnError", If: Param(1), Bounds: Capped, Waits: true},
		{Name: "RetryOnConflict", Only: Outdated, Bounds: Capped, Waits: true},
	},
}
