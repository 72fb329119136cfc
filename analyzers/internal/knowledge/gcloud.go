package knowledge

var gcloudPubSub = Library{
	Path:   "cloud.google.com/go/pubsub",
	Import: "cloud.google.com/go/pubsub",
	Module: "cloud.google.com/go/pubsub",
	Types:  []Type{{"Topic", Client}},
	Funcs: []Func{
		{Type: "Topic", Name: "Publish", Role: Publish},
		{Type: "Subscription", Name: "Receive", Role: Receive},
	},
	Handlers: []Handler{
		{Type: "Subscription", Name: "Receive", Fn: Param(1)},
	},
}

var gcloudPubSubV2 = Library{
	Path:   "cloud.google.com/go/pubsub/v2",
	Import: "cloud.google.com/go/pubsub/v2",
	Module: "cloud.google.com/go/pubsub/v2",
	Types:  []Type{{"Publisher", Client}},
	Funcs: []Func{
		{Type: "Publisher", Name: "Publish", Role: Publish},
		{Type: "Subscriber", Name: "Receive", Role: Receive},
	},
	Handlers: []Handler{
		{Type: "Subscriber", Name: "Receive", Fn: Param(1)},
	},
}

var gcloudTasks = Library{
	Path:   "cloud.google.com/go/cloudtasks/apiv2",
	Import: "cloud.google.com/go/cloudtasks/apiv2",
	Module: "cloud.google.com/go/cloudtasks",
	Types:  []Type{{"Client", Client}},
	Funcs: []Func{
		{Type: "Client", Name: "CreateTask", Role: Enqueue},
	},
}

var gcloudStorage = Library{
	Path:   "cloud.google.com/go/storage",
	Import: "cloud.google.com/go/storage",
	Module: "cloud.google.com/go/storage",
	Types:  []Type{{"ObjectHandle", Client}, {"BucketHandle", Client}},
	Funcs: []Func{
		{Type: "ObjectHandle", Name: "Delete", Role: Storage},
		{Type: "BucketHandle", Name: "Delete", Role: Storage},
		{Type: "ObjectHandle", Name: "Attrs NewReader NewRangeReader", Role: Fetch},
		{Type: "ObjectHandle", Name: "Update Restore Move", Role: Put},
		{Type: "BucketHandle", Name: "Attrs", Role: Fetch},
		{Type: "BucketHandle", Name: "Create Update", Role: Put},
		{Type: "ObjectIterator", Name: "Next", Role: Fetch},
		{Type: "BucketIterator", Name: "Next", Role: Fetch},
		{Type: "Writer", Name: "Close", Role: Put},
		{Type: "Copier", Name: "Run", Role: Put},
	},
	Fails: []Fail{
		{Name: "ErrObjectNotExist ErrBucketNotExist", Is: NotFound},
	},
}

// gcloudMessage is what both versions of pubsub have as an alias.
var gcloudMessage = Library{
	Path:   "cloud.google.com/go/internal/pubsub",
	Import: "cloud.google.com/go/internal/pubsub",
	Module: "cloud.google.com/go",
	Deliveries: []Delivery{
		{Type: "Message", Body: "Data"},
	},
	Settlements: []Settlement{
		{Type: "Message", Name: "Ack AckWithResult"},
		{Type: "Message", Name: "Nack NackWithResult", Again: true},
	},
}

var gcloudTasksPB = Library{
	Path:   "cloud.google.com/go/cloudtasks/apiv2/cloudtaskspb",
	Import: "cloud.google.com/go/cloudtasks/apiv2/cloudtaskspb",
	Module: "cloud.google.com/go/cloudtasks",
	Keys: []Key{
		{Type: "Task", Field: "Name"},
		{Type: "CreateTaskRequest"},
	},
}
