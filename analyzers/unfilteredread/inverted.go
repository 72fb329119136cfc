package unfilteredread

import (
	"fmt"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// inverted reports a read that looks for deleted rows where all that the
// module's readers of the table do is that, and those of its other tables look
// for live ones: nobody would read nothing but the trash.
func (c *check) inverted(r *read) {
	if r.state != dead || r.test == nil || r.writes || r.q.Verb != sqlparse.Select || r.sub.Locks || c.keepsTrash(r) {
		return
	}
	if c.others(r) < 4 {
		return
	}
	pos, end := r.q.Extent(r.test.Span)
	c.found("inverted", pos, end, r.name(), message.Fit(
		fmt.Sprintf("only deleted rows of %s are read: nothing reads the live ones, which other tables' reads do by %s; turn the test round", r.table.Table, r.mark.column),
		fmt.Sprintf("only deleted rows of %s are read, and nothing reads the live ones; turn the test of %s round", r.table.Table, r.mark.column),
		"only deleted rows are read, and nothing reads the live ones; turn the test round",
	))
}

// keepsTrash reports whether something reads live rows of r's table, beside
// which this is a reader of the trash, or the statement says more of the mark.
func (c *check) keepsTrash(r *read) bool {
	trash := 0
	for _, other := range c.readers[r.name()] {
		switch {
		case other.writes, other.q.Verb != sqlparse.Select: // a clean-up
		case other.state == live, other.state == named:
			return true
		case other.state == silent && !other.table.Outer:
			trash--
		case other.state == dead:
			trash++
		}
	}
	return trash < 2
}

// others returns how many reads of other tables look for live rows by a mark of
// the same name; none if as many look for deleted ones.
func (c *check) others(r *read) int {
	kept, broken := 0, 0
	for table, readers := range c.readers {
		if table == r.name() {
			continue
		}
		for _, other := range readers {
			if !strings.EqualFold(other.mark.column, r.mark.column) || other.writes {
				continue
			}
			switch other.state {
			case live:
				kept++
			case dead:
				broken++
			}
		}
	}
	if broken*4 > kept {
		return 0
	}
	return kept
}
