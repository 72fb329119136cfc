package unit

import (
	"fmt"
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
)

// inPackage reports whether the test file called name belongs to the package
// that it tests.
func inPackage(name string) bool {
	file, err := header(name)
	return err == nil && !strings.HasSuffix(file.Name.Name, "_test")
}

func header(name string) (*ast.File, error) {
	return parser.ParseFile(token.NewFileSet(), name, nil, parser.PackageClauseOnly|parser.ParseComments)
}

// PrintTests prints which test files below root belong to the packages that
// they test, and their build constraints: on these the findings of [Run]
// depend, and the go command doesn't know it.
func PrintTests(w io.Writer, root string) {
	_ = filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		switch base := entry.Name(); {
		case err != nil: // as if it had none
		case entry.IsDir():
			if name != root && (base[0] == '.' || base[0] == '_' || base == "testdata" || base == "vendor" || base == "node_modules") {
				return fs.SkipDir
			}
		case strings.HasSuffix(base, "_test.go"):
			file, err := header(name)
			if err != nil || strings.HasSuffix(file.Name.Name, "_test") {
				break
			}
			fmt.Fprintln(w, strings.TrimPrefix(name, root))
			for _, group := range file.Comments {
				for _, comment := range group.List {
					if constraint.IsGoBuild(comment.Text) {
						fmt.Fprintln(w, comment.Text)
					}
				}
			}
		}
		return nil
	})
}
