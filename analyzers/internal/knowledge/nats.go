package knowledge

var nats = Library{
	Path:   "github.com/nats-io/nats.go",
	Import: "github.com/nats-io/nats.go",
	Module: "github.com/nats-io/nats.go",
	Types:  []Type{{"Conn", Client}, {"EncodedConn", Client}, {"JetStream", Client}},
	Funcs: []Func{
		{Type: "Conn", Name: "Publish PublishMsg PublishRequest", Role: Publish},
		{Type: "Conn", Name: "Request RequestMsg RequestWithContext RequestMsgWithContext", Role: Call},
		{Type: "EncodedConn", Name: "Publish PublishRequest", Role: Publish},
		{Type: "EncodedConn", Name: "Request RequestWithContext", Role: Call},
		{Type: "JetStream", Name: "Publish PublishMsg PublishAsync PublishMsgAsync", Role: Publish},
		{Type: "Msg", Name: "Respond RespondMsg", Role: Publish},
		{Name: "Connect", Role: Fetch},
		{Type: "Subscription", Name: "NextMsg NextMsgWithContext Fetch FetchBatch", Role: Receive},
		{Type: "Conn", Name: "Flush FlushTimeout FlushWithContext", Role: Fetch},
		{Type: "Msg", Name: "Ack AckSync Nak NakWithDelay Term InProgress", Role: Put},
	},
	Fails: []Fail{
		{Name: "ErrTimeout ErrDisconnected ErrStaleConnection", Is: Timeout},
		{Name: "ErrNoServers ErrNoResponders ErrMaxConnectionsExceeded ErrReconnectBufExceeded", Is: Refused},
		{Name: "ErrConnectionClosed ErrBadSubscription ErrMaxPayload ErrAuthorization", Is: Permanent},
	},
	Keys: []Key{
		{Name: "MsgId"},
		{Type: "PubOpt"},
	},
	Cells: []Cell{
		{Type: "KeyValue", Name: "Get", Key: Param(0), Keys: 1},
		{Type: "KeyValue", Name: "Put PutString Update", Writes: true, Key: Param(0), Keys: 1},
	},
	Handlers: []Handler{
		{Type: "Conn", Name: "Subscribe", Fn: Param(1)},
		{Type: "Conn", Name: "QueueSubscribe", Fn: Param(2)},
		{Type: "JetStream", Name: "Subscribe", Fn: Param(1)},
		{Type: "JetStream", Name: "QueueSubscribe", Fn: Param(2)},
	},
	Deliveries: []Delivery{
		{Type: "Msg", Body: "Data"},
	},
	Settlements: []Settlement{
		{Type: "Msg", Name: "Ack AckSync Term"},
		{Type: "Msg", Name: "Nak NakWithDelay", Again: true},
	},
}

var natsJetStream = Library{
	Path:   "github.com/nats-io/nats.go/jetstream",
	Import: "github.com/nats-io/nats.go/jetstream",
	Module: "github.com/nats-io/nats.go",
	Types:  []Type{{"JetStream", Client}, {"Publisher", Client}},
	Funcs: []Func{
		{Type: "Publisher", Name: "Publish PublishMsg PublishAsync PublishMsgAsync", Role: Publish},
		{Type: "Consumer", Name: "Fetch FetchBytes FetchNoWait Next", Role: Receive},
		{Type: "MessagesContext", Name: "Next", Role: Receive},
		{Type: "KeyValue", Name: "Get GetRevision Keys", Role: Fetch},
		{Type: "KeyValue", Name: "Put PutString Create Update Delete Purge", Role: Put},
		{Type: "ObjectStore", Name: "Get GetBytes GetString GetFile GetInfo", Role: Fetch},
		{Type: "ObjectStore", Name: "Put PutBytes PutString PutFile Delete", Role: Put},
	},
	Keys: []Key{
		{Name: "WithMsgID"},
		{Type: "PublishOpt"},
	},
	Cells: []Cell{
		{Type: "KeyValue", Name: "Get", Key: Param(1), Keys: 1},
		{Type: "KeyValue", Name: "Put PutString Update", Writes: true, Key: Param(1), Keys: 1},
	},
	Handlers: []Handler{
		{Type: "Consumer", Name: "Consume", Fn: Param(0)},
	},
	Deliveries: []Delivery{
		{Type: "Msg", Body: "Data"},
	},
	Settlements: []Settlement{
		{Type: "Msg", Name: "Ack DoubleAck Term TermWithReason"},
		{Type: "Msg", Name: "Nak NakWithDelay", Again: true},
	},
}
