// Corpus runs datavet over clones of public repositories and prints what is
// new, lost or changed since the recorded findings, each of which somebody
// has read and judged.
//
//	go -C testdata run ./corpus -clones DIR [-tool PATH] [-update] [NAME…]
//	go -C testdata run ./corpus -tables
//
// DIR/<owner>+<name> is a checkout of the commit that <owner>+<name>.golden
// names. -update rewrites the files: what is new gets the verdict "?" until a
// person has given it one. -tables writes the figures of the golden files into
// docs/precision.md.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// A finding is one line of a golden file, with its reason below it.
type finding struct {
	rule           string // with its category: outerhandle/outer
	place, message string
	verdict, why   string
}

func (f finding) key() string { return f.rule + " " + f.place }

// A record is a golden file: findings of one repository at one commit.
type record struct {
	repo, commit, module string
	lines                int // of the module's Go code without tests and vendored code
	findings             []finding
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("corpus: ")
	clones := flag.String("clones", "", "folder of the checkouts, `DIR`/<owner>+<name>")
	tool := flag.String("tool", "", "datavet binary (default: built from this checkout)")
	update := flag.Bool("update", false, "rewrite the golden files")
	golden := flag.String("golden", "corpus", "folder of the golden files")
	tables := flag.Bool("tables", false, "write the tables of docs/precision.md, and nothing else")
	flag.Parse()
	if *tables {
		if err := writeTables(filepath.Join("..", "docs", "precision.md"), *golden); err != nil {
			log.Fatal(err)
		}
		return
	}
	if *clones == "" {
		log.Fatal("no -clones: name the folder that holds the checkouts")
	}
	if *tool == "" {
		dir, err := os.MkdirTemp("", "corpus")
		if err != nil {
			log.Fatal(err)
		}
		defer os.RemoveAll(dir)
		*tool = filepath.Join(dir, "datavet")
		if out, err := exec.Command("go", "build", "-C", "..", "-o", *tool, "./cmd/datavet").CombinedOutput(); err != nil {
			log.Fatalf("building datavet: %v\n%s", err, out)
		}
	}
	files, err := filepath.Glob(filepath.Join(*golden, "*.golden"))
	if err != nil {
		log.Fatal(err)
	}
	total := map[string]int{}
	for _, path := range files {
		name := strings.TrimSuffix(filepath.Base(path), ".golden")
		if flag.NArg() > 0 && !slices.Contains(flag.Args(), name) {
			continue
		}
		rec, err := read(path)
		if err != nil {
			log.Fatal(err)
		}
		checkout := filepath.Join(*clones, name)
		if _, err := os.Stat(checkout); err != nil {
			fmt.Printf("%s: no checkout, skipped\n", name)
			continue
		}
		found, err := run(*tool, checkout, rec.module)
		if err != nil {
			log.Fatalf("%s: %v", name, err)
		}
		compare(name, &rec, found)
		for _, f := range rec.findings {
			total[f.verdict]++
		}
		if *update {
			if rec.lines, err = countLines(filepath.Join(checkout, rec.module)); err != nil {
				log.Fatal(err)
			}
			if err := write(path, rec); err != nil {
				log.Fatal(err)
			}
		}
	}
	fmt.Printf("true %d, false %d, not judged %d\n", total["tp"], total["fp"], total["?"])
}

