package knowledge

var mailgun = Library{
	Path:   "github.com/mailgun/mailgun-go",
	Import: "github.com/mailgun/mailgun-go/v5 github.com/mailgun/mailgun-go/v4",
	Module: "github.com/mailgun/mailgun-go/v5 github.com/mailgun/mailgun-go/v4",
	Types:  []Type{{"Mailgun", Client}, {"Client", Client}, {"MailgunImpl", Client}},
	Funcs: []Func{
		{Type: "Mailgun", Name: "Send", Role: Mail},
		{Type: "Client", Name: "Send", Role: Mail},
		{Type: "MailgunImpl", Name: "Send", Role: Mail},
	},
}
