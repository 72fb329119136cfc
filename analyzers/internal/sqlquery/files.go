package sqlquery

import (
	"go/ast"
	"os"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/firstparty"
	"github.com/datavet/datavet/analyzers/internal/schema"
)

// owned makes queries of the statements in the .sql files that the package
// owns.
func (f *finder) owned() {
	if len(f.pass.Files) > 0 {
		// Without reading the module.
		if len(schema.OwnedBy(schema.PackageDir(f.pass))) == 0 {
			return
		}
	}
	for _, file := range f.schema.Owned() {
		var t *text
		before := 0 // where the statement before ends
		for _, s := range file.Statements {
			if s.Query == nil {
				continue
			}
			if t == nil {
				if t = f.sqlFile(file.Name); t == nil {
					break
				}
			}
			sp := &space{}
			sp.addText(t, nil)
			span := s.Query.Span
			if span.End > len(t.sql) {
				break // it has changed on disk
			}
			f.add(&Query{Query: s.Query, Name: nameIn(t.sql[min(before, span.Start):span.Start]), Dialect: file.Dialect, Text: t.sql[span.Start:span.End], Ran: !file.Queries, space: sp})
			before = span.End
		}
	}
}

// nameIn returns the name that the last of sqlc's comments in a text gives.
func nameIn(text string) (name string) {
	for line := range strings.Lines(text) {
		if n := schema.QueryName(line); n != "" {
			name = n
		}
	}
	return name
}

// sqlFile returns the text of a .sql file of the module.
func (f *finder) sqlFile(name string) *text {
	pos, _ := f.schema.Pos(schema.Place{File: name})
	file := f.pass.Fset.File(pos)
	if file == nil {
		return nil
	}
	data, err := os.ReadFile(file.Name())
	if err != nil || len(data) != file.Size() {
		return nil
	}
	return &text{sql: string(data), f: f, pieces: []piece{{end: len(data), pos: file.Pos(0), stop: file.Pos(len(data))}}}
}

// isGenerated reports whether t is the constant that sqlc made of a query in a
// .sql file, which is read where it stands, and the query's name.
func (f *finder) isGenerated(t *text) (string, bool) {
	line, _, _ := strings.Cut(strings.TrimSpace(t.sql), "\n")
	name := schema.QueryName(line)
	if name == "" || f.schema == nil || len(t.pieces) == 0 {
		return "", false
	}
	var in *ast.File
	for _, file := range f.pass.Files {
		if file.FileStart <= t.pieces[0].pos && t.pieces[0].pos < file.FileEnd {
			in = file
		}
	}
	return name, in != nil && firstparty.Generated(in) && f.schema.Module().QueryNames()[name]
}
