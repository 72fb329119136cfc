package idcursor

import (
	"fmt"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/optin"
	"github.com/datavet/datavet/analyzers/internal/positions"
)

// reportFeeds reports the readers that resume after a position that is kept, and
// returns where.
func reportFeeds(pass *analysis.Pass) map[token.Pos]bool {
	reported := map[token.Pos]bool{}
	set := pass.ResultOf[directive.Analyzer].(*directive.Set)
	for _, f := range pass.ResultOf[positions.Analyzer].([]*positions.Feed) {
		d := analysis.Diagnostic{Pos: f.Pos, End: f.End, Category: "id", Message: feedMessage(f)}
		switch {
		case f.Keeper == positions.Callers:
			d.Category = "since"
		case f.Time:
			d.Category = "time"
		}
		if d.Category != "id" && !optin.On(pass) {
			continue
		}
		if f.Kept.IsValid() {
			d.Related = append(d.Related, analysis.RelatedInformation{Pos: f.Kept, Message: "the position is kept here"})
		}
		reported[f.Pos] = true
		directive.Report(callpath.On(pass, f.Via), set, d)
	}
	return reported
}

// kept is what messages say of a keeper.
var kept = map[positions.Keeper]string{
	positions.Loop:   "the variable %s",
	positions.Field:  "%s",
	positions.Global: "the variable %s",
	positions.Table:  "%s",
	positions.File:   "%s",
	positions.Cell:   "%s",
}

func feedMessage(f *positions.Feed) string {
	if f.Keeper == positions.Callers {
		return message.Fit(
			fmt.Sprintf("%s gives all rows after the %s that callers have seen: rows that commit late have smaller ones and are lost; read an overlap", f.Name, f.Column.Name),
			"all rows after the number that callers have seen: rows that commit late have smaller ones and are lost; read an overlap")
	}
	by := ""
	if len(f.Via) > 0 {
		by = " by " + f.Via[0].Name()
	}
	in := ", kept in " + fmt.Sprintf(kept[f.Keeper], f.Name)
	format := func(column, by, in string) string {
		if f.Time {
			return fmt.Sprintf("reads on%s after the latest %s%s: rows of that time, or that commit late, are lost; read an overlap", by, column, in)
		}
		return fmt.Sprintf("reads on%s after the largest %s%s: rows that commit late have smaller ones and are lost; read an overlap", by, column, in)
	}
	column := f.Column.Name
	return message.Fit(format(column, by, in), format(column, "", in), format(column, by, ""), format(column, "", ""), format("one", "", ""))
}
