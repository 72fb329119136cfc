package knowledge

var netHTTP = Library{
	Path:  "net/http",
	Types: []Type{{"Client", Client}},
	Funcs: []Func{
		{Name: "NewRequest", Verb: Param(0)},
		{Name: "NewRequestWithContext", Verb: Param(1)},
		{Type: "Request", Name: "WithContext Clone", Verb: Recv},
		{Type: "Client", Name: "Do", Role: Call, Verb: Param(0)},
		{Type: "Client", Name: "Post PostForm", Role: Call},
		{Name: "Post PostForm", Role: Call},
		{Name: "HandleFunc", Role: Later, Fn: Param(1)},
		{Type: "ServeMux", Name: "HandleFunc", Role: Later, Fn: Param(1)},
		{Name: "Get Head", Role: Fetch},
		{Type: "Client", Name: "Get Head", Role: Fetch},
		{Type: "RoundTripper", Name: "RoundTrip", Role: Call, Verb: Param(0)},
		{Type: "Transport", Name: "RoundTrip", Role: Call, Verb: Param(0)},
		{Name: "Serve ServeTLS ListenAndServe ListenAndServeTLS", Role: Receive},
		{Type: "Server", Name: "Serve ServeTLS ListenAndServe ListenAndServeTLS", Role: Receive},
	},
	Fails: []Fail{
		{Name: "ErrServerClosed ErrAbortHandler", Is: Permanent},
		{Name: "ErrHandlerTimeout", Is: Timeout},
		{Type: "Response", Field: "StatusCode", Code: HTTP},
		{Type: "MaxBytesError", Is: Permanent},
	},
}
