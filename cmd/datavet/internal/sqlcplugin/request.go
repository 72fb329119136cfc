// Package sqlcplugin checks the queries that sqlc generates code of, as a process
// that sqlc runs: findings keep it from writing anything.
//
// It asks no go command and type-checks nothing: code may be generated only once
// the queries are right. Go code is read as far as package schema reads it.
package sqlcplugin

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// Method is the argument that sqlc runs a plugin with.
const Method = "/plugin.CodegenService/Generate"

// Never is the severity by which no finding fails.
const Never = "none"

// A Request is what sqlc asks of one set of queries.
type Request struct {
	settings struct {
		Schema, Queries []string
	}
	queries map[string][]string // their names, by the base names of their files
	options options
}

// options are those that sqlc's configuration gives the plugin.
type options struct {
	Enable, Disable names
	FailOn          string `json:"fail-on"`
}

// names is a list of names, or a text with commas between them.
type names []string

func (n *names) UnmarshalJSON(data []byte) error {
	var list []string
	if err := json.Unmarshal(data, &list); err != nil {
		var text string
		if err := json.Unmarshal(data, &text); err != nil {
			return errors.New("want rules, as a list or with commas between them")
		}
		list = strings.Split(text, ",")
	}
	for _, name := range list {
		if name = strings.TrimSpace(name); name != "" {
			*n = append(*n, name)
		}
	}
	return nil
}

// Read reads a request.
func Read(r io.Reader) (*Request, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("reading sqlc's request: %w", err)
	}
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return nil, errors.New("no request on stdin: this is a plugin that sqlc runs, name it in sqlc's configuration")
	case data[0] != '{': // protobuf may have one later: its first byte is a line feed
		return nil, errors.New(`sqlc's request is protobuf: write "format: json" below process, beside cmd, in sqlc's configuration`)
	}
	var in struct {
		Settings struct{ Schema, Queries []string }
		Queries  []struct{ Name, Filename string }
		Options  []byte `json:"plugin_options"`
	}
	if err := json.Unmarshal(data, &in); err != nil {
		return nil, fmt.Errorf("reading sqlc's request: %w; datavet knows that of sqlc v1.31.1", err)
	}
	req := &Request{settings: in.Settings, queries: map[string][]string{}}
	for _, q := range in.Queries {
		req.queries[q.Filename] = append(req.queries[q.Filename], q.Name)
	}
	return req, req.options.read(in.Options)
}

func (o *options) read(data []byte) error {
	o.FailOn = string(report.Note)
	if len(data) > 0 {
		d := json.NewDecoder(bytes.NewReader(data))
		d.DisallowUnknownFields()
		if err := d.Decode(o); err != nil {
			return fmt.Errorf("the plugin's options: %s; there are enable, disable and fail-on", strings.TrimPrefix(err.Error(), "json: "))
		}
	}
	if severities := []string{string(report.Error), string(report.Warning), string(report.Note), Never}; !slices.Contains(severities, o.FailOn) {
		return fmt.Errorf("the plugin's options: fail-on: %q: want one of %s", o.FailOn, strings.Join(severities, ", "))
	}
	return nil
}

// folder returns the folder of sqlc's configuration, to which the names in a request
// are relative; which it is the request doesn't say. It is dir, where sqlc runs,
// or by -f another one with a configuration in the project.
func (r *Request) folder(dir string) (string, error) {
	if r.isIn(dir) {
		return dir, nil
	}
	var found []string
	for _, d := range analyzers.SqlcFolders(dir) {
		if r.isIn(d) {
			found = append(found, d)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return "", fmt.Errorf("the queries in %s aren't found from %s; run sqlc in the folder of its configuration", strings.Join(r.settings.Queries, ", "), dir)
	}
	return "", fmt.Errorf("%s and %s have the same queries; run sqlc in the folder of its configuration", found[0], found[1])
}

// isIn reports whether the request is one of a configuration in the folder dir.
func (r *Request) isIn(dir string) bool {
	there := map[string][]string{}
	for _, file := range analyzers.SQLFilesIn(dir, r.settings.Queries) {
		there[filepath.Base(file)] = append(there[filepath.Base(file)], analyzers.SqlcQueries(file)...)
	}
	for file, names := range r.queries {
		if slices.ContainsFunc(names, func(name string) bool { return !slices.Contains(there[file], name) }) {
			return false
		}
	}
	return true
}

// files returns the .sql files of the request, without symbolic links on the way;
// names are relative to dir.
func (r *Request) files(dir string) []string {
	var files []string
	for _, file := range analyzers.SQLFilesIn(dir, r.settings.Queries) {
		if real, err := filepath.EvalSymlinks(file); err == nil && !slices.Contains(files, real) {
			files = append(files, real)
		}
	}
	slices.Sort(files)
	return files
}
