package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestInit: what init writes is taken by datavet, and its workflow's steps run.
func TestInit(t *testing.T) {
	m := extract(t, "fixes")
	m.git("init", "-q", "-b", "main")
	m.git("remote", "add", "origin", "https://github.com/acme/shop")
	m.commit()
	m.datavet("init", "-m").want(t, exitError, nil, []string{"datavet: init: flag provided but not defined: -m; want [-n] [DIR]"})
	before := m.files()
	r := m.datavet("init", "-n")
	if r.code != exitOK || r.stderr != "" || len(m.files()) != len(before) {
		t.Errorf("init -n: exit code %d\n%s%s", r.code, r.stdout, r.stderr)
	}
	r = m.datavet("init")
	if r.code != exitOK || r.stderr != "" || !strings.Contains(r.stdout, "wrote .datavet.yaml\nwrote .github/workflows/datavet.yml\n") {
		t.Fatalf("init: exit code %d\n%s%s", r.code, r.stdout, r.stderr)
	}
	m.datavet("-format=text", "./store").want(t, exitFindings, make([]string, 5), nil)
	m.commit()

	var workflow struct {
		Jobs map[string]struct {
			Steps []struct{ If, Run string }
		}
	}
	if err := yaml.Unmarshal([]byte(m.files()[".github/workflows/datavet.yml"]), &workflow); err != nil {
		t.Fatal(err)
	}
	runs := map[string]string{}
	for _, step := range workflow.Jobs["datavet"].Steps {
		if step.If != "" {
			runs[step.If] = step.Run
		}
	}
	onPull, onPush := runs["github.event_name == 'pull_request'"], runs["github.event_name != 'pull_request'"]
	if onPull == "" || onPush == "" || len(runs) != 2 {
		t.Fatalf("steps: %q", runs)
	}
	m.shell(onPush).want(t, exitOK, make([]string, 5), nil)
	m.shell(onPull).want(t, exitOK, nil, nil)
	m.write("store/formatted.go", m.files()["store/formatted.go"]+"\nfunc purgeAgain(db *sql.DB) {\n\tdb.Exec(`DELETE FROM folders WHERE deleted_at < now()`)\n}\n")
	m.commit()
	m.shell(onPull).want(t, exitFindings, []string{"::error file=store/formatted.go,line=11,"}, nil)

	if r := m.datavet("baseline", "./..."); r.code != exitOK {
		t.Fatalf("baseline: %s", r.stderr)
	}
	m.shell("datavet -baseline=.datavet-baseline.json -format=github ./...").want(t, exitOK, nil, nil)
}

// shell runs a command as the shell of a CI does, with datavet in PATH.
func (m module) shell(command string) result {
	m.t.Helper()
	bin := m.t.TempDir()
	if err := os.Symlink(executable(m.t), filepath.Join(bin, "datavet")); err != nil {
		m.t.Skip(err)
	}
	env := append(os.Environ(), "DATAVET_TEST_AS=datavet", "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	return m.exec(env, "bash", "-e", "-o", "pipefail", "-c", command)
}
