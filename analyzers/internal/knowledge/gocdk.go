package knowledge

var gocdkPubSub = Library{
	Path:   "gocloud.dev/pubsub",
	Import: "gocloud.dev/pubsub",
	Module: "gocloud.dev",
	Types:  []Type{{"Topic", Client}},
	Funcs: []Func{
		{Type: "Topic", Name: "Send", Role: Publish},
		{Type: "Subscription", Name: "Receive", Role: Receive},
	},
}

var gocdkBlob = Library{
	Path:   "gocloud.dev/blob",
	Import: "gocloud.dev/blob",
	Module: "gocloud.dev",
	Types:  []Type{{"Bucket", Client}},
	Funcs: []Func{
		{Type: "Bucket", Name: "Delete", Role: Storage},
		{Type: "Bucket", Name: "ReadAll NewReader NewRangeReader Download Attributes Exists", Role: Fetch},
		{Type: "Bucket", Name: "WriteAll Upload Copy", Role: Put},
	},
}
