package knowledge

var temporal = Library{
	Path:   "go.temporal.io/sdk/client",
	Import: "go.temporal.io/sdk/client",
	Module: "go.temporal.io/sdk",
	Types:  []Type{{"Client", Client}, {"NamespaceClient", Client}},
	Funcs: []Func{
		{Type: "NamespaceClient", Name: "Register Update", Role: Call},
		{Type: "Client", Name: "ExecuteWorkflow SignalWithStartWorkflow UpdateWithStartWorkflow", Role: Enqueue},
		{Type: "Client", Name: "SignalWorkflow UpdateWorkflow CancelWorkflow TerminateWorkflow ResetWorkflowExecution", Role: Call},
		{Type: "Client", Name: "CompleteActivity CompleteActivityByID", Role: Call},
		{Type: "Client", Name: "QueryWorkflow QueryWorkflowWithOptions DescribeWorkflowExecution ListWorkflow CountWorkflow DescribeTaskQueue CheckHealth", Role: Fetch},
	},
}

// temporalInternal declares what the client package has as aliases.
var temporalInternal = Library{
	Path:   "go.temporal.io/sdk/internal",
	Import: "go.temporal.io/sdk/internal",
	Module: "go.temporal.io/sdk",
	Types:  []Type{{"ScheduleClient", Client}, {"ScheduleHandle", Client}},
	Funcs: []Func{
		{Type: "ScheduleClient", Name: "Create", Role: Enqueue},
		{Type: "ScheduleHandle", Name: "Trigger", Role: Enqueue},
		{Type: "ScheduleHandle", Name: "Update Delete Pause Unpause Backfill", Role: Call},
		{Type: "WorkflowRun", Name: "Get GetWithOptions", Role: Fetch},
	},
	Keys: []Key{
		{Type: "StartWorkflowOptions", Field: "ID"},
	},
}

var temporalWorker = Library{
	Path:   "go.temporal.io/sdk/worker",
	Import: "go.temporal.io/sdk/worker",
	Module: "go.temporal.io/sdk",
	Handlers: []Handler{
		{Type: "ActivityRegistry", Name: "RegisterActivity RegisterActivityWithOptions", Fn: Param(0)},
	},
}

var temporalSDK = Library{
	Path:   "go.temporal.io/sdk/temporal",
	Import: "go.temporal.io/sdk/temporal",
	Module: "go.temporal.io/sdk",
	Marks:  []Mark{{Name: "NewNonRetryableApplicationError", Permanent: true}},
}
