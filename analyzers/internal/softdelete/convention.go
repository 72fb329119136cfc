package softdelete

import (
	"strings"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// Convention reports whether the table's readers leave deleted rows out, and
// how many do. What one row is read for by its key may be to restore it: there
// only others that do the same tell.
func (res *Result) Convention(r *Read) (kept int, ok bool) {
	keyed := res.keyed(r)
	first := r.First || res.isSought(r)
	alike, unlike, broken, lists := 0, 0, 0, 0
	for _, other := range res.readers[r.Name()] {
		likewise := other.First == first && res.keyed(other) == keyed
		switch {
		case other.State == Live:
			kept++
			if likewise {
				alike++
			}
		case other.State == Silent && !other.Query.Holed && !other.Writes && !other.Table.Outer && !res.follows(other) && !res.implied(other):
			broken++
			if !res.keyed(other) {
				lists++
			}
			if likewise {
				unlike++
			}
		}
	}
	switch {
	case kept < 2 || broken > kept:
		return kept, false
	case keyed && alike == 0:
		return kept, !res.isLooked(r.Mark) && !res.revived[r.Name()]
	case keyed:
		return kept, alike >= 2 && alike > unlike
	case alike > 0:
		return kept, alike >= unlike
	case !r.First && hangs(r, func(table string) bool { return res.Mark(table, r.Query.Dialect) != nil }):
		return kept, false // whose readers see to it
	}
	return kept, kept >= 2*lists
}

// TrashAlone reports whether all that is known to read r's table looks for its
// deleted rows, twice or more, though other tables have a convention to look for
// live ones.
func (res *Result) TrashAlone(r *Read) bool { return !res.keepsTrash(r) && res.others(r) >= 4 }

// keepsTrash reports whether something reads live rows of r's table, beside
// which this is a reader of the trash, or the statement says more of the mark.
func (res *Result) keepsTrash(r *Read) bool {
	trash := 0
	for _, other := range res.readers[r.Name()] {
		switch {
		case other.Writes, other.Query.Verb != sqlparse.Select: // a clean-up
		case other.State == Live, other.State == Named:
			return true
		case other.State == Silent && !other.Table.Outer:
			trash--
		case other.State == Dead:
			trash++
		}
	}
	return trash < 2
}

// others returns how many reads of other tables look for live rows by a mark of
// the same name; none if as many look for deleted ones.
func (res *Result) others(r *Read) int {
	kept, broken := 0, 0
	for table, readers := range res.readers {
		if table == r.Name() {
			continue
		}
		for _, other := range readers {
			if !strings.EqualFold(other.Mark.Column, r.Mark.Column) || other.Writes {
				continue
			}
			switch other.State {
			case Live:
				kept++
			case Dead:
				broken++
			}
		}
	}
	if broken*4 > kept {
		return 0
	}
	return kept
}
