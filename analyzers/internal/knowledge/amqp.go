package knowledge

var amqp091 = Library{
	Path:   "github.com/rabbitmq/amqp091-go",
	Import: "github.com/rabbitmq/amqp091-go",
	Module: "github.com/rabbitmq/amqp091-go",
	Types:  []Type{{"Channel", Client}},
	Funcs: []Func{
		{Type: "Channel", Name: "Publish PublishWithContext", Role: Publish},
		{Type: "Channel", Name: "PublishWithDeferredConfirm PublishWithDeferredConfirmWithContext", Role: Publish},
		{Name: "Dial DialTLS DialTLS_ExternalAuth DialConfig", Role: Fetch},
		{Type: "Connection", Name: "Channel", Role: Fetch},
		{Type: "Channel", Name: "Get Consume ConsumeWithContext QueueInspect QueueDeclarePassive ExchangeDeclarePassive Qos", Role: Fetch},
		{Type: "Channel", Name: "QueueDeclare QueueBind QueueUnbind QueuePurge QueueDelete ExchangeDeclare ExchangeBind ExchangeUnbind ExchangeDelete", Role: Put},
	},
	Fails: []Fail{
		{Name: "ErrClosed", Is: Refused},
	},
	Deliveries: []Delivery{
		{Type: "Delivery", Body: "Body"},
	},
	Settlements: []Settlement{
		{Type: "Delivery", Name: "Ack"},
		{Type: "Delivery", Name: "Nack", If: Param(1)},
		{Type: "Delivery", Name: "Reject", If: Param(0)},
		{Type: "Channel", Name: "Ack"},
		{Type: "Channel", Name: "Nack", If: Param(2)},
		{Type: "Channel", Name: "Reject", If: Param(1)},
	},
}

var streadwayAMQP = Library{
	Path:   "github.com/streadway/amqp",
	Import: "github.com/streadway/amqp",
	Module: "github.com/streadway/amqp",
	Types:  []Type{{"Channel", Client}},
	Funcs: []Func{
		{Type: "Channel", Name: "Publish", Role: Publish},
		{Name: "Dial DialTLS DialConfig", Role: Fetch},
		{Type: "Connection", Name: "Channel", Role: Fetch},
		{Type: "Channel", Name: "Get Consume QueueInspect QueueDeclarePassive ExchangeDeclarePassive Qos", Role: Fetch},
		{Type: "Channel", Name: "QueueDeclare QueueBind QueueUnbind QueuePurge QueueDelete ExchangeDeclare ExchangeBind ExchangeUnbind ExchangeDelete", Role: Put},
	},
	Fails: []Fail{
		{Name: "ErrClosed", Is: Refused},
	},
	Deliveries: []Delivery{
		{Type: "Delivery", Body: "Body"},
	},
	Settlements: []Settlement{
		{Type: "Delivery", Name: "Ack"},
		{Type: "Delivery", Name: "Nack", If: Param(1)},
		{Type: "Delivery", Name: "Reject", If: Param(0)},
		{Type: "Channel", Name: "Ack"},
		{Type: "Channel", Name: "Nack", If: Param(2)},
		{Type: "Channel", Name: "Reject", If: Param(1)},
	},
}
