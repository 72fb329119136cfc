// Package gclplugin is datavet as a module plugin of golangci-lint v2. The
// linter is called datavet. Its settings are those of .datavet.yaml, and enable,
// disable and unused-ignores as the command has them:
//
//	linters:
//	  enable: [datavet]
//	  settings:
//	    custom:
//	      datavet:
//	        type: module
//	        settings:
//	          rules: {txleak: on}
//	          tests: true
//	          unused-ignores: true
package gclplugin

import (
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/analyzers/internal/config"
)

func init() {
	register.Plugin("datavet", New)
}

// New returns the linter for its settings as golangci-lint decodes them from
// its configuration: a map, or nil without settings. They mean what the
// command's flags of the same names, or the keys of .datavet.yaml, mean, and stand
// above those of the file.
func New(settings any) (register.LinterPlugin, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	selected, err := analyzersFor(settings, dir)
	if err != nil {
		return nil, fmt.Errorf("settings of linter datavet: %w", err)
	}
	for _, a := range selected {
		stripRelated(a)
	}
	key, err := cacheKey(dir)
	if err != nil {
		return nil, err
	}
	return plugin(nameBy(key, selected)), nil
}

func analyzersFor(settings any, dir string) ([]*analysis.Analyzer, error) {
	options, above, err := decode(settings)
	if err != nil {
		return nil, err
	}
	config.SetAbove(above)
	options.Dir, options.FirstParty = dir, analyzers.FirstPartyFrom(dir)
	return analyzers.Analyzers(options)
}

// cacheKey returns what results depend on beside the Go files of a package, as
// seen from the folder dir: this program, and what is read of the modules. The
// error is what is wrong with the settings of a module: said here, it isn't said
// for each package.
func cacheKey(dir string) (string, error) {
	h := sha256.New()
	info, _ := debug.ReadBuildInfo()
	if err := identify(h, info); err != nil {
		return "", err
	}
	for _, root := range analyzers.LocalRoots(dir) {
		if err := analyzers.CheckConfig(root); err != nil {
			if err.File == "" {
				return "", fmt.Errorf("settings of linter datavet: %w", err)
			}
			return "", err
		}
		fmt.Fprintln(h, analyzers.SchemaFingerprint(root))
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:16]), nil
}

// identify writes which datavet this is: its module's sum or, if it was built
// from a checkout, the program itself.
func identify(w io.Writer, info *debug.BuildInfo) error {
	const module = "github.com/datavet/datavet"
	if info != nil {
		for _, dep := range info.Deps {
			if dep.Path == module && dep.Replace == nil && dep.Sum != "" {
				_, err := fmt.Fprintln(w, info.GoVersion, dep.Version, dep.Sum)
				return err
			}
		}
	}
	name, err := os.Executable()
	if err != nil {
		return err
	}
	program, err := os.Open(name)
	if err != nil {
		return err
	}
	defer program.Close()
	_, err = io.Copy(w, program)
	return err
}

// nameBy adds an analyzer that does nothing, and puts key into its name and into
// those of the passes that have facts. golangci-lint keeps findings by the names
// of the analyzers and facts by that of theirs, beside the Go files of a package;
// of the program it takes the version that the build gave it, which may stay the
// same for another plugin.
func nameBy(key string, selected []*analysis.Analyzer) []*analysis.Analyzer {
	seen := map[*analysis.Analyzer]bool{}
	var visit func([]*analysis.Analyzer)
	visit = func(list []*analysis.Analyzer) {
		for _, a := range list {
			if seen[a] {
				continue
			}
			seen[a] = true
			if len(a.FactTypes) > 0 {
				name, _, _ := strings.Cut(a.Name, "_") // of an earlier call
				a.Name = name + "_" + key
			}
			visit(a.Requires)
		}
	}
	visit(selected)
	return append(selected, &analysis.Analyzer{
		Name: "key_" + key,
		Doc:  "know whether datavet or the module's schema has changed",
		Run:  func(*analysis.Pass) (any, error) { return nil, nil },
	})
}

type plugin []*analysis.Analyzer

// BuildAnalyzers returns the selected rules, the check of directives, and what
// keeps the cache right.
func (p plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) { return p, nil }

// GetLoadMode asks for type information.
func (plugin) GetLoadMode() string { return register.LoadModeTypesInfo }

// decode returns what settings say of the linter, and what they say as
// .datavet.yaml does, nil if nothing.
func decode(settings any) (o analyzers.Options, above *config.Config, err error) {
	if settings == nil {
		return o, nil, nil
	}
	m, ok := settings.(map[string]any)
	if !ok {
		return o, nil, fmt.Errorf("have %v, want keys and values", settings)
	}
	m = maps.Clone(m)
	own := map[string]any{
		"enable":         &o.Enable,
		"disable":        &o.Disable,
		"unused-ignores": &o.UnusedIgnores,
	}
	names := slices.Sorted(maps.Keys(own))
	for _, key := range names {
		value, ok := m[key]
		if !ok {
			continue
		}
		delete(m, key)
		var want string
		switch target := own[key].(type) {
		case *[]string:
			*target, ok = toStrings(value)
			want = "a list of rules"
		case *bool:
			*target, ok = value.(bool)
			want = "true or false"
		}
		if !ok {
			return o, nil, fmt.Errorf("%s: have %v, want %s", key, value, want)
		}
	}
	above, err = config.FromValue(m, names...)
	return o, above, err
}

func toStrings(value any) ([]string, bool) {
	list, ok := value.([]any)
	if !ok {
		return nil, false
	}
	result := make([]string, len(list))
	for i, item := range list {
		if result[i], ok = item.(string); !ok {
			return nil, false
		}
	}
	return result, true
}

// stripRelated makes a report without related information, of which
// golangci-lint would make issues of their own. It changes a in place, as
// analyzers know each other by address.
func stripRelated(a *analysis.Analyzer) {
	original := a.Run
	a.Run = func(pass *analysis.Pass) (any, error) {
		stripped := *pass
		stripped.Report = func(d analysis.Diagnostic) {
			d.Related = nil
			pass.Report(d)
		}
		return original(&stripped)
	}
}
