package knowledge

var netRPC = Library{
	Path:  "net/rpc",
	Types: []Type{{"Client", Client}},
	Funcs: []Func{{Type: "Client", Name: "Call Go", Role: Call}},
}
