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
	},
}

var natsJetStream = Library{
	Path:   "github.com/nats-io/nats.go/jetstream",
	Import: "github.com/nats-io/nats.go/jetstream",
	Module: "github.com/nats-io/nats.go",
	Types:  []Type{{"JetStream", Client}, {"Publisher", Client}},
	Funcs: []Func{
		{Type: "Publisher", Name: "Publish PublishMsg PublishAsync PublishMsgAsync", Role: Publish},
	},
}
