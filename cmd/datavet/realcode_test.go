package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// realModules are those of testdata/real.mod that datavet analyses here, with
// their own tests and examples.
var realModules = []struct {
	path string
	// vet says that go vet is to find the same.
	vet bool
	// broken is a file that doesn't compile with the versions of real.mod.
	broken string
}{
	{path: "entgo.io/ent"},
	{path: "github.com/ThreeDotsLabs/watermill"},
	{path: "github.com/ThreeDotsLabs/watermill-sql/v3", vet: true},
	{path: "github.com/avito-tech/go-transaction-manager/drivers/sql/v2"},
	{path: "github.com/cockroachdb/cockroach-go/v2"},
	{path: "github.com/go-gorp/gorp/v3"},
	{path: "github.com/go-pg/pg/v10"},
	{path: "github.com/go-rel/rel"},
	{path: "github.com/gobuffalo/pop/v6"},
	{path: "github.com/hibiken/asynq"},
	{path: "github.com/jackc/pgx/v5"},
	{path: "github.com/jinzhu/gorm", vet: true},
	{path: "github.com/jmoiron/sqlx"},
	{path: "github.com/mikestefanello/backlite", vet: true},
	{path: "github.com/pocketbase/dbx"},
	{path: "github.com/riverqueue/river", broken: "internal/riverinternaltest/sharedtx/shared_tx.go"},
	{path: "github.com/uptrace/bun"},
	{path: "go.temporal.io/sdk"},
	{path: "gopkg.in/reform.v1"},
	{path: "gorm.io/gen"},
	{path: "gorm.io/gorm"},
}

// TestRealCode: on the source of libraries no rule fails, and what they report
// is the same every time.
func TestRealCode(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the real libraries")
	}
	env, dirs := realWorkspace(t)
	for _, m := range realModules {
		t.Run(m.path, func(t *testing.T) {
			run := func(name string, args ...string) (stdout, stderr string) {
				cmd := exec.Command(name, append(args, "-json", "-tests", "-enable=all", "./...")...)
				var out, errs bytes.Buffer
				cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = dirs[m.path], env, &out, &errs
				err := cmd.Run()
				code := cmd.ProcessState.ExitCode()
				known := m.broken != "" && code == exitError && strings.HasPrefix(errs.String(), m.broken) && strings.Count(errs.String(), "\n") == 1
				if err != nil && code != exitFindings && !known {
					t.Fatalf("%s: %v\n%s", cmd, err, &errs)
				}
				return out.String(), errs.String()
			}
			first, stderr := run(executable(t))
			if again, _ := run(executable(t)); again != first {
				t.Errorf("first\n%s\nthen\n%s", first, again)
			}
			if strings.Contains(first, `"posn": "-"`) {
				t.Errorf("a finding is nowhere:\n%s", first)
			}
			if !m.vet {
				return
			}
			stdout, vetStderr := run("go", "vet", "-vettool="+executable(t))
			// Some go commands have what is imported told, too.
			if alone, vet := merged(t, first), within(t, m.path, merged(t, stdout+vetStderr)); alone != vet {
				t.Errorf("standalone\n%s\n%s\ngo vet\n%s\n%s", alone, stderr, vet, vetStderr)
			}
		})
	}
}

// within returns what a tree says of the packages of the module path.
func within(t *testing.T, path, tree string) string {
	t.Helper()
	var byPackage map[string]json.RawMessage
	if err := json.Unmarshal([]byte(tree), &byPackage); err != nil {
		t.Fatal(err)
	}
	maps.DeleteFunc(byPackage, func(pkg string, _ json.RawMessage) bool {
		return strings.TrimSuffix(pkg, "_test") != path && !strings.HasPrefix(pkg, path+"/")
	})
	data, err := json.Marshal(byPackage)
	if err != nil {
		t.Fatal(err)
	}
	return merged(t, string(data))
}

// realWorkspace makes a workspace of the modules, so that their packages are
// first-party, with the versions of real.mod, which other tests compile, too.
// It returns the environment to use it and the folder of each module.
func realWorkspace(t *testing.T) (env []string, dirs map[string]string) {
	t.Helper()
	testdata, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	args := []string{"mod", "download", "-json", "-modfile=real.mod"}
	for _, m := range realModules {
		args = append(args, m.path)
	}
	download := exec.Command("go", args...)
	download.Dir = testdata
	download.Env = append(os.Environ(), "GOWORK=off")
	out, err := download.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", download, err, out)
	}
	dirs = map[string]string{}
	work := "go 1.26.0\n\nuse .\n"
	for decoder := json.NewDecoder(bytes.NewReader(out)); decoder.More(); {
		var m struct{ Path, Dir string }
		if err := decoder.Decode(&m); err != nil {
			t.Fatal(err)
		}
		dirs[m.Path] = m.Dir
		work += "use " + m.Dir + "\n"
	}

	dir := t.TempDir()
	for name, from := range map[string]string{"go.mod": "real.mod", "go.sum": "real.sum"} {
		data, err := os.ReadFile(filepath.Join(testdata, from))
		if err != nil {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(dir, name), data)
	}
	writeFile(t, filepath.Join(dir, "go.work"), []byte(work))
	env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "PWD=") })
	return append(env, "GOWORK="+filepath.Join(dir, "go.work"), "DATAVET_TEST_AS=datavet"), dirs
}

func writeFile(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
