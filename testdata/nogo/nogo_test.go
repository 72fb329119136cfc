// Package nogo runs datavet's analyzers as rules_go runs them under Bazel: the
// code of its nogo, built for them by its generator, and one process for each
// package, in a folder that has nothing but the package's source files.
package nogo

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	// What nogo is built of, for go.mod.
	_ "github.com/aymanbagabas/go-udiff"
	_ "github.com/bazelbuild/rules_go/go/runfiles"
	_ "github.com/datavet/datavet/analyzers/baddirective"
	_ "golang.org/x/tools/internal/facts"
)

// TestSameFindingsAsStandalone builds nogo by the example of docs/ci.md. What it
// takes the schema to find, or a file of another package, nogo can't.
func TestSameFindingsAsStandalone(t *testing.T) {
	doc := read(t, "../../docs/ci.md")
	nogo := build(t, analyzersOf(t, doc), block(t, doc, "json", "analyzer_flags"))
	for _, tt := range []struct {
		dir     string
		without []string // rules
	}{
		{"../example", nil},
		{"scenario", []string{"sentinelrange", "shiftingpage"}},
	} {
		standalone := runStandalone(t, tt.dir)
		want := slices.DeleteFunc(slices.Clone(standalone), func(finding string) bool {
			return slices.ContainsFunc(tt.without, func(rule string) bool { return strings.HasSuffix(finding, "("+rule+")") })
		})
		if len(want) == 0 || len(standalone) != len(want)+len(tt.without) {
			t.Fatalf("%s: standalone found\n%s\nwhich doesn't show what is to be shown", tt.dir, strings.Join(standalone, "\n"))
		}
		if found := runNogo(t, nogo, tt.dir); !slices.Equal(found, want) {
			t.Errorf("%s: nogo found\n%s\nwant\n%s", tt.dir, strings.Join(found, "\n"), strings.Join(want, "\n"))
		}
	}
}

// TestSettings: paths in the settings are relative to the workspace, as those of
// findings are.
func TestSettings(t *testing.T) {
	doc := read(t, "../../docs/ci.md")
	const config = `{"datavet": {"analyzer_flags": {"config": "{exclude: [{path: folders/*.go, reason: a test}]}"}}}`
	nogo := build(t, analyzersOf(t, doc), config)
	if found := runNogo(t, nogo, "scenario"); len(found) > 0 {
		t.Errorf("nogo found\n%s", strings.Join(found, "\n"))
	}
	if found := runNogo(t, nogo, "../example"); len(found) == 0 {
		t.Error("nogo found nothing where all is as it was")
	}
}

// block returns the code of doc that is called so and mentions text.
func block(t *testing.T, doc, language, text string) string {
	t.Helper()
	for _, m := range regexp.MustCompile("(?s)\n```"+language+"\n(.*?)\n```\n").FindAllStringSubmatch(doc, -1) {
		if strings.Contains(m[1], text) {
			return m[1]
		}
	}
	t.Fatalf("docs/ci.md has no block of %s with %s", language, text)
	return ""
}

// analyzersOf returns the import paths of the analyzers that the example of a
// BUILD file names.
func analyzersOf(t *testing.T, doc string) []string {
	t.Helper()
	var paths []string
	const repository = `"@com_github_datavet_datavet//`
	for line := range strings.Lines(block(t, doc, "starlark", repository)) {
		if label, ok := strings.CutPrefix(strings.TrimSpace(line), repository); ok {
			label, _, _ = strings.Cut(label, `"`)
			paths = append(paths, "github.com/datavet/datavet/"+label)
		}
	}
	return paths
}

// build returns a nogo for the analyzers.
func build(t *testing.T, analyzers []string, config string) string {
	t.Helper()
	dir := t.TempDir()
	sources := filepath.Join(strings.TrimSpace(run(t, ".", "go", "list", "-m", "-f", "{{.Dir}}", "github.com/bazelbuild/rules_go")), "go", "tools", "builders")
	targets := read(t, filepath.Join(sources, "BUILD.bazel"))

	builder := filepath.Join(dir, "builder.exe")
	args := []string{"build", "-ldflags", "-X main.rulesGoStdlibPrefix=@io_bazel_rules_go//stdlib:", "-o", builder, filepath.Join(sources, "path.go")}
	run(t, ".", "go", append(args, sourcesOf(t, targets, sources, "builder_srcs")...)...)
	write(t, filepath.Join(dir, "config.json"), config)
	generated := filepath.Join(dir, "main.go")
	args = []string{"gennogomain", "-output", generated, "-config", filepath.Join(dir, "config.json")}
	for _, path := range analyzers {
		args = append(args, "-analyzer_importpath", path)
	}
	run(t, ".", builder, args...)

	// To the go command they are a package of this module.
	here, err := filepath.Abs("main")
	if err != nil {
		t.Fatal(err)
	}
	replace := map[string]string{filepath.Join(here, "generated.go"): generated}
	for _, name := range sourcesOf(t, targets, sources, "nogo_srcs") {
		replace[filepath.Join(here, filepath.Base(name))] = name
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "overlay.json"), string(overlay))
	nogo := filepath.Join(dir, "nogo.exe")
	run(t, ".", "go", "build", "-overlay", filepath.Join(dir, "overlay.json"), "-o", nogo, "./main")
	return nogo
}

