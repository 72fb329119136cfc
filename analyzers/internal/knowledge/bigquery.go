package knowledge

var bigquery = Library{
	Path:   "cloud.google.com/go/bigquery",
	Import: "cloud.google.com/go/bigquery",
	Module: "cloud.google.com/go/bigquery",
	Funcs: []Func{
		{Type: "Query", Name: "Read", Role: Fetch},
		{Type: "Query", Name: "Run", Role: Put},
		{Type: "Job", Name: "Wait Status Read", Role: Fetch},
		{Type: "Inserter", Name: "Put", Role: Put},
		{Type: "Loader", Name: "Run", Role: Put},
		{Type: "Copier", Name: "Run", Role: Put},
		{Type: "RowIterator", Name: "Next", Role: Fetch},
		{Type: "Table", Name: "Metadata", Role: Fetch},
		{Type: "Table", Name: "Create Update Delete", Role: Put},
		{Type: "Dataset", Name: "Metadata", Role: Fetch},
		{Type: "Dataset", Name: "Create Update Delete", Role: Put},
	},
}
