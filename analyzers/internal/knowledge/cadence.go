package knowledge

var cadence = Library{
	Path:   "go.uber.org/cadence/client",
	Import: "go.uber.org/cadence/client",
	Module: "go.uber.org/cadence",
	Types:  []Type{{"Client", Client}},
	Funcs: []Func{
		{Type: "Client", Name: "StartWorkflow ExecuteWorkflow SignalWithStartWorkflow SignalWithStartWorkflowAsync", Role: Enqueue},
		{Type: "Client", Name: "SignalWorkflow CancelWorkflow TerminateWorkflow ResetWorkflow", Role: Call},
		{Type: "Client", Name: "CompleteActivity CompleteActivityByID", Role: Call},
	},
}
