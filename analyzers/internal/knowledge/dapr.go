package knowledge

var dapr = Library{
	Path:   "github.com/dapr/go-sdk/client",
	Import: "github.com/dapr/go-sdk/client",
	Module: "github.com/dapr/go-sdk",
	Types:  []Type{{"Client", Client}},
	Funcs: []Func{
		{Type: "Client", Name: "PublishEvent PublishEventfromCustomContent PublishEvents", Role: Publish},
		{Type: "Client", Name: "InvokeMethod InvokeMethodWithContent InvokeMethodWithCustomContent", Role: Call, Verb: Param(3)},
		{Type: "Client", Name: "InvokeBinding InvokeOutputBinding InvokeActor", Role: Call},
	},
}
