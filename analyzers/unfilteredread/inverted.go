package unfilteredread

import (
	"fmt"

	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/softdelete"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// inverted reports a read that looks for deleted rows where all that the
// module's readers of the table do is that, and those of its other tables look
// for live ones: nobody would read nothing but the trash.
func (c *check) inverted(r *softdelete.Read) {
	if r.State != softdelete.Dead || r.Test == nil || r.Writes || r.Query.Verb != sqlparse.Select || r.Sub.Locks || !c.soft.TrashAlone(r) {
		return
	}
	pos, end := r.Query.Extent(r.Test.Span)
	c.found("inverted", pos, end, r, message.Fit(
		fmt.Sprintf("only deleted rows of %s are read: nothing reads the live ones, which other tables' reads do by %s; turn the test round", r.Table.Table, r.Mark.Column),
		fmt.Sprintf("only deleted rows of %s are read, and nothing reads the live ones; turn the test of %s round", r.Table.Table, r.Mark.Column),
		"only deleted rows are read, and nothing reads the live ones; turn the test round",
	))
}
