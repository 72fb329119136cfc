package fixes

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/mod/module"
)

// tidy returns edited, which edits have made of the Go file old, without imports
// that it needs no more, and formatted if old was. Lines end as they did. What
// doesn't parse is an error.
func tidy(old, edited []byte) ([]byte, error) {
	bom := bytes.HasPrefix(old, []byte("\ufeff"))
	crlf := bytes.Count(old, []byte("\n")) == bytes.Count(old, []byte("\r\n"))
	plain := func(text []byte) []byte {
		text = bytes.TrimPrefix(text, []byte("\ufeff"))
		if crlf {
			text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
		}
		return text
	}
	old, edited = plain(old), plain(edited)
	text, err := withoutUnused(old, edited)
	if err != nil {
		return nil, err
	}
	if formatted, err := format.Source(old); err == nil && bytes.Equal(formatted, old) {
		if text, err = format.Source(text); err != nil {
			return nil, err
		}
	}
	if crlf {
		text = bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))
	}
	if bom {
		text = slices.Concat([]byte("\ufeff"), text)
	}
	return text, nil
}

// withoutUnused returns edited without the imports whose last use in old isn't
// there any more.
func withoutUnused(old, edited []byte) ([]byte, error) {
	_, before, err := parse(old)
	if err != nil {
		return nil, err
	}
	fset, after, err := parse(edited)
	if err != nil {
		return nil, err
	}
	used, still := qualifiers(before), qualifiers(after)
	unused := map[*ast.ImportSpec]bool{}
	for name := range used {
		if still[name] || name == "C" {
			continue
		}
		spec, err := importCalled(after, name, used)
		if err != nil {
			return nil, err
		}
		if spec != nil {
			unused[spec] = true
		}
	}
	// From the end, so that what is to be cut stays where it is.
	for _, decl := range slices.Backward(after.Decls) {
		if decl, ok := decl.(*ast.GenDecl); ok && decl.Tok == token.IMPORT {
			edited = cutImports(fset, decl, unused, edited)
		}
	}
	return edited, nil
}

func parse(text []byte) (*token.FileSet, *ast.File, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", text, parser.ParseComments) // it resolves what is declared in the file
	return fset, file, err
}

// qualifiers returns the names before a dot that nothing in the file declares:
// those of packages, and of the package's variables in other files.
func qualifiers(file *ast.File) map[string]bool {
	unresolved := map[*ast.Ident]bool{}
	for _, id := range file.Unresolved {
		unresolved[id] = true
	}
	names := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok && unresolved[id] {
				names[id.Name] = true
			}
		}
		return true
	})
	return names
}

// importCalled returns the import of the package called name, nil if that is no
// package's. used are the qualifiers while it was used.
func importCalled(file *ast.File, name string, used map[string]bool) (*ast.ImportSpec, error) {
	var odd []*ast.ImportSpec // whose packages have other names than their paths
	for _, spec := range file.Imports {
		assumed := assumedName(spec)
		switch {
		case assumed == name:
			return spec, nil
		case spec.Name == nil && !used[assumed]:
			odd = append(odd, spec)
		}
	}
	switch len(odd) {
	case 0:
		return nil, nil
	case 1:
		return odd[0], nil
	}
	return nil, fmt.Errorf("which import is called %s can't be told", name)
}

// assumedName returns the name of an imported package as far as its path says it.
func assumedName(spec *ast.ImportSpec) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	name, _ := strconv.Unquote(spec.Path.Value) // the parser took it
	if prefix, _, ok := module.SplitPathVersion(name); ok {
		name = prefix
	}
	base := strings.TrimPrefix(path.Base(name), "go-")
	if end := strings.IndexFunc(base, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }); end >= 0 {
		base = base[:end]
	}
	return base
}

// cutImports returns text without the unused imports of decl, and without decl if
// no other is left.
func cutImports(fset *token.FileSet, decl *ast.GenDecl, unused map[*ast.ImportSpec]bool, text []byte) []byte {
	isUnused := func(spec ast.Spec) bool { return unused[spec.(*ast.ImportSpec)] }
	offset := func(pos token.Pos) int { return fset.PositionFor(pos, false).Offset }
	if !slices.ContainsFunc(decl.Specs, func(spec ast.Spec) bool { return !isUnused(spec) }) && len(decl.Specs) > 0 {
		return cut(text, offset(start(decl.Doc, decl.Pos())), offset(decl.End()))
	}
	for _, spec := range slices.Backward(decl.Specs) {
		if spec, ok := spec.(*ast.ImportSpec); ok && isUnused(spec) {
			text = cut(text, offset(start(spec.Doc, spec.Pos())), offset(spec.End()))
		}
	}
	return text
}

func start(doc *ast.CommentGroup, pos token.Pos) token.Pos {
	if doc != nil {
		return doc.Pos()
	}
	return pos
}

// cut returns text without that from start to end: whole lines where nothing but
// a comment follows, and with them the empty line that would be one too many.
func cut(text []byte, start, end int) []byte {
	line := bytes.LastIndexByte(text[:start], '\n') + 1
	next := len(text)
	if i := bytes.IndexByte(text[end:], '\n'); i >= 0 {
		next = end + i + 1
	}
	tail := bytes.TrimSpace(text[end:next])
	if len(bytes.TrimSpace(text[line:start])) > 0 || len(tail) > 0 && !bytes.HasPrefix(tail, []byte("//")) {
		if bytes.HasPrefix(tail, []byte(";")) {
			end += bytes.IndexByte(text[end:], ';') + 1
		}
		return slices.Concat(text[:start], text[end:])
	}
	before, after := text[:line], text[next:]
	above, below := lastLine(before), firstLine(after)
	switch {
	case isEmpty(below) && (isEmpty(above) || bytes.HasSuffix(bytes.TrimSpace(above), []byte("("))):
		after = after[len(below):]
	case isEmpty(above) && bytes.HasPrefix(bytes.TrimSpace(below), []byte(")")):
		before = before[:len(before)-len(above)]
	}
	return slices.Concat(before, after)
}

func firstLine(text []byte) []byte { return text[:bytes.IndexByte(text, '\n')+1] }

func lastLine(text []byte) []byte {
	return text[bytes.LastIndexByte(bytes.TrimSuffix(text, []byte("\n")), '\n')+1:]
}

func isEmpty(line []byte) bool { return len(line) > 0 && len(bytes.TrimSpace(line)) == 0 }
