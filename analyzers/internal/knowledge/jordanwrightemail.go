package knowledge

var jordanWrightEmail = Library{
	Path:   "github.com/jordan-wright/email",
	Import: "github.com/jordan-wright/email",
	Module: "github.com/jordan-wright/email",
	Types:  []Type{{"Pool", Client}},
	Funcs: []Func{
		{Type: "Email", Name: "Send SendWithTLS SendWithStartTLS", Role: Mail},
		{Type: "Pool", Name: "Send", Role: Mail},
	},
}
