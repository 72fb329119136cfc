//go:build linux

package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
)

// An edit is a change of one file.
type edit struct {
	Where     string // leaf or base
	What      string // body or function
	Package   string
	Importers int    // however indirect
	File      string // from the module's root
}

// editStates are the states of all edits.
var editStates = []string{"leaf, body", "leaf, function", "base, body", "base, function"}

func (e edit) state() string { return e.Where + ", " + e.What }

func (e edit) String() string {
	what := "a statement is added to a function"
	if e.What == "function" {
		what = "an exported function is added"
	}
	return fmt.Sprintf("- %s: %s in %s of %s, which %d packages import, however indirectly", e.state(), what, e.File, e.Package, e.Importers)
}

// edits returns the changes to measure in the module in dir: in the largest
// package that no other imports, and in the one that most do.
func edits(dir string) ([]edit, error) {
	type listed struct {
		ImportPath, Name, Dir string
		GoFiles, Imports      []string
		importers             map[string]bool
		lines                 int
		file                  string // to edit
	}
	cmd := exec.Command("go", "list", "-json=ImportPath,Name,Dir,GoFiles,Imports", "./...")
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", cmd, err)
	}
	byPath := map[string]*listed{}
	var list []*listed
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		p := &listed{importers: map[string]bool{}}
		if err := d.Decode(p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		for _, name := range p.GoFiles {
			content, err := os.ReadFile(filepath.Join(p.Dir, name))
			if err != nil {
				return nil, err
			}
			p.lines += bytes.Count(content, []byte("\n"))
		}
		byPath[p.ImportPath] = p
		list = append(list, p)
	}
	var mark func(p *listed, importer string)
	mark = func(p *listed, importer string) {
		for _, path := range p.Imports {
			if dep := byPath[path]; dep != nil && !dep.importers[importer] {
				dep.importers[importer] = true
				mark(dep, importer)
			}
		}
	}
	for _, p := range list {
		mark(p, p.ImportPath)
	}
	list = slices.DeleteFunc(list, func(p *listed) bool {
		p.file = longest(p.Dir, p.GoFiles)
		return p.Name == "main" || p.file == ""
	})
	if len(list) < 2 {
		return nil, fmt.Errorf("%s has no two packages to edit", dir)
	}
	leaf := slices.MinFunc(list, func(a, b *listed) int {
		return cmp.Or(cmp.Compare(len(a.importers), len(b.importers)), cmp.Compare(b.lines, a.lines))
	})
	base := slices.MaxFunc(list, func(a, b *listed) int {
		return cmp.Or(cmp.Compare(len(a.importers), len(b.importers)), cmp.Compare(a.lines, b.lines))
	})
	var chosen []edit
	for _, p := range []*listed{leaf, base} {
		where := "leaf"
		if p == base {
			where = "base"
		}
		file, err := filepath.Rel(dir, filepath.Join(p.Dir, p.file))
		if err != nil {
			return nil, err
		}
		for _, what := range []string{"body", "function"} {
			chosen = append(chosen, edit{where, what, p.ImportPath, len(p.importers), file})
		}
	}
	return chosen, nil
}

// longest returns the longest file that has a function's body, or nothing.
func longest(dir string, files []string) (name string) {
	var most int
	for _, file := range files {
		content, err := os.ReadFile(filepath.Join(dir, file))
		if err == nil && len(content) > most && bodyOf(content) > 0 {
			name, most = file, len(content)
		}
	}
	return name
}

// bodyOf returns the offset of where the longest body of a function starts, or
// 0.
func bodyOf(content []byte) int {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", content, parser.SkipObjectResolution)
	if err != nil {
		return 0
	}
	var body *ast.BlockStmt
	for _, decl := range file.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body != nil && (body == nil || fn.Body.End()-fn.Body.Pos() > body.End()-body.Pos()) {
			body = fn.Body
		}
	}
	if body == nil {
		return 0
	}
	return fset.Position(body.Lbrace).Offset + 1
}

// apply makes the edit in the module in dir, another one for each id.
func (e edit) apply(dir, id string) (restore func() error, err error) {
	name := filepath.Join(dir, e.File)
	content, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var changed []byte
	if e.What == "body" {
		at := bodyOf(content)
		changed = slices.Concat(content[:at], fmt.Appendf(nil, "\n_ = %q\n", id), content[at:])
	} else {
		changed = fmt.Appendf(slices.Clone(content), "\n// Bench%[1]s does nothing.\nfunc Bench%[1]s() {}\n", id)
	}
	return func() error { return os.WriteFile(name, content, 0o666) }, os.WriteFile(name, changed, 0o666)
}

// measure returns what t costs in dir once the edit is made, and undoes it.
func (e edit) measure(env []string, dir string, t tool, id string) (cost, error) {
	restore, err := e.apply(dir, id)
	if err != nil {
		return cost{}, err
	}
	c, err := measure(env, dir, t)
	return c, errors.Join(err, restore())
}
