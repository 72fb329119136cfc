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
}

var k8sRetry = Library{
	Path:   "k8s.io/client-go/util/retry",
	Import: "k8s.io/client-go/util/retry",
	Module: "k8s.io/client-go",
	Funcs: []Func{
		{Name: "OnError", Role: Invoke, Fn: Param(2), Retries: true},
		{Name: "RetryOnConflict", Role: Invoke, Fn: Param(1), Retries: true},
	},
}
