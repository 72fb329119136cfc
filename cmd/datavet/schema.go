package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/datavet/datavet/analyzers"
)

const schemaHelp = `usage: datavet schema [-json] [folders]

Schema prints what is known of a module's tables, joined from migrations,
schema files, DDL in Go code and the models of ORMs: of the module around the
current folder, or of what is declared in the folders, below them with /... .
The code need not compile.

Live is the value other than NULL that marks a live row, a never or a not yet;
evidence is what says so: a default, tag, comparison, write or .datavet.yaml.

-json prints a list of modules:

	root, module       its folder and path
	tables             name, schema, dialect, dir, declared, ddl
	  columns          name, type, nullable (yes, no, unknown), default, declared
	    live           value, evidence (config, default, tag, comparison, write), place
	  unique           name, columns, primary, partial, nullsNotDistinct, declared
	  models           type, orm, softDelete, declared
	convention         live: how most tables mark live rows, if there is such a thing
	  keeps, breaks    table, live, place
`

// printSchema prints the tables of modules.
func printSchema(args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("schema", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	asJSON := flags.Bool("json", false, "")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			_, err = io.WriteString(stdout, schemaHelp)
			return err
		}
		return fmt.Errorf("schema: %w; datavet schema -h says how", err)
	}
	scopes, err := scopesOf(workingDir(), flags.Args())
	if err != nil {
		return fmt.Errorf("schema: %w", err)
	}
	list := []*analyzers.Schema{}
	for _, s := range scopes {
		if err := analyzers.CheckConfig(s.root); err != nil {
			return err
		}
		within := s.within
		if slices.ContainsFunc(s.folders, func(f namedFolder) bool { return f.below && f.rel == "." }) {
			within = nil
		}
		list = append(list, analyzers.ReadSchema(s.root, within))
	}
	if *asJSON {
		e := json.NewEncoder(stdout)
		e.SetIndent("", "\t")
		return e.Encode(list)
	}
	for i, s := range list {
		if i > 0 {
			fmt.Fprintln(stdout)
		}
		if err := writeSchema(stdout, s); err != nil {
			return err
		}
	}
	return nil
}

// A scope is what of one module is to be printed.
type scope struct {
	root    string
	folders []namedFolder
}

// A namedFolder is a folder relative to a root, slash-separated, perhaps with
// all below.
type namedFolder struct {
	rel   string
	below bool
}

func (s *scope) within(dir string) bool {
	return slices.ContainsFunc(s.folders, func(f namedFolder) bool {
		return dir == f.rel || f.below && (f.rel == "." || strings.HasPrefix(dir, f.rel+"/"))
	})
}

// scopesOf returns what args name as seen from the folder cwd, all of its
// module if there are none.
func scopesOf(cwd string, args []string) ([]*scope, error) {
	var scopes []*scope
	add := func(root, dir string, below bool) {
		i := slices.IndexFunc(scopes, func(s *scope) bool { return s.root == root })
		if i < 0 {
			i = len(scopes)
			scopes = append(scopes, &scope{root: root})
		}
		rel, err := filepath.Rel(root, dir)
		if err != nil {
			rel = "."
		}
		scopes[i].folders = append(scopes[i].folders, namedFolder{filepath.ToSlash(rel), below})
	}
	if len(args) == 0 {
		root := analyzers.SchemaRoot(cwd)
		add(root, root, true)
	}
	for _, arg := range args {
		name, below := strings.CutSuffix(filepath.ToSlash(arg), "/...")
		dir := filepath.FromSlash(name)
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(cwd, dir)
		}
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			return nil, fmt.Errorf("%s: no such folder", arg)
		}
		root := analyzers.SchemaRoot(dir)
		add(root, dir, below)
		if below && !isFile(filepath.Join(root, "go.mod")) {
			for _, nested := range modulesBelow(root) {
				add(nested, nested, true)
			}
		}
	}
	return scopes, nil
}