// read parses a golden file:
//
//	repo github.com/owner/name
//	commit 0123…
//	module .
//	lines 12345
//
//	tp outerhandle/outer pkg/file.go:12 the message
//		why it is one
func read(path string) (record, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return record{}, err
	}
	var rec record
	for i, line := range strings.Split(string(data), "\n") {
		why, indented := strings.CutPrefix(line, "\t")
		fields := strings.SplitN(line, " ", 4)
		switch {
		case line == "":
		case indented && len(rec.findings) > 0:
			rec.findings[len(rec.findings)-1].why = why
		case fields[0] == "repo" && len(fields) == 2:
			rec.repo = fields[1]
		case fields[0] == "commit" && len(fields) == 2:
			rec.commit = fields[1]
		case fields[0] == "module" && len(fields) == 2:
			rec.module = fields[1]
		case fields[0] == "lines" && len(fields) == 2:
			if rec.lines, err = strconv.Atoi(fields[1]); err != nil {
				return record{}, fmt.Errorf("%s:%d: %w", path, i+1, err)
			}
		case len(fields) == 4 && slices.Contains([]string{"tp", "fp", "?"}, fields[0]):
			rec.findings = append(rec.findings, finding{verdict: fields[0], rule: fields[1], place: fields[2], message: fields[3]})
		default:
			return record{}, fmt.Errorf("%s:%d: not a line of a golden file: %q", path, i+1, line)
		}
	}
	return rec, nil
}

func write(path string, rec record) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "repo %s\ncommit %s\nmodule %s\nlines %d\n", rec.repo, rec.commit, rec.module, rec.lines)
	for _, f := range rec.findings {
		fmt.Fprintf(&b, "\n%s %s %s %s\n", f.verdict, f.rule, f.place, f.message)
		if f.why != "" {
			fmt.Fprintf(&b, "\t%s\n", f.why)
		}
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}

// run returns datavet's findings in the checkout, places relative to it.
func run(tool, checkout, module string) ([]finding, error) {
	root, err := filepath.EvalSymlinks(checkout)
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(tool, "-C", filepath.Join(root, module), "-json", "./...")
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod")
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return nil, err
	}
	var tree map[string]map[string]json.RawMessage
	if err := json.Unmarshal(out, &tree); err != nil {
		if exit != nil {
			return nil, fmt.Errorf("%w\n%s", err, exit.Stderr)
		}
		return nil, err
	}
	var found []finding
	for _, byRule := range tree {
		for rule, raw := range byRule {
			var list []struct{ Category, Posn, Message string }
			if json.Unmarshal(raw, &list) != nil {
				continue // an error of the package, which datavet told on stderr
			}
			for _, d := range list {
				place := d.Posn[:strings.LastIndexByte(d.Posn, ':')] // without column
				rel, err := filepath.Rel(root, place)
				if err != nil {
					return nil, err
				}
				found = append(found, finding{rule: rule + "/" + d.Category, place: filepath.ToSlash(rel), message: d.Message, verdict: "?"})
			}
		}
	}
	slices.SortFunc(found, func(a, b finding) int { return strings.Compare(a.place+a.rule, b.place+b.rule) })
	return slices.CompactFunc(found, func(a, b finding) bool { return a.key() == b.key() }), nil
}

// countLines returns the lines of the Go code below dir that datavet reads.
func countLines(dir string) (int, error) {
	root, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return 0, err
	}
	lines := 0
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch name := d.Name(); {
		case err != nil:
			return err
		case d.IsDir() && path != root && (name == "vendor" || name == "testdata" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")):
			return fs.SkipDir
		case !d.Type().IsRegular() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		data, err := os.ReadFile(path)
		lines += bytes.Count(data, []byte("\n"))
		return err
	})
	return lines, err
}

// compare prints what differs, and makes rec say what was found, with the
// verdicts that it had.
func compare(name string, rec *record, found []finding) {
	old := map[string]finding{}
	for _, f := range rec.findings {
		old[f.key()] = f
	}
	for i, f := range found {
		was, ok := old[f.key()]
		delete(old, f.key())
		switch {
		case !ok:
			fmt.Printf("%s: new: %s %s %s\n", name, f.rule, f.place, f.message)
			continue
		case was.message != f.message:
			fmt.Printf("%s: changed: %s %s %s\n\twas: %s\n", name, f.rule, f.place, f.message, was.message)
		}
		found[i].verdict, found[i].why = was.verdict, was.why
	}
	for _, key := range slices.Sorted(maps.Keys(old)) {
		fmt.Printf("%s: lost: %s (was %s)\n", name, key, old[key].verdict)
	}
	rec.findings = found
}
