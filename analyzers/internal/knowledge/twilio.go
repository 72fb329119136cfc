package knowledge

var twilio = Library{
	Path:   "github.com/twilio/twilio-go/rest/api/v2010",
	Import: "github.com/twilio/twilio-go/rest/api/v2010",
	Module: "github.com/twilio/twilio-go",
	Types:  []Type{{"ApiService", Client}},
	Funcs: []Func{
		{Type: "ApiService", Name: "CreateMessage CreateCall", Role: Mail},
	},
}

var twilioVerify = Library{
	Path:   "github.com/twilio/twilio-go/rest/verify/v2",
	Import: "github.com/twilio/twilio-go/rest/verify/v2",
	Module: "github.com/twilio/twilio-go",
	Types:  []Type{{"ApiService", Client}},
	Funcs: []Func{
		{Type: "ApiService", Name: "CreateVerification", Role: Mail},
	},
}
