package txleak

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/ruledoc"
)

//go:embed doc.go
var doc string

// Analyzer finds paths that leave a transaction open.
var Analyzer = &analysis.Analyzer{
	Name: "txleak",
	Doc:  ruledoc.MustExtract(doc),
	URL:  ruledoc.URL("txleak"),
	Run:  run,
}

func run(pass *analysis.Pass) (any, error) { return nil, nil }
