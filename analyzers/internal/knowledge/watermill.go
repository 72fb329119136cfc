package knowledge

var watermill = Library{
	Path:   "github.com/ThreeDotsLabs/watermill/message",
	Import: "github.com/ThreeDotsLabs/watermill/message",
	Module: "github.com/ThreeDotsLabs/watermill",
	Types:  []Type{{"Publisher", Client}},
	Funcs: []Func{
		{Type: "Publisher", Name: "Publish", Role: Publish, Tx: Recv},
	},
	Handlers: []Handler{
		{Type: "Router", Name: "AddHandler", Fn: Param(5)},
		{Type: "Router", Name: "AddNoPublisherHandler AddConsumerHandler", Fn: Param(3)},
	},
	Deliveries: []Delivery{
		{Type: "Message", Job: true, Body: "Payload"},
	},
	Settlements: []Settlement{
		{Type: "Message", Name: "Ack"},
		{Type: "Message", Name: "Nack", Again: true},
	},
}

var watermillCQRS = Library{
	Path:   "github.com/ThreeDotsLabs/watermill/components/cqrs",
	Import: "github.com/ThreeDotsLabs/watermill/components/cqrs",
	Module: "github.com/ThreeDotsLabs/watermill",
	Types:  []Type{{"EventBus", Client}, {"CommandBus", Client}},
	Funcs: []Func{
		{Name: "NewEventBus NewEventBusWithConfig NewCommandBus NewCommandBusWithConfig", Role: Derive, On: Param(0)},
		{Type: "EventBus", Name: "Publish", Role: Publish, Tx: Recv},
		{Type: "CommandBus", Name: "Send SendWithModifiedMessage", Role: Publish, Tx: Recv},
	},
	Handlers: []Handler{
		{Name: "NewEventHandler NewCommandHandler", Fn: Param(1)},
		{Name: "NewGroupEventHandler", Fn: Param(0)},
	},
}

var watermillForwarder = Library{
	Path:   "github.com/ThreeDotsLabs/watermill/components/forwarder",
	Import: "github.com/ThreeDotsLabs/watermill/components/forwarder",
	Module: "github.com/ThreeDotsLabs/watermill",
	Types:  []Type{{"Publisher", Client}},
	Funcs: []Func{
		{Name: "NewPublisher", Role: Derive, On: Param(0)},
		{Type: "Publisher", Name: "Publish", Role: Publish, Tx: Recv},
	},
}

var watermillDelay = Library{
	Path:   "github.com/ThreeDotsLabs/watermill/components/delay",
	Import: "github.com/ThreeDotsLabs/watermill/components/delay",
	Module: "github.com/ThreeDotsLabs/watermill",
	Funcs: []Func{
		{Name: "NewPublisher", Role: Derive, On: Param(0)},
	},
}

// watermillSQL's publisher inserts rows, through the handle that it was made
// with.
var watermillSQL = Library{
	Path:   "github.com/ThreeDotsLabs/watermill-sql/pkg/sql",
	Import: "github.com/ThreeDotsLabs/watermill-sql/v4/pkg/sql github.com/ThreeDotsLabs/watermill-sql/v3/pkg/sql",
	Module: "github.com/ThreeDotsLabs/watermill-sql/v4 github.com/ThreeDotsLabs/watermill-sql/v3",
	Types:  []Type{{"Publisher", Either}},
	Funcs: []Func{
		{Name: "NewPublisher", Role: Bind, Tx: Param(0)},
		{Name: "NewDelayedMySQLPublisher NewDelayedPostgreSQLPublisher", Role: Bind, Tx: Param(0)},
		{Type: "Publisher", Name: "Publish", Role: Exec},
	},
}
