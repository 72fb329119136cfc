package outerhandle

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/ruledoc"
)

//go:embed doc.go
var doc string

// Analyzer finds queries that slip past an open transaction through the outer handle.
var Analyzer = &analysis.Analyzer{
	Name: "outerhandle",
	Doc:  ruledoc.MustExtract(doc),
	URL:  ruledoc.URL("outerhandle"),
	Run:  run,
}

func run(pass *analysis.Pass) (any, error) { return nil, nil }
