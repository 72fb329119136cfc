package knowledge

var resend = Library{
	Path:   "github.com/resend/resend-go",
	Import: "github.com/resend/resend-go/v2",
	Module: "github.com/resend/resend-go/v2",
	Types:  []Type{{"Client", Client}, {"EmailsSvc", Client}, {"BatchSvc", Client}, {"BroadcastsSvc", Client}},
	Funcs: []Func{
		{Type: "EmailsSvc", Name: "Send SendWithContext SendWithOptions", Role: Mail},
		{Type: "BatchSvc", Name: "Send SendWithContext", Role: Mail},
		{Type: "BroadcastsSvc", Name: "Send SendWithContext", Role: Mail},
	},
}
