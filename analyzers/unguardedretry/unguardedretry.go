package unguardedretry

import (
	_ "embed"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/deeds"
	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/loops"
	"github.com/datavet/datavet/analyzers/internal/optin"
	"github.com/datavet/datavet/analyzers/internal/remote"
	"github.com/datavet/datavet/analyzers/internal/ruledoc"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
	"github.com/datavet/datavet/analyzers/internal/txscope"
)

//go:embed doc.go
var doc string

// Analyzer finds calls that are repeated because they failed, without what
// keeps that from doing harm.
var Analyzer = &analysis.Analyzer{
	Name:     "unguardedretry",
	Doc:      ruledoc.MustExtract(doc),
	URL:      ruledoc.URL("unguardedretry"),
	Run:      run,
	Flags:    optin.Flags(),
	Requires: []*analysis.Analyzer{directive.Analyzer, ssaform.Analyzer, txscope.Analyzer, remote.Analyzer, loops.Analyzer, deeds.Analyzer},
}

// A check is the rule's work on one package.
type check struct {
	pass     *analysis.Pass
	set      *directive.Set
	form     *ssaform.Form
	tx       *txscope.Result
	remote   *remote.Result
	loops    *loops.Result
	deeds    *deeds.Result
	all      bool // opt-in categories, too
	reported map[place]bool
	// spinning are the loops that were reported for how they go round.
	spinning map[*loops.Loop]bool
}

// A place is where a category was reported.
type place struct {
	category string
	pos      token.Pos
}

func run(pass *analysis.Pass) (any, error) {
	l := pass.ResultOf[loops.Analyzer].(*loops.Result)
	if l == nil {
		return nil, nil
	}
	c := check{
		pass:     pass,
		set:      pass.ResultOf[directive.Analyzer].(*directive.Set),
		form:     pass.ResultOf[ssaform.Analyzer].(*ssaform.Form),
		tx:       pass.ResultOf[txscope.Analyzer].(*txscope.Result),
		remote:   pass.ResultOf[remote.Analyzer].(*remote.Result),
		loops:    l,
		deeds:    pass.ResultOf[deeds.Analyzer].(*deeds.Result),
		all:      optin.On(pass),
		reported: map[place]bool{},
		spinning: map[*loops.Loop]bool{},
	}
	defer c.tx.Lock()()
	c.attempts()
	c.flags()
	c.writes()
	if c.all {
		c.anyError()
		c.notFound()
		c.resent()
	}
	return nil, nil
}

// report reports d once a place and category.
func (c *check) report(d analysis.Diagnostic, path ...callpath.Symbol) {
	at := place{d.Category, d.Pos}
	if !d.Pos.IsValid() || c.reported[at] {
		return
	}
	c.reported[at] = true
	directive.Report(callpath.On(c.pass, path), c.set, d)
}
