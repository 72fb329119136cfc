package idcursor

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/positions"
)

// reportFeeds reports the readers that resume after a position that is kept.
func reportFeeds(pass *analysis.Pass) {
	set := pass.ResultOf[directive.Analyzer].(*directive.Set)
	for _, f := range pass.ResultOf[positions.Analyzer].([]*positions.Feed) {
		d := analysis.Diagnostic{Pos: f.Pos, End: f.End, Category: "id", Message: feedMessage(f)}
		if f.Kept.IsValid() {
			d.Related = append(d.Related, analysis.RelatedInformation{Pos: f.Kept, Message: "the position is kept here"})
		}
		directive.Report(callpath.On(pass, f.Via), set, d)
	}
}

// kept is what messages say of a keeper.
var kept = map[positions.Keeper]string{
	positions.Loop:   "the variable %s",
	positions.Field:  "%s",
	positions.Global: "the variable %s",
	positions.Table:  "%s",
	positions.File:   "%s",
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
		return fmt.Sprintf("reads on%s after the largest %s%s: rows that commit late have smaller ones and are lost; read an overlap", by, column, in)
	}
	column := f.Column.Name
	return message.Fit(format(column, by, in), format(column, "", in), format(column, by, ""), format(column, "", ""), format("number", "", ""))
}
