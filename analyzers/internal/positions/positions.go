// Package positions finds readers that resume after a position: queries that
// take the rows whose column is greater than a value that was taken from rows of
// the same table, and kept until the next round.
//
// It follows values through the variables, fields, parameters and results of a
// package, and through the columns of tables, without regard to order: what is
// ever put into a variable may be in it. A cycle from a column to the comparison
// of that column is a resuming reader if something on the way outlives the round:
// its [Keeper]. What other packages do with parameters, results and fields is told
// by facts.
package positions

import (
	"cmp"
	"go/ast"
	"go/token"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/reach"
	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlquery"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

// Analyzer finds resuming readers; its result is a []*Feed in source order.
var Analyzer = &analysis.Analyzer{
	Name:       "positions",
	Doc:        "find readers that resume after a position",
	Run:        run,
	Requires:   []*analysis.Analyzer{reach.Analyzer, schema.Analyzer, sqlquery.Analyzer, ssaform.Analyzer},
	ResultType: reflect.TypeFor[[]*Feed](),
	FactTypes:  []analysis.Fact{new(Positions), new(Held)},
}

// A Feed is a query that reads on from where an earlier round ended.
type Feed struct {
	Column Column
	// Time says that the column has times, else it has numbers that the database
	// gives.
	Time bool
	// Pos and End are where the column is compared, or the call or value by which
	// another package's function does so.
	Pos, End token.Pos
	// Keeper is what keeps the position, Name what messages call it, Kept where it
	// is declared or written, NoPos if that isn't known.
	Keeper Keeper
	Name   string
	Kept   token.Pos
	// Via are the functions down to the one that has the query; none if that
	// stands at Pos.
	Via []callpath.Symbol
}

// A Column is a table's column, both in lower case; or, without a table, what a
// key-value store has under a key.
type Column struct{ Table, Name string }

// IsCell reports whether c is of a key-value store.
func (c Column) IsCell() bool { return c.Table == "" && c.Name != "" }

func (c Column) String() string { return c.Table + "." + c.Name }

// A Keeper is what keeps a position from one round to the next.
type Keeper uint8

const (
	NoKeeper Keeper = iota
	Loop            // a variable outside a loop, or function literal, that goes on when there is nothing to read
	Field           // a field of a struct that methods share
	Global          // a package variable
	Table           // a column of another table
	File            // a file
	Cell            // a key of a key-value store
	Callers         // whoever calls the function: it gives all rows after a parameter
)

// Positions is the fact about a function or an interface's method.
type Positions struct {
	After []After
	Gives []Give
	Keeps []Keep
}

// An After says that a function reads the rows whose column is greater than a
// parameter, the receiver being the first.
type After struct {
	Param  int
	Column Column
	Time   bool
	Via    []callpath.Symbol
}

// A Give says where a result comes from: columns, and parameters.
type Give struct {
	Result  int
	Columns []Column
	Params  []int
}

// A Keep says that a parameter is written to a column, or to a file.
type Keep struct {
	Param  int
	Column Column // zero for a file
}

// Held is the fact about a struct's field: the columns that it is read from, those
// that are compared with it, and those that an UPDATE sets to it.
type Held struct {
	Columns []Column
	After   []Column
	Keeps   []Column
}

// AFact makes it a fact.
func (*Positions) AFact() {}

// AFact makes it a fact.
func (*Held) AFact() {}

func (p *Positions) empty() bool { return len(p.After)+len(p.Gives)+len(p.Keeps) == 0 }

func (p *Positions) String() string {
	var parts []string
	for _, a := range p.After {
		parts = append(parts, "after "+a.Column.String()+" by "+number(a.Param))
	}
	for _, g := range p.Gives {
		s := "gives " + number(g.Result)
		for _, c := range g.Columns {
			s += " " + c.String()
		}
		for _, i := range g.Params {
			s += " " + number(i)
		}
		parts = append(parts, s)
	}
	for _, k := range p.Keeps {
		to := "a file"
		if k.Column != (Column{}) {
			to = k.Column.String()
		}
		parts = append(parts, "keeps "+number(k.Param)+" in "+to)
	}
	return strings.Join(parts, "; ")
}

func (h *Held) String() string {
	var parts []string
	for _, c := range h.Columns {
		parts = append(parts, "holds "+c.String())
	}
	for _, c := range h.After {
		parts = append(parts, "after "+c.String())
	}
	for _, c := range h.Keeps {
		parts = append(parts, "kept in "+c.String())
	}
	return strings.Join(parts, "; ")
}

func number(i int) string { return string(rune('0' + i%10)) }

func compareColumns(a, b Column) int {
	return cmp.Or(strings.Compare(a.Table, b.Table), strings.Compare(a.Name, b.Name))
}

func run(pass *analysis.Pass) (any, error) {
	reached := pass.ResultOf[reach.Analyzer].(reach.Result)
	sql, _ := pass.ResultOf[sqlquery.Analyzer].(*sqlquery.Result)
	if !reached.Matters || sql == nil || len(sql.Queries)+len(sql.Generated) == 0 && len(reached.Imports) == 0 {
		return ([]*Feed)(nil), nil
	}
	g := newGraph(pass, sql)
	g.build()
	feeds := g.feeds()
	g.export()
	slices.SortFunc(feeds, func(a, b *Feed) int { return cmp.Compare(a.Pos, b.Pos) })
	return feeds, nil
}

// A bound is a comparison of a column with a value.
type bound struct {
	column Column
	from   []node
	pos    token.Pos
	end    token.Pos
	in     *ast.FuncDecl
	via    []callpath.Symbol
	// byTime says that the column is a time, not a number.
	byTime bool
	// stored is the column that the position is read from by the query itself, where
	// that stands in a .sql file.
	stored Column
	// all says that the query gives all rows after the position, with the column.
	all bool
}
