package knowledge

var sendgrid = Library{
	Path:   "github.com/sendgrid/sendgrid-go",
	Import: "github.com/sendgrid/sendgrid-go",
	Module: "github.com/sendgrid/sendgrid-go",
	Types:  []Type{{"Client", Client}},
	Funcs: []Func{
		{Type: "Client", Name: "Send SendWithContext", Role: Mail},
		{Name: "API MakeRequest MakeRequestWithContext MakeRequestRetry MakeRequestRetryWithContext", Role: Mail},
		{Name: "MakeRequestAsync MakeRequestAsyncWithContext", Role: Mail},
	},
}
