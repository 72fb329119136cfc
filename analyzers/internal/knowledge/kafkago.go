package knowledge

var kafkaGo = Library{
	Path:   "github.com/segmentio/kafka-go",
	Import: "github.com/segmentio/kafka-go",
	Module: "github.com/segmentio/kafka-go",
	Types:  []Type{{"Writer", Client}, {"Conn", Client}},
	Funcs: []Func{
		{Type: "Writer", Name: "WriteMessages", Role: Publish},
		{Type: "Conn", Name: "WriteMessages", Role: Publish},
	},
}
