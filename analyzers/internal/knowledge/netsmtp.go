package knowledge

var netSMTP = Library{
	Path:  "net/smtp",
	Types: []Type{{"Client", Client}},
	Funcs: []Func{
		{Name: "SendMail", Role: Mail},
		{Type: "Client", Name: "Data", Role: Mail},
		{Name: "Dial", Role: Fetch},
	},
}
