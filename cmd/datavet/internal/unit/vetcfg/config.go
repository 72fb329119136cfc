// Package vetcfg is what the go command and a vettool hand each other: the
// configuration of one package, and the facts that go from package to package.
// It imports little, so that package early is initialised before all that
// costs.
package vetcfg

import (
	"encoding/json"
	"os"
	"strings"
)

// A Config is the go command's description of one package to analyse, as far as
// it is of use.
type Config struct {
	ID            string
	Dir           string
	ImportPath    string
	GoVersion     string // the language's, "go1.26"
	GoFiles       []string
	NonGoFiles    []string
	IgnoredFiles  []string
	ModulePath    string // up to Go 1.26
	ModuleVersion string
	Module        *Module // from Go 1.27 on
	ImportMap     map[string]string
	PackageFile   map[string]string // export data, by package path
	PackageVetx   map[string]string // facts, by package path
	VetxOnly      bool              // only the facts are wanted
	VetxOutput    string            // the file to write them to
	Stdout        string            // the file to print to
	FixArchive    string            // the file to write the fixed files to
}

// A Module is what the go command says of a package's module.
type Module struct{ Path, Version, GoVersion string }

// Read reads the file name.
func Read(name string) (*Config, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	c := new(Config)
	if err := json.Unmarshal(data, c); err != nil {
		return nil, &os.PathError{Op: "parse", Path: name, Err: err}
	}
	if c.Module == nil && c.ModulePath != "" {
		c.Module = &Module{c.ModulePath, c.ModuleVersion, strings.TrimPrefix(c.GoVersion, "go")}
	}
	return c, nil
}

// Variant reports whether the go command asks for a package that it has
// recompiled for the tests of another, or of itself. The configuration doesn't
// say so.
func Variant() bool { return strings.Contains(os.Getenv("TOOLEXEC_IMPORTPATH"), " [") }
