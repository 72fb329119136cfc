package idcursor

import (
	"fmt"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/keyset"
	"github.com/datavet/datavet/analyzers/internal/message"
)

// keysetCategory is of pages that begin elsewhere than after the last row.
const keysetCategory = "keyset"

// reportKeysets reports the pages that skip or repeat rows, other than the feeds.
func reportKeysets(pass *analysis.Pass, feeds map[token.Pos]bool) {
	set := pass.ResultOf[directive.Analyzer].(*directive.Set)
	for _, f := range pass.ResultOf[keyset.Analyzer].([]*keyset.Finding) {
		if feeds[f.Pos] {
			continue
		}
		directive.Report(pass, set, analysis.Diagnostic{
			Pos: f.Pos, End: f.End, Category: keysetCategory, Message: keysetMessage(f),
		})
	}
}

func keysetMessage(f *keyset.Finding) string {
	page := "page"
	if f.Callee != "" {
		page = "page of " + f.Callee
	}
	format := func(page string) string {
		switch f.Kind {
		case keyset.Unordered:
			return fmt.Sprintf("%s after %s without ORDER BY: its last row isn't the greatest, the next page skips rows; order by %[2]s", page, f.Column)
		case keyset.OtherKey:
			return fmt.Sprintf("%s after %s is ordered by %s: the next page skips or repeats rows; compare what the page is ordered by", page, f.Column, f.Key)
		case keyset.Direction:
			return fmt.Sprintf("%s compares %s against its order: the next page holds the rows before the last one; turn the comparison", page, f.Column)
		case keyset.Mixed:
			return fmt.Sprintf("%s compares %s and %s one way and orders them another: rows are skipped or repeated; compare each its own way", page, f.Column, f.Key)
		case keyset.Separate:
			return fmt.Sprintf("%s compares %s and %s each for itself: rows that are after the last one by the first alone are skipped; compare as a row", page, f.Column, f.Key)
		case keyset.TiesSkipped:
			return fmt.Sprintf("%s after %s, which isn't unique: rows with the last row's %[2]s are skipped; add a unique key to order and comparison", page, f.Column)
		case keyset.TiesRepeated:
			return fmt.Sprintf("%s from %s, which isn't unique: rows with the last row's %[2]s are read again; add a unique key to order and comparison", page, f.Column)
		case keyset.NullSkipped:
			return fmt.Sprintf("%s after %s, which may be NULL: rows without it compare with nothing and are on no page; order by a column that isn't", page, f.Column)
		case keyset.Repeated:
			return fmt.Sprintf("%s from %s on: it begins with the last row of the page before, which is read twice; compare by < or >", page, f.Column)
		case keyset.OtherColumn:
			return fmt.Sprintf("next %s begins after %s, but compares %s: it skips or repeats rows; take the column that is compared", page, f.Key, f.Column)
		case keyset.BeyondSkipped:
			return fmt.Sprintf("next %s begins after a row that isn't on this one: that row is skipped; take the last row of the page, or compare by <= or >=", page)
		case keyset.FirstRepeated:
			return fmt.Sprintf("next %s begins after the first row of this one: the others are read again; take the last row", page)
		}
		panic(fmt.Sprintf("idcursor: no message for kind %d", f.Kind))
	}
	return message.Fit(format(page), format("page"))
}
