package knowledge

var goSimpleMail = Library{
	Path:   "github.com/xhit/go-simple-mail",
	Import: "github.com/xhit/go-simple-mail/v2",
	Module: "github.com/xhit/go-simple-mail/v2",
	Types:  []Type{{"SMTPClient", Client}},
	Funcs: []Func{
		{Type: "Email", Name: "Send SendEnvelopeFrom", Role: Mail},
		{Name: "SendMessage", Role: Mail},
	},
}
