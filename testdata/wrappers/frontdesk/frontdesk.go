// Package frontdesk imports no library, and calls nothing: its methods are
// promoted from a package that imports none either.
package frontdesk

import "github.com/datavet/datavet/testdata/wrappers/notify"

// A Desk welcomes.
type Desk struct {
	*notify.Notifier
	Name string
}
