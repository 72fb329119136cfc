package knowledge

// goRedis: the methods of every client and pipeline are those of the
// embedded func type cmdable, the methods of every interface those of its parts.
var goRedis = Library{
	Path:   "github.com/redis/go-redis",
	Import: "github.com/redis/go-redis/v9",
	Module: "github.com/redis/go-redis/v9",
	Types:  []Type{{"Client", Client}, {"ClusterClient", Client}, {"Ring", Client}, {"UniversalClient", Client}, {"Cmdable", Client}, {"Pipeliner", Client}},
	Funcs: []Func{
		{Type: "cmdable", Name: "LPush LPushX RPush RPushX", Role: Enqueue},
		{Type: "cmdable", Name: "XAdd Publish SPublish", Role: Publish},
		{Type: "ListCmdable", Name: "LPush LPushX RPush RPushX", Role: Enqueue},
		{Type: "StreamCmdable", Name: "XAdd", Role: Publish},
		{Type: "PubSubCmdable", Name: "Publish SPublish", Role: Publish},
		{Type: "PubSub", Name: "Receive ReceiveMessage ReceiveTimeout", Role: Receive},
		{Type: "PubSub", Name: "Subscribe PSubscribe Ping", Role: Fetch},
	},
	Cells: append(redisCells("cmdable", "cmdable"), redisCells("StringCmdable", "HashCmdable")...),
	Fails: []Fail{
		{Name: "TxFailedErr", Is: Outdated},
		{Name: "ErrClosed", Is: Permanent},
	},
}

var goRedisV8 = Library{
	Path:   "github.com/go-redis/redis",
	Import: "github.com/go-redis/redis/v8",
	Module: "github.com/go-redis/redis/v8",
	Types:  []Type{{"Client", Client}, {"ClusterClient", Client}, {"Ring", Client}, {"UniversalClient", Client}, {"Cmdable", Client}, {"Pipeliner", Client}},
	Funcs: []Func{
		{Type: "cmdable", Name: "LPush LPushX RPush RPushX", Role: Enqueue},
		{Type: "cmdable", Name: "XAdd Publish", Role: Publish},
		{Type: "Cmdable", Name: "LPush LPushX RPush RPushX", Role: Enqueue},
		{Type: "Cmdable", Name: "XAdd Publish", Role: Publish},
		{Type: "PubSub", Name: "Receive ReceiveMessage ReceiveTimeout", Role: Receive},
		{Type: "PubSub", Name: "Subscribe PSubscribe Ping", Role: Fetch},
	},
	Cells: append(redisCells("cmdable", "cmdable"), redisCells("Cmdable", "Cmdable")...),
	Fails: []Fail{
		{Name: "TxFailedErr", Is: Outdated},
		{Name: "ErrClosed", Is: Permanent},
	},
}
