package knowledge

var pulsar = Library{
	Path:   "github.com/apache/pulsar-client-go/pulsar",
	Import: "github.com/apache/pulsar-client-go/pulsar",
	Module: "github.com/apache/pulsar-client-go",
	Types:  []Type{{"Producer", Client}},
	Funcs: []Func{
		{Type: "Producer", Name: "Send SendAsync", Role: Publish},
		{Type: "Consumer", Name: "Receive", Role: Receive},
		{Type: "Reader", Name: "Next", Role: Receive},
		{Type: "Client", Name: "CreateProducer Subscribe CreateReader", Role: Fetch},
	},
	Keys: []Key{
		{Type: "ProducerMessage", Field: "SequenceID"},
	},
	Deliveries: []Delivery{
		{Type: "Message", Body: "Payload"},
		{Type: "ConsumerMessage", Body: "Message"},
	},
	Settlements: []Settlement{
		{Type: "Consumer", Name: "Ack AckID"},
		{Type: "Consumer", Name: "Nack NackID ReconsumeLater", Again: true},
	},
}
