// Package config holds the JSON schema of .datavet.yaml, the parser and the
// documentation against each other.
package config

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
	"golang.org/x/tools/txtar"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/analyzers/gclplugin"
)

const published = "../../docs/datavet.schema.json"

func TestGood(t *testing.T) {
	for _, c := range cases(t, "good.txtar") {
		t.Run(c.Name, func(t *testing.T) { good(t, string(c.Data)) })
	}
}

func TestBad(t *testing.T) {
	schema := compiled(t)
	for _, c := range cases(t, "bad.txtar") {
		t.Run(c.Name, func(t *testing.T) {
			text := string(c.Data)
			first, _, _ := strings.Cut(strings.TrimPrefix(text, "# "), "\n")
			want, parserOnly := strings.CutPrefix(first, "parser:")
			want = strings.TrimPrefix(want, ":")
			got := ""
			if err := parse(t, text); err != nil {
				_, got, _ = strings.Cut(err.Error(), ".datavet.yaml:")
			}
			if !strings.HasPrefix(got, want) {
				t.Errorf("the parser says %q, want %q", got, want)
			}
			if !parserOnly && schema.Validate(value(t, text)) == nil {
				t.Error("the schema takes it")
			}
		})
	}
}

// TestDocumented: the examples of the page are right, each on its own, and each
// key has one.
func TestDocumented(t *testing.T) {
	page, err := os.ReadFile("../../docs/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]bool{}
	for _, m := range regexp.MustCompile("(?ms)^```yaml\n(.*?)^```$").FindAllStringSubmatch(string(page), -1) {
		example, _ := value(t, m[1]).(map[string]any)
		if linters, ok := example["linters"].(map[string]any); ok {
			plugin(t, linters)
			continue
		}
		for key := range example {
			shown[key] = true
		}
		good(t, m[1])
	}
	for _, key := range parsed(t, nil) {
		if !shown[key] {
			t.Errorf("the page has no example of %s", key)
		}
	}
}

// plugin has golangci-lint's plugin take its settings.
func plugin(t *testing.T, linters map[string]any) {
	t.Helper()
	custom := linters["settings"].(map[string]any)["custom"].(map[string]any)["datavet"].(map[string]any)
	settings, ok := custom["settings"]
	if !ok {
		t.Error("no settings of the plugin")
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), "module example.com/m\n")
	t.Chdir(dir)
	if _, err := gclplugin.New(settings); err != nil {
		t.Error(err)
	}
}

// TestKeys: the parser and the schema know the same keys, wherever there are any.
func TestKeys(t *testing.T) {
	data, err := os.ReadFile(published)
	if err != nil {
		t.Fatal(err)
	}
	var schema map[string]any
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	for at, path := range map[string][]string{
		"%s":                           {},
		"rules: %s":                    {"properties", "rules"},
		"rules: {zerocondition: %s}":   {"definitions", "ruleWithOptIn"},
		"exclude: [%s]":                {"properties", "exclude", "items"},
		"functions: %s":                {"properties", "functions"},
		"functions: {calls: [%s]}":     {"definitions", "functions", "items"},
		"functions: {no-effect: [%s]}": {"definitions", "functionsWithReason", "items"},
		"handles: [%s]":                {"properties", "handles", "items"},
		"sentinels: [%s]":              {"properties", "sentinels", "items"},
	} {
		node := schema
		for _, key := range path {
			node = node[key].(map[string]any)
		}
		if alternatives, ok := node["anyOf"].([]any); ok && node["properties"] == nil {
			node = alternatives[1].(map[string]any)
		}
		want := slices.Sorted(maps.Keys(node["properties"].(map[string]any)))
		if got := parsed(t, func(key string) string { return strings.Replace(at, "%s", key, 1) }); !slices.Equal(got, want) {
			t.Errorf("%s: the parser knows %q, the schema %q", at, got, want)
		}
	}
}

// parsed returns the keys that the parser knows where text puts one, or at the
// top.
func parsed(t *testing.T, text func(key string) string) []string {
	t.Helper()
	unknown := "{xxxxxxxxxxxxxxxxxxxxxxxxx: 1}"
	if text != nil {
		unknown = text(unknown)
	}
	err := parse(t, unknown)
	if err == nil {
		t.Fatalf("%s is taken", unknown)
	}
	_, list, ok := strings.Cut(err.Error(), "choose from ")
	if !ok {
		t.Fatalf("%s: %v", unknown, err)
	}
	return slices.Sorted(strings.SplitSeq(list, ", "))
}

// good has both take text.
func good(t *testing.T, text string) {
	t.Helper()
	if err := parse(t, text); err != nil {
		t.Errorf("%v\n%s", err, text)
	}
	if err := compiled(t).Validate(value(t, text)); err != nil {
		t.Errorf("%v\n%s", err, text)
	}
}

// parse returns what is wrong with text as the settings of a module that has the
// schema files which it names.
func parse(t *testing.T, text string) error {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), "module example.com/m\n")
	write(t, filepath.Join(dir, ".datavet.yaml"), text)
	for _, m := range regexp.MustCompile(`[\w./*]+\.sql`).FindAllString(text, -1) {
		if !strings.Contains(m, "..") {
			write(t, filepath.Join(dir, strings.ReplaceAll(m, "*", "x")), "CREATE TABLE t (id INT);\n")
		}
	}
	if err := analyzers.CheckConfig(dir); err != nil {
		return err
	}
	return nil
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// value is text as an editor hands it to the schema: nil if it is no YAML.
func value(t *testing.T, text string) any {
	t.Helper()
	var v any
	_ = yaml.Unmarshal([]byte(text), &v)
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	v, err = jsonschema.UnmarshalJSON(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile(published)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func cases(t *testing.T, name string) []txtar.File {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if len(archive.Files) == 0 {
		t.Fatalf("%s is empty", name)
	}
	return archive.Files
}
