package knowledge

var amqp091 = Library{
	Path:   "github.com/rabbitmq/amqp091-go",
	Import: "github.com/rabbitmq/amqp091-go",
	Module: "github.com/rabbitmq/amqp091-go",
	Types:  []Type{{"Channel", Client}},
	Funcs: []Func{
		{Type: "Channel", Name: "Publish PublishWithContext", Role: Publish},
		{Type: "Channel", Name: "PublishWithDeferredConfirm PublishWithDeferredConfirmWithContext", Role: Publish},
	},
}

var streadwayAMQP = Library{
	Path:   "github.com/streadway/amqp",
	Import: "github.com/streadway/amqp",
	Module: "github.com/streadway/amqp",
	Types:  []Type{{"Channel", Client}},
	Funcs: []Func{
		{Type: "Channel", Name: "Publish", Role: Publish},
	},
}
