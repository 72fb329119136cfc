package directive

import (
	"bytes"
	"fmt"
	"go/token"
	"os"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/schema"
	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// sqlFiles reads the comments of the .sql files in which the package reports:
//
//	-- datavet:ignore rule why
func (r *reader) sqlFiles(tables *schema.Result) {
	for _, name := range tables.OwnedNames() {
		place := schema.Place{File: name}
		data, err := os.ReadFile(tables.Abs(place))
		if err != nil || !bytes.Contains(data, []byte("datavet:")) {
			continue
		}
		start, _ := tables.Pos(place)
		if file := r.pass.Fset.File(start); file != nil && file.Size() == len(data) {
			f := sqlFile{r.set, file, string(data), sqlparse.Comments(string(data), sqlparse.Unknown)}
			f.read()
		}
	}
}

// A sqlFile is one .sql file with directives.
type sqlFile struct {
	set      *Set
	file     *token.File
	text     string
	comments []sqlparse.Span
}

func (f *sqlFile) read() {
	for i, c := range f.comments {
		text, ok := strings.CutPrefix(strings.TrimLeft(f.text[c.Start:c.End], "-#/*! \t"), "datavet:")
		if !ok {
			continue
		}
		text, _, _ = strings.Cut(text, "\n")
		text, _, _ = strings.Cut(text, "--") // as in Go, a second comment ends the first
		text = strings.TrimSuffix(strings.TrimSpace(text), "*/")
		verb, args, _ := strings.Cut(text, " ")
		rules, why := ignoreArgs(strings.TrimSpace(args))
		switch {
		case Verb(verb) != Ignore:
			f.wrongf(c, "unknown datavet directive %q: it has no effect; SQL takes datavet:ignore rule why", verb)
			continue
		case len(rules) == 0:
			f.wrongf(c, "datavet directive ignore without a rule: it has no effect; write -- datavet:ignore rule why")
			continue
		case why == "":
			f.wrongf(c, "datavet directive ignore without a reason: nobody can tell whether it still holds; write -- datavet:ignore %s why", strings.Join(rules, ","))
		}
		f.set.ignores = append(f.set.ignores, &ignore{
			pos: f.file.Pos(c.Start), end: f.file.Pos(c.End), rules: rules,
			file: f.file, from: f.line(c.Start), to: f.last(i), used: map[string]bool{},
		})
	}
}

// last returns the last line that the i-th comment covers: its own, or if it
// stands alone, the next one that is more than a comment.
func (f *sqlFile) last(i int) int {
	line := f.line(f.comments[i].End)
	if !f.alone(i) {
		return line
	}
	for i++; i < len(f.comments) && f.line(f.comments[i].Start) == line+1 && f.alone(i); i++ {
		line = f.line(f.comments[i].End)
	}
	return line + 1
}

// alone reports whether nothing stands before the i-th comment on its line.
func (f *sqlFile) alone(i int) bool {
	before := f.text[:f.comments[i].Start]
	return strings.TrimSpace(before[strings.LastIndexByte(before, '\n')+1:]) == ""
}

func (f *sqlFile) line(offset int) int { return f.file.Line(f.file.Pos(offset)) }

func (f *sqlFile) wrongf(c sqlparse.Span, format string, args ...any) {
	f.set.wrong = append(f.set.wrong, analysis.Diagnostic{
		Pos: f.file.Pos(c.Start), End: f.file.Pos(c.End), Message: fmt.Sprintf(format, args...),
	})
}