// sourcesOf returns the files in dir of the target called name.
func sourcesOf(t *testing.T, targets, dir, name string) []string {
	t.Helper()
	_, target, _ := strings.Cut(targets, `name = "`+name+`"`)
	target, _, _ = strings.Cut(target, "]")
	var files []string
	for _, m := range regexp.MustCompile(`"(\w+\.go)"`).FindAllStringSubmatch(target, -1) {
		files = append(files, filepath.Join(dir, m[1]))
	}
	if len(files) == 0 {
		t.Fatalf("rules_go has no sources of %s", name)
	}
	return files
}

// A listed is a package as the go command lists it.
type listed struct {
	ImportPath, Dir, Export string
	Standard                bool
	GoFiles, Imports        []string
	ImportMap               map[string]string
	Module                  struct {
		Path, Dir string
		Main      bool
	}
}

// runNogo returns what nogo finds in the module in dir, sorted.
func runNogo(t *testing.T, nogo, dir string) []string {
	t.Helper()
	var (
		decoder = json.NewDecoder(strings.NewReader(run(t, dir, "go", "list", "-deps", "-export", "-json", "./...")))
		exports = map[string]string{}
		facts   = map[string]string{} // files of them
		out     = t.TempDir()
		found   []string
	)
	for {
		var p listed
		if err := decoder.Decode(&p); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		exports[p.ImportPath] = p.Export
		if p.Standard {
			continue // is not analysed
		}
		name := filepath.Join(out, fmt.Sprint(len(facts)))
		args := []string{"-p", p.ImportPath, "-importcfg", name + ".importcfg", "-go_version", strings.TrimPrefix(runtime.Version(), "go"), "-x", name + ".facts"}
		var cfg strings.Builder
		for _, path := range p.Imports {
			if mapped := p.ImportMap[path]; mapped != "" {
				fmt.Fprintf(&cfg, "importmap %s=%s\n", path, mapped)
				path = mapped
			}
			if exports[path] != "" {
				fmt.Fprintf(&cfg, "packagefile %s=%s\n", path, exports[path])
			}
			if facts[path] != "" {
				args = append(args, "-fact", path+"="+facts[path])
			}
		}
		write(t, name+".importcfg", cfg.String())
		facts[p.ImportPath] = name + ".facts"

		rel, err := filepath.Rel(p.Module.Dir, p.Dir)
		if err != nil {
			t.Fatal(err)
		}
		if !p.Module.Main {
			rel = filepath.Join("external", strings.NewReplacer("/", "_", ".", "_").Replace(p.Module.Path), rel)
			args = append(args, "-facts_only")
		}
		sandbox := t.TempDir()
		if err := os.MkdirAll(filepath.Join(sandbox, rel), 0o777); err != nil {
			t.Fatal(err)
		}
		for _, file := range p.GoFiles {
			if err := os.Symlink(filepath.Join(p.Dir, file), filepath.Join(sandbox, rel, file)); err != nil {
				t.Fatal(err)
			}
			args = append(args, filepath.Join(rel, file))
		}
		found = append(found, lint(t, sandbox, nogo, args)...)
	}
	slices.Sort(found)
	return found
}

// lint returns what nogo finds in one package.
func lint(t *testing.T, dir, nogo string, args []string) []string {
	t.Helper()
	cmd := exec.Command(nogo, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOARCH="+runtime.GOARCH)
	output, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	const violation = 3
	switch text, found := strings.CutPrefix(string(output), "nogo: errors found by nogo during build-time code analysis:\n"); {
	case err == nil:
		return nil
	case errors.As(err, &exit) && exit.ExitCode() == violation && found:
		return strings.Split(strings.TrimSpace(text), "\n")
	}
	t.Fatalf("%s: %v\n%s", cmd, err, output)
	return nil
}

// runStandalone returns what datavet finds in the module in dir, sorted.
func runStandalone(t *testing.T, dir string) []string {
	t.Helper()
	datavet := filepath.Join(t.TempDir(), "datavet.exe")
	run(t, "../..", "go", "build", "-o", datavet, "./cmd/datavet")
	cmd := exec.Command(datavet, "-enable=all", "-cache=off", "./...")
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	output, _ := cmd.Output() // findings are an error
	if stderr.Len() > 0 {
		t.Fatalf("%s: %s", cmd, stderr.String())
	}
	var found []string
	for line := range strings.Lines(string(output)) {
		if !strings.HasPrefix(line, "\t") {
			found = append(found, strings.TrimSpace(line))
		}
	}
	slices.Sort(found)
	return found
}

func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s%s", cmd, err, stdout.String(), stderr.String())
	}
	return stdout.String()
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
