package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/format"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// fixedFiles are those of the scenario that fixes change, and what is left: a
// migration is for others to change.
var (
	fixedFiles = []string{"queries/purge.sql", "store/formatted.go", "store/lined.go", "store/unformatted.go"}
	leftInView = "schema.sql:6:50: deleted_at < … also takes live rows"
)

const (
	purged    = "WHERE deleted_at < now()"
	mendedSQL = purged + " AND deleted_at <> '1970-01-01 00:00:00'"
)

func TestFix(t *testing.T) {
	m := extract(t, "fixes")
	before := m.files()
	diff := m.datavet("-diff", "./...")
	if diff.code != exitFindings || diff.stderr != "" || !maps.Equal(m.files(), before) {
		t.Errorf("-diff: exit code %d\n%s", diff.code, diff.stderr)
	}
	m.datavet("-fix", "./...").want(t, exitFindings, []string{leftInView}, []string{"datavet: 4 findings mended in 4 files"})
	want := maps.Clone(before)
	for _, name := range fixedFiles {
		want[name] = strings.Replace(want[name], purged, mendedSQL, 1)
	}
	m.wantFiles("-fix", want)
	m.datavet("-fix", "./...").want(t, exitFindings, []string{leftInView}, nil)
	m.datavet("-diff", "./...").want(t, exitOK, nil, nil)
	m.wantFiles("again", want)

	m = extract(t, "fixes")
	m.patch(diff.stdout)
	m.wantFiles("git apply", want)
	extract(t, "fixes").datavet("-fix", "-q", "./...").want(t, exitFindings, []string{leftInView}, nil)

	// By the go command, which has no folders of .sql files.
	m = extract(t, "fixes")
	delete(want, "queries/purge.sql")
	m.write("queries/queries.go", "package queries\n")
	want = m.files()
	for _, name := range fixedFiles {
		want[name] = strings.Replace(want[name], purged, mendedSQL, 1)
	}
	for range 2 { // the second time from the go command's cache
		r := m.vet("-fix", "-diff", "./...")
		if r.code != 1 || r.stderr != "" || !strings.Contains(r.stdout, "+++ b/store/lined.go\n") || strings.Count(r.stdout, "+++ ") != 4 {
			t.Errorf("go vet -fix -diff: exit code %d\n%s%s", r.code, r.stdout, r.stderr)
		}
		other := module{t, m.copied()}
		other.patch(r.stdout)
		other.wantFiles("go vet -fix -diff", want)
	}
	before = m.files()
	for range 2 {
		for name, text := range before {
			m.write(name, text)
		}
		m.vet("-fix", "./...").want(t, 0, nil, nil)
		m.wantFiles("go vet -fix", want)
		m.vet("-fix", "./...").want(t, 0, nil, nil)
		m.wantFiles("go vet -fix again", want)
		m.vet("-fix", "-diff", "./...").want(t, 0, nil, nil)
	}
}

// TestFixTellsTheRest: what -fix leaves is told in whatever format.
func TestFixTellsTheRest(t *testing.T) {
	m := extract(t, "fixes")
	r := m.datavet("-fix", "-format=json", "./...")
	if n := strings.Count(r.stdout, `"posn"`); r.code != exitFindings || n != 1 || !strings.Contains(r.stdout, "schema.sql:6:50") {
		t.Errorf("exit code %d, %d findings\n%s", r.code, n, r.stdout)
	}
	m = extract(t, "fixes")
	m.datavet("-fix", "-fail-on=none", "./store").want(t, exitOK, []string{leftInView}, []string{"datavet: 4 findings mended in 4 files"})
}

// TestFixLeavesTheBaseline: what a baseline hides isn't mended.
func TestFixLeavesTheBaseline(t *testing.T) {
	m := extract(t, "fixes")
	if r := m.datavet("baseline", "-o", "known.json", "./store"); r.code != exitOK {
		t.Fatalf("datavet baseline: exit code %d\n%s", r.code, r.stderr)
	}
	known := m.files()["store/formatted.go"]
	m.write("store/formatted.go", known+"\nfunc purgeAgain(db *sql.DB) {\n\tdb.Exec(`DELETE FROM folders WHERE deleted_at < now()`)\n}\n")
	want := m.files()
	want["store/formatted.go"] = known + "\nfunc purgeAgain(db *sql.DB) {\n\tdb.Exec(`DELETE FROM folders WHERE deleted_at < now() AND deleted_at <> '1970-01-01 00:00:00'`)\n}\n"
	m.datavet("-baseline=known.json", "-fix", "./store").want(t, exitOK, nil, []string{"datavet: 1 finding mended in 1 file"})
	m.wantFiles("-fix -baseline", want)
}

func TestFixInCgo(t *testing.T) {
	if _, err := exec.LookPath("gcc"); err != nil {
		t.Skip(err)
	}
	m := extract(t, "fixes")
	const text = "package native\n\n// int answer(void) { return 42; }\nimport \"C\"\nimport \"database/sql\"\n\n" +
		"func purge(db *sql.DB) {\n\t_ = C.answer(); db.Exec(\"DELETE FROM folders WHERE deleted_at < now()\", C.answer())\n}\n"
	want := strings.Replace(text, purged, mendedSQL, 1)
	m.write("native/native.go", text)
	m.datavet("-fix", "./native").want(t, exitFindings, []string{leftInView}, []string{"datavet: 2 findings mended in 2 files"})
	if got := m.files()["native/native.go"]; got != want {
		t.Errorf("datavet -fix: %s", got)
	}
	m.write("native/native.go", text)
	m.vet("-fix", "./native").want(t, 0, nil, nil)
	if got := m.files()["native/native.go"]; got != want {
		t.Errorf("go vet -fix: %s", got)
	}
}

