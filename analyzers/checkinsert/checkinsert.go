package checkinsert

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

// Analyzer finds rows that are looked for and then inserted without anything that keeps a second request from inserting them, too.
var Analyzer = &analysis.Analyzer{
	Name:     "checkinsert",
	Doc:      ruledoc.MustExtract(doc),
	URL:      ruledoc.URL("checkinsert"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, schema.Analyzer, sqlquery.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	return nil, nil
}