// modulesBelow returns the outermost modules below dir.
func modulesBelow(dir string) []string {
	var list []string
	_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || !d.IsDir() || path == dir:
			return nil
		case d.Name()[0] == '.', d.Name()[0] == '_', d.Name() == "vendor", d.Name() == "node_modules", d.Name() == "testdata":
			return filepath.SkipDir
		case isFile(filepath.Join(path, "go.mod")):
			list = append(list, path)
			return filepath.SkipDir
		}
		return nil
	})
	return list
}

// writeSchema prints s as text.
func writeSchema(stdout io.Writer, s *analyzers.Schema) error {
	b := bufio.NewWriter(stdout)
	if s.Module != "" {
		fmt.Fprintf(b, "%s (%s)\n", s.Module, s.Root)
	} else {
		fmt.Fprintln(b, s.Root)
	}
	if len(s.Tables) == 0 {
		fmt.Fprintln(b, "\nno tables")
	}
	for _, t := range s.Tables {
		fmt.Fprintf(b, "\n%s (%s)\n", qualified(t), t.Declared)
		for _, m := range t.Models {
			fmt.Fprintf(b, "  model %s of %s", m.Type, m.ORM)
			if m.SoftDelete != "" {
				fmt.Fprintf(b, ", soft delete by %s", m.SoftDelete)
			}
			fmt.Fprintf(b, " (%s)\n", m.Declared)
		}
		w := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
		fmt.Fprintln(w, "  COLUMN\tTYPE\tNULL\tDEFAULT\tLIVE\tEVIDENCE")
		for _, c := range t.Columns {
			var values, evidence []string
			for _, l := range c.Live {
				if !slices.Contains(values, l.Value) {
					values = append(values, l.Value)
				}
				evidence = append(evidence, fmt.Sprintf("%s (%s)", l.Evidence, l.Place))
			}
			row := []string{
				c.Name, c.Type, map[string]string{"yes": "yes", "no": "no"}[c.Nullable], c.Default,
				strings.Join(values, ", "), strings.Join(evidence, ", "),
			}
			for i := range row {
				row[i] = cmp.Or(row[i], "-")
			}
			fmt.Fprintf(w, "  %s\n", strings.Join(row, "\t"))
		}
		w.Flush()
		for _, k := range t.Unique {
			fmt.Fprintf(b, "  %s\n", keyText(k))
		}
	}
	writeConvention(b, s.Convention)
	return b.Flush()
}

func qualified(t analyzers.Table) string {
	if t.Schema != "" {
		return t.Schema + "." + t.Name
	}
	return t.Name
}

func keyText(k analyzers.Key) string {
	text := "unique "
	if k.Primary {
		text = "primary key "
	}
	text += "(" + strings.Join(k.Columns, ", ") + ")"
	if k.Partial {
		text += " of some rows"
	}
	if k.NullsNotDistinct {
		text += " nulls not distinct"
	}
	return fmt.Sprintf("%s (%s)", text, k.Declared)
}

func writeConvention(w io.Writer, c analyzers.Convention) {
	switch {
	case len(c.Keeps)+len(c.Breaks) == 0:
		fmt.Fprint(w, "\nno table deletes softly\n")
		return
	case c.Live == "":
		fmt.Fprint(w, "\nno convention for live rows:\n")
	default:
		fmt.Fprintf(w, "\nconvention: live rows are marked by %s\n", c.Live)
	}
	tabs := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, m := range c.Keeps {
		fmt.Fprintf(tabs, "  keeps\t%s\t%s\t%s\n", m.Table, m.Live, m.Place)
	}
	for _, m := range c.Breaks {
		word := "breaks"
		if c.Live == "" {
			word = "has"
		}
		fmt.Fprintf(tabs, "  %s\t%s\t%s\t%s\n", word, m.Table, m.Live, m.Place)
	}
	tabs.Flush()
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}