// TestFixesOfAllRules: what the fixes of the rules' scenarios leave compiles, is
// formatted where it was, has nothing more to mend and no new finding.
func TestFixesOfAllRules(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses all scenarios several times")
	}
	m := module{t, module{t, "../../testdata"}.copied("corpus", "proofs")}
	before := m.files()
	all := []string{"-cache=off", "-enable=all"}
	asJSON := append([]string{"-format=json"}, all...)
	found := scenarioFindings(t, m.datavet(append(asJSON, "./...")...).stdout)
	packages := map[string]bool{}
	rules := map[string]bool{}
	for _, f := range found {
		if f.fixable {
			packages["."+f.pkg] = true
			rules[f.rule] = true
		}
	}
	// That a rule has fixes is what its scenarios of them say.
	golden, err := filepath.Glob(filepath.Join(m.dir, "*", "fixed"))
	if err != nil || len(golden) == 0 {
		t.Fatal(err, golden)
	}
	for _, dir := range golden {
		if rule := filepath.Base(filepath.Dir(dir)); !rules[rule] {
			t.Errorf("%s has no fixes", rule)
		}
	}
	fixed := slices.Sorted(maps.Keys(packages))
	args := slices.Concat(asJSON, fixed)
	found = scenarioFindings(t, m.datavet(args...).stdout)

	diff := m.datavet(slices.Concat([]string{"-diff"}, all, fixed)...)
	if diff.code != exitFindings || diff.stderr != "" {
		t.Errorf("-diff: exit code %d\n%s", diff.code, diff.stderr)
	}
	module{t, m.copied()}.patch(diff.stdout)

	r := m.datavet(append([]string{"-fix"}, args...)...)
	after := m.files()
	changed := 0
	for name, text := range after {
		if text != before[name] {
			changed++
		}
	}
	// One line: everything compiles, and no fix is left out.
	if want := regexp.MustCompile(fmt.Sprintf(`^datavet: \d+ findings mended in %d files\n$`, changed)); r.code != exitFindings || !want.MatchString(r.stderr) {
		t.Fatalf("-fix: exit code %d, %d files changed\n%s", r.code, changed, r.stderr)
	}
	for name, text := range after {
		if text != before[name] && filepath.Ext(name) == ".go" && isFormatted(before[name]) && !isFormatted(text) {
			t.Errorf("%s isn't formatted any more", name)
		}
	}
	left := map[scenarioFinding]int{}
	for _, f := range found {
		if !f.fixable {
			left[f]++
		}
	}
	for _, f := range scenarioFindings(t, r.stdout) {
		if left[f]--; f.fixable || left[f] < 0 {
			t.Errorf("not mended, or new: %+v", f)
		}
	}
	if r := m.datavet(append([]string{"-fix"}, args...)...); r.stderr != "" {
		t.Errorf("again: %s", r.stderr)
	}
	m.wantFiles("again", after)
}

// A scenarioFinding is one without its place, which fixes move.
type scenarioFinding struct {
	pkg, rule, category, message string
	fixable                      bool
}

var placeInMessage = regexp.MustCompile(`\w+\.(go|sql):\d+`)

func scenarioFindings(t *testing.T, text string) (list []scenarioFinding) {
	t.Helper()
	var tree map[string]map[string][]struct {
		Category, Message string
		Fixes             []any `json:"suggested_fixes"`
	}
	if err := json.Unmarshal([]byte(text), &tree); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	for pkg, byRule := range tree {
		pkg, _ = strings.CutPrefix(pkg, "github.com/datavet/datavet/testdata")
		for rule, found := range byRule {
			for _, f := range found {
				list = append(list, scenarioFinding{pkg, rule, f.Category, placeInMessage.ReplaceAllString(f.Message, "…"), len(f.Fixes) > 0})
			}
		}
	}
	return list
}

func isFormatted(text string) bool {
	formatted, err := format.Source([]byte(text))
	return err == nil && string(formatted) == text
}

// files returns the text of each file of the module.
func (m module) files() map[string]string {
	m.t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(m.dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(m.dir, name) // it is below
		files[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		m.t.Fatal(err)
	}
	return files
}

func (m module) wantFiles(how string, want map[string]string) {
	m.t.Helper()
	got := m.files()
	for name := range maps.Keys(got) {
		if got[name] != want[name] {
			m.t.Errorf("%s: %s is\n%s\nwant\n%s", how, name, got[name], want[name])
		}
	}
	if len(got) != len(want) {
		m.t.Errorf("%s: %d files, want %d", how, len(got), len(want))
	}
}

// copied returns a folder with the module's files, without some of its folders.
func (m module) copied(without ...string) string {
	m.t.Helper()
	dir, err := filepath.EvalSymlinks(m.t.TempDir())
	if err != nil {
		m.t.Fatal(err)
	}
	for name, text := range m.files() {
		if top, _, _ := strings.Cut(name, "/"); !slices.Contains(without, top) {
			module{m.t, dir}.write(name, text)
		}
	}
	return dir
}

// patch has git apply the diff.
func (m module) patch(diff string) {
	m.t.Helper()
	cmd := exec.Command("git", "apply", "-")
	cmd.Dir, cmd.Stdin = m.dir, bytes.NewReader([]byte(diff))
	if out, err := cmd.CombinedOutput(); err != nil {
		m.t.Fatalf("git apply: %v\n%s\n%s", err, out, diff)
	}
}
