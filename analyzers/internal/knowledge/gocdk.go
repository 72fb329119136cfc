package knowledge

var gocdkPubSub = Library{
	Path:   "gocloud.dev/pubsub",
	Import: "gocloud.dev/pubsub",
	Module: "gocloud.dev",
	Types:  []Type{{"Topic", Client}},
	Funcs: []Func{
		{Type: "Topic", Name: "Send", Role: Publish},
	},
}

var gocdkBlob = Library{
	Path:   "gocloud.dev/blob",
	Import: "gocloud.dev/blob",
	Module: "gocloud.dev",
	Types:  []Type{{"Bucket", Client}},
	Funcs: []Func{
		{Type: "Bucket", Name: "Delete", Role: Storage},
	},
}
