// Package early answers, while the program is being initialised, for packages
// that aren't analysed: most of those that go vet asks for, one process each.
// Packages are initialised in the order of their paths, dependencies first. So
// this one comes before the grammars, the tables and what they import, which
// take several times as long as the answer, and which the process never needs.
// Nothing but time depends on the order.
package early

import (
	"os"
	"strings"

	"github.com/datavet/datavet/cmd/datavet/internal/unit/vetcfg"
)

func init() {
	if len(os.Args) < 2 || !strings.HasSuffix(os.Args[len(os.Args)-1], ".cfg") {
		return
	}
	// Settings may say that it is analysed all the same.
	for _, arg := range os.Args[1:] {
		if strings.Contains(arg, "first-party") {
			return
		}
	}
	config, err := vetcfg.Read(os.Args[len(os.Args)-1])
	if err != nil || !config.VetxOnly || !foreign(config) {
		return
	}
	facts, err := config.ReadFacts()
	if err != nil || config.WriteFacts(facts) != nil {
		return // to fail in the usual way
	}
	os.Exit(0)
}

// foreign reports whether the package surely isn't first-party: it is of the
// standard library, or of a module in the module cache or in a vendor folder.
func foreign(c *vetcfg.Config) bool {
	if c.Module == nil {
		return below(c.Dir, os.Getenv("GOROOT"))
	}
	return c.Module.Version != "" &&
		(below(c.Dir, os.Getenv("GOMODCACHE")) || strings.Contains(c.Dir, string(os.PathSeparator)+"vendor"+string(os.PathSeparator)))
}

func below(dir, root string) bool {
	rest, ok := strings.CutPrefix(dir, root)
	return ok && root != "" && rest != "" && os.IsPathSeparator(rest[0])
}
