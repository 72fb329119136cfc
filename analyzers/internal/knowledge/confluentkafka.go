package knowledge

var confluentKafka = Library{
	Path:   "github.com/confluentinc/confluent-kafka-go/kafka",
	Import: "github.com/confluentinc/confluent-kafka-go/v2/kafka",
	Module: "github.com/confluentinc/confluent-kafka-go/v2",
	Types:  []Type{{"Producer", Client}},
	Funcs: []Func{
		{Type: "Producer", Name: "Produce ProduceChannel", Role: Publish},
		{Type: "Consumer", Name: "ReadMessage Poll", Role: Receive},
		{Type: "Consumer", Name: "Commit CommitMessage CommitOffsets", Role: Put},
	},
	Deliveries: []Delivery{
		{Type: "Message", Body: "Value"},
	},
	Settlements: []Settlement{
		{Type: "Consumer", Name: "Commit CommitMessage CommitOffsets StoreMessage StoreOffsets"},
	},
}
