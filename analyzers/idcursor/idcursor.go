package idcursor

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/keyset"
	"github.com/datavet/datavet/analyzers/internal/optin"
	"github.com/datavet/datavet/analyzers/internal/positions"
	"github.com/datavet/datavet/analyzers/internal/ruledoc"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
)

//go:embed doc.go
var doc string

// Analyzer finds readers that resume after the largest id, or the latest time, that
// they have seen.
var Analyzer = &analysis.Analyzer{
	Name:     "idcursor",
	Doc:      ruledoc.MustExtract(doc),
	URL:      ruledoc.URL("idcursor"),
	Run:      run,
	Flags:    optin.Flags(),
	Requires: []*analysis.Analyzer{directive.Analyzer, keyset.Analyzer, positions.Analyzer, schema.Analyzer, sqlquery.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	feeds := reportFeeds(pass)
	if optin.On(pass) {
		reportKeysets(pass, feeds)
	}
	return nil, nil
}
