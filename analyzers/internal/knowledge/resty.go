package knowledge

var resty = Library{
	Path:   "github.com/go-resty/resty",
	Import: "github.com/go-resty/resty/v2",
	Module: "github.com/go-resty/resty/v2",
	Types:  []Type{{"Client", Client}, {"Request", Client}},
	Funcs: []Func{
		{Type: "Request", Name: "Post Put Patch Delete", Role: Call},
		{Type: "Request", Name: "Execute", Role: Call, Verb: Param(0)},
		{Type: "Request", Name: "Get Head Options", Role: Fetch},
		{Type: "Request", Name: "Send", Role: Put},
	},
}

var restyV3 = Library{
	Path:   "resty.dev",
	Import: "resty.dev/v3",
	Module: "resty.dev/v3",
	Types:  []Type{{"Client", Client}, {"Request", Client}},
	Funcs: []Func{
		{Type: "Request", Name: "Post Put Patch Delete", Role: Call},
		{Type: "Request", Name: "Execute", Role: Call, Verb: Param(0)},
		{Type: "Request", Name: "Get Head Options", Role: Fetch},
		{Type: "Request", Name: "Send", Role: Put},
	},
}
