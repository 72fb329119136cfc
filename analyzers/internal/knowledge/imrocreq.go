package knowledge

var imrocReq = Library{
	Path:   "github.com/imroc/req",
	Import: "github.com/imroc/req/v3",
	Module: "github.com/imroc/req/v3",
	Types:  []Type{{"Client", Client}, {"Request", Client}},
	Funcs: []Func{
		{Type: "Request", Name: "Post Put Patch Delete MustPost MustPut MustPatch MustDelete", Role: Call},
		{Type: "Request", Name: "Send", Role: Call, Verb: Param(0)},
		{Name: "Post Put Patch Delete MustPost MustPut MustPatch MustDelete", Role: Call},
		{Type: "Request", Name: "Get Head Options MustGet MustHead MustOptions", Role: Fetch},
		{Name: "Get Head Options MustGet MustHead MustOptions", Role: Fetch},
	},
}
