package knowledge

var goMail = Library{
	Path:   "github.com/wneessen/go-mail",
	Import: "github.com/wneessen/go-mail",
	Module: "github.com/wneessen/go-mail",
	Types:  []Type{{"Client", Client}},
	Funcs: []Func{
		{Type: "Client", Name: "DialAndSend DialAndSendWithContext Send SendWithSMTPClient", Role: Mail},
	},
}
