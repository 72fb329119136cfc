package knowledge

var gomail = Library{
	Path:   "gopkg.in/gomail",
	Import: "gopkg.in/gomail.v2",
	Module: "gopkg.in/gomail.v2",
	Types:  []Type{{"Dialer", Client}, {"Sender", Client}, {"SendCloser", Client}},
	Funcs: []Func{
		{Type: "Dialer", Name: "DialAndSend", Role: Mail},
		{Type: "Sender", Name: "Send", Role: Mail},
		{Name: "Send", Role: Mail},
	},
}

var gomailFork = Library{
	Path:   "gopkg.in/mail",
	Import: "gopkg.in/mail.v2",
	Module: "gopkg.in/mail.v2",
	Types:  []Type{{"Dialer", Client}, {"Sender", Client}, {"SendCloser", Client}},
	Funcs: []Func{
		{Type: "Dialer", Name: "DialAndSend", Role: Mail},
		{Type: "Sender", Name: "Send", Role: Mail},
		{Name: "Send", Role: Mail},
	},
}

var gomailForkSource = Library{
	Path:   "github.com/go-mail/mail",
	Import: "github.com/go-mail/mail",
	Module: "github.com/go-mail/mail",
	Types:  []Type{{"Dialer", Client}, {"Sender", Client}, {"SendCloser", Client}},
	Funcs: []Func{
		{Type: "Dialer", Name: "DialAndSend", Role: Mail},
		{Type: "Sender", Name: "Send", Role: Mail},
		{Name: "Send", Role: Mail},
	},
}
