package knowledge

var franzGo = Library{
	Path:   "github.com/twmb/franz-go/pkg/kgo",
	Import: "github.com/twmb/franz-go/pkg/kgo",
	Module: "github.com/twmb/franz-go",
	Types:  []Type{{"Client", Client}, {"GroupTransactSession", Client}},
	Funcs: []Func{
		{Type: "Client", Name: "Produce ProduceSync TryProduce", Role: Publish},
		{Type: "GroupTransactSession", Name: "Produce ProduceSync TryProduce", Role: Publish},
		{Type: "Client", Name: "PollFetches PollRecords", Role: Receive},
		{Type: "Client", Name: "Ping", Role: Fetch},
		{Type: "Client", Name: "CommitRecords CommitUncommittedOffsets", Role: Put},
		{Type: "GroupTransactSession", Name: "PollFetches PollRecords", Role: Receive},
	},
	Deliveries: []Delivery{
		{Type: "Record", Body: "Value"},
	},
	Settlements: []Settlement{
		{Type: "Client", Name: "CommitRecords CommitUncommittedOffsets MarkCommitRecords"},
	},
}
