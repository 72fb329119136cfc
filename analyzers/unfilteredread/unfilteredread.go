package unfilteredread

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/ruledoc"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

//go:embed doc.go
var doc string

// Analyzer finds reads of a soft-deleted table that its other readers filter.
var Analyzer = &analysis.Analyzer{
	Name:     "unfilteredread",
	Doc:      ruledoc.MustExtract(doc),
	URL:      ruledoc.URL("unfilteredread"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, schema.Analyzer, sqlquery.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	return nil, nil
}
