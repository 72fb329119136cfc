package knowledge

var kafkaGo = Library{
	Path:   "github.com/segmentio/kafka-go",
	Import: "github.com/segmentio/kafka-go",
	Module: "github.com/segmentio/kafka-go",
	Types:  []Type{{"Writer", Client}, {"Conn", Client}},
	Funcs: []Func{
		{Type: "Writer", Name: "WriteMessages", Role: Publish},
		{Type: "Conn", Name: "WriteMessages", Role: Publish},
		{Type: "Reader", Name: "ReadMessage FetchMessage", Role: Receive},
		{Type: "Reader", Name: "CommitMessages", Role: Put},
		{Type: "Conn", Name: "ReadMessage ReadBatch ReadBatchWith", Role: Receive},
		{Type: "Batch", Name: "ReadMessage", Role: Receive},
		{Name: "Dial DialContext DialLeader DialPartition LookupPartition LookupPartitions", Role: Fetch},
		{Type: "Dialer", Name: "Dial DialContext DialLeader DialPartition LookupPartition LookupPartitions LookupLeader", Role: Fetch},
	},
	Deliveries: []Delivery{
		{Type: "Message", Body: "Value"},
	},
	Settlements: []Settlement{
		{Type: "Reader", Name: "CommitMessages"},
	},
}
