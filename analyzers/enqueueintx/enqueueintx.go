package enqueueintx

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/ruledoc"
)

//go:embed doc.go
var doc string

// Analyzer finds work that leaves the process before its transaction commits.
var Analyzer = &analysis.Analyzer{
	Name: "enqueueintx",
	Doc:  ruledoc.MustExtract(doc),
	URL:  ruledoc.URL("enqueueintx"),
	Run:  run,
}

func run(pass *analysis.Pass) (any, error) { return nil, nil }
