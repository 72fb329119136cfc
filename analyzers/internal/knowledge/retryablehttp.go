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
	// The client repeats its requests, whatever their method.
	Retriers: []Retrier{
		{Type: "Client", Name: "Do Get Head Post PostForm", Only: Timeout | Refused, Bounds: Capped | Cancelled, Waits: true},
		{Name: "Get Head Post PostForm", Only: Timeout | Refused, Bounds: Capped, Waits: true},
	},
	Policies: []Policy{
		{Type: "Client", Field: "RetryMax", Sets: Capped},
		{Type: "Client", Field: "CheckRetry", If: Result(0)},
	},
}
