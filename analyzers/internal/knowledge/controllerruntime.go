package knowledge

var controllerRuntime = Library{
	Path:   "sigs.k8s.io/controller-runtime/pkg/client",
	Import: "sigs.k8s.io/controller-runtime/pkg/client",
	Module: "sigs.k8s.io/controller-runtime",
	Types:  []Type{{"Client", Client}, {"Writer", Client}},
	Funcs: []Func{
		{Type: "Writer", Name: "Create Update Patch Delete DeleteAllOf", Role: Call, Idempotent: true},
		{Type: "SubResourceWriter", Name: "Create Update Patch", Role: Call, Idempotent: true},
		{Type: "Reader", Name: "Get List", Role: Fetch},
		{Type: "SubResourceReader", Name: "Get", Role: Fetch},
		{Type: "WithWatch", Name: "Watch", Role: Fetch},
	},
}
