package knowledge

var retryableHTTP = Library{
	Path:   "github.com/hashicorp/go-retryablehttp",
	Import: "github.com/hashicorp/go-retryablehttp",
	Module: "github.com/hashicorp/go-retryablehttp",
	Types:  []Type{{"Client", Client}},
	Funcs: []Func{
		{Name: "NewRequest", Verb: Param(0)},
		{Name: "NewRequestWithContext", Verb: Param(1)},
		{Name: "FromRequest", Verb: Param(0)},
		{Type: "Client", Name: "Do", Role: Call, Verb: Param(0)},
		{Type: "Client", Name: "Post PostForm", Role: Call},
		{Name: "Post PostForm", Role: Call},
		{Type: "Client", Name: "Get Head", Role: Fetch},
		{Name: "Get Head", Role: Fetch},
	},
}
