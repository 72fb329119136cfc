package knowledge

// A message is sent to the channel that Input returns: asking for it counts.
var sarama = Library{
	Path:   "github.com/IBM/sarama",
	Import: "github.com/IBM/sarama",
	Module: "github.com/IBM/sarama",
	Types:  []Type{{"SyncProducer", Client}, {"AsyncProducer", Client}},
	Funcs: []Func{
		{Type: "SyncProducer", Name: "SendMessage SendMessages", Role: Publish},
		{Type: "AsyncProducer", Name: "Input", Role: Publish},
		{Type: "ConsumerGroup", Name: "Consume", Role: Receive},
		{Name: "NewClient NewSyncProducer NewAsyncProducer NewConsumer NewConsumerGroup NewClusterAdmin", Role: Fetch},
	},
	Deliveries: []Delivery{
		{Type: "ConsumerMessage", Body: "Value"},
		{Type: "ConsumerGroupClaim", Job: true},
	},
	Settlements: []Settlement{
		{Type: "ConsumerGroupSession", Name: "MarkMessage MarkOffset"},
	},
}

// saramaShopify is sarama before it moved to IBM.
var saramaShopify = Library{
	Path:   "github.com/Shopify/sarama",
	Import: "github.com/Shopify/sarama",
	Module: "github.com/Shopify/sarama",
	Types:  []Type{{"SyncProducer", Client}, {"AsyncProducer", Client}},
	Funcs: []Func{
		{Type: "SyncProducer", Name: "SendMessage SendMessages", Role: Publish},
		{Type: "AsyncProducer", Name: "Input", Role: Publish},
		{Type: "ConsumerGroup", Name: "Consume", Role: Receive},
		{Name: "NewClient NewSyncProducer NewAsyncProducer NewConsumer NewConsumerGroup NewClusterAdmin", Role: Fetch},
	},
	Deliveries: []Delivery{
		{Type: "ConsumerMessage", Body: "Value"},
		{Type: "ConsumerGroupClaim", Job: true},
	},
	Settlements: []Settlement{
		{Type: "ConsumerGroupSession", Name: "MarkMessage MarkOffset"},
	},
}
