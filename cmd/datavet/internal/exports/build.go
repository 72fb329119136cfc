package exports

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"golang.org/x/tools/go/gcexportdata"
	"golang.org/x/tools/go/packages"
)

// build has the go command compile the packages and reads their export data.
// It returns those that have none.
func (r *Reader) build(byPath map[string]*packages.Package) ([]Failure, error) {
	if len(byPath) == 0 {
		return nil, nil
	}
	config := r.config
	config.Mode = packages.NeedName | packages.NeedExportFile
	built, err := packages.Load(&config, slices.Sorted(maps.Keys(byPath))...)
	if err != nil {
		return nil, err
	}
	var failures []Failure
	for _, p := range built {
		listed := byPath[p.PkgPath]
		if listed == nil || r.known(p.PkgPath) != nil {
			continue
		}
		err := r.read(p.PkgPath, p.ExportFile)
		if err == nil {
			continue
		}
		text := oneLine(err.Error())
		if len(p.Errors) > 0 {
			text = compilerLine(p.Errors[0].Msg)
		}
		failures = append(failures, Failure{
			Package: listed,
			Text:    fmt.Sprintf("%s does not compile: %s; its declarations are read from source, try go build %[1]s", p.PkgPath, text),
		})
	}
	return failures, nil
}

// read reads the export data of the package path.
func (r *Reader) read(path, name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	data, err := gcexportdata.NewReader(file) //nolint:staticcheck // up to Go 1.28, go list -export names archives
	if err != nil {
		return err
	}
	_, err = gcexportdata.Read(data, r.config.Fset, r.types, path)
	return err
}

// compilerLine returns the first line of a failed build that says something.
func compilerLine(text string) string {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			return line
		}
	}
	return oneLine(text)
}

// oneLine joins the lines of a tool's message.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
