package formats

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestSARIF holds logs against the schema of SARIF 2.1.0: those of the scenarios,
// of a folder without findings, and the one of the package that writes them, which
// has everything in it.
func TestSARIF(t *testing.T) {
	schema := compile(t)
	golden, err := os.ReadFile("../../cmd/datavet/internal/format/testdata/all.sarif")
	if err != nil {
		t.Fatal(err)
	}
	tool := build(t)
	for _, test := range []struct {
		name     string
		log      []byte
		findings bool
	}{
		{"all", golden, true},
		{"scenarios", run(t, tool, "-enable=all", "./enqueueintx/...", "./sentinelrange/...", "./sharedchain/...", "./softunique/..."), true},
		{"no findings", run(t, tool, "-enable=txleak", "./softunique/..."), false},
	} {
		t.Run(test.name, func(t *testing.T) {
			if err := validate(t, schema, test.log); err != nil {
				t.Errorf("%#v", err)
			}
			var log sarif
			if err := json.Unmarshal(test.log, &log); err != nil {
				t.Fatal(err)
			}
			if got := len(log.Runs[0].Results) > 0; got != test.findings {
				t.Errorf("findings: %t", got)
			}
			for i, r := range log.Runs[0].Results {
				if err := consistent(log, r); err != nil {
					t.Errorf("result %d: %v", i, err)
				}
			}
		})
	}
	var fixes, flows int
	var log sarif
	if err := json.Unmarshal(golden, &log); err != nil {
		t.Fatal(err)
	}
	for _, r := range log.Runs[0].Results {
		fixes += len(r.Fixes)
		flows += len(r.CodeFlows)
	}
	if fixes == 0 || flows == 0 || len(log.Runs[0].Invocations[0].Notifications) == 0 {
		t.Error("the log with everything in it lacks fixes, code flows or notifications")
	}
}

// TestSchemaRefuses: the validator sees what is wrong, formats included.
func TestSchemaRefuses(t *testing.T) {
	schema := compile(t)
	golden, err := os.ReadFile("../../cmd/datavet/internal/format/testdata/all.sarif")
	if err != nil {
		t.Fatal(err)
	}
	for _, edit := range [][2]string{
		{`"uri": "app/shop.go"`, `"uri": "app/100%.go"`},
		{`"startLine": 5`, `"startLine": 0`},
		{`"columnKind": "utf16CodeUnits"`, `"columnKind": "bytes"`},
		{`"level": "note"`, `"level": "notice"`},
		{`"helpUri": "https`, `"helpUri": "100% https`},
	} {
		wrong := bytes.Replace(golden, []byte(edit[0]), []byte(edit[1]), 1)
		if bytes.Equal(wrong, golden) || validate(t, schema, wrong) == nil {
			t.Errorf("%s passes", edit[1])
		}
	}
}

func compile(t *testing.T) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schema, err := compiler.Compile("sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func validate(t *testing.T, schema *jsonschema.Schema, log []byte) error {
	t.Helper()
	decoded, err := jsonschema.UnmarshalJSON(bytes.NewReader(log))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(decoded)
}

func build(t *testing.T) string {
	t.Helper()
	tool := filepath.Join(t.TempDir(), "datavet")
	if out, err := exec.Command("go", "build", "-C", "../..", "-o", tool, "./cmd/datavet").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return tool
}

// run returns the log of a run in the module of scenarios, whose exit code says
// whether there are findings.
func run(t *testing.T, tool string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(tool, append([]string{"-C", "..", "-format=sarif"}, args...)...)
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 3) {
		t.Fatalf("%s: %v", cmd, err)
	}
	return out
}

type (
	sarif struct {
		Runs []struct {
			Tool struct {
				Driver struct{ Rules []struct{ ID string } }
			}
			Invocations []struct {
				Notifications []any `json:"toolExecutionNotifications"`
			}
			Results []result
		}
	}
	result struct {
		RuleID              string
		RuleIndex           int
		Message             struct{ Text string }
		Locations           []location
		RelatedLocations    []location
		CodeFlows           []any
		Fixes               []any
		PartialFingerprints map[string]string
	}
	location struct {
		ID               int
		PhysicalLocation struct {
			Region struct{ StartLine, StartColumn, EndLine, EndColumn int }
		}
	}
)

var link = regexp.MustCompile(`[^\\]\]\((\d+)\)`)

// consistent holds r against what the specification says beyond the schema, and
// against what GitHub asks for.
func consistent(log sarif, r result) error {
	rules := log.Runs[0].Tool.Driver.Rules
	switch {
	case r.RuleIndex < 0 || r.RuleIndex >= len(rules) || rules[r.RuleIndex].ID != r.RuleID:
		return fmt.Errorf("%s isn't rule %d", r.RuleID, r.RuleIndex)
	case len(r.Locations) != 1:
		return fmt.Errorf("%d locations", len(r.Locations))
	case r.PartialFingerprints["datavet/v1"] == "":
		return errors.New("no fingerprint")
	}
	for _, at := range slices.Concat(r.Locations, r.RelatedLocations) {
		region := at.PhysicalLocation.Region
		if region.EndLine < region.StartLine || region.EndLine == region.StartLine && region.EndColumn < region.StartColumn {
			return fmt.Errorf("region %+v", region)
		}
	}
	linked := map[string]bool{}
	for _, m := range link.FindAllStringSubmatch(r.Message.Text, -1) {
		linked[m[1]] = true
	}
	for _, at := range r.RelatedLocations {
		if !linked[strconv.Itoa(at.ID)] {
			return fmt.Errorf("related location %d isn't linked in %s", at.ID, r.Message.Text)
		}
	}
	if len(linked) != len(r.RelatedLocations) {
		return fmt.Errorf("a link leads nowhere: %s", strings.TrimSpace(r.Message.Text))
	}
	return nil
}
