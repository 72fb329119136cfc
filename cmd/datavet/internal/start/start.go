// Package start sets datavet up in a project.
package start

import "io"

// Run is datavet init: it writes the files that a project needs, below the
// folder that args name, or dir.
func Run(dir string, args []string, stdout io.Writer) error { return nil }
