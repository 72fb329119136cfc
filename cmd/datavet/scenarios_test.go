package main

import "testing"

// TestScenariosInAnyCompany: what is found in a package doesn't depend on
// which others are analysed with it, in which order, or in one process.
func TestScenariosInAnyCompany(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses the scenarios five times")
	}
	m := module{t, "../../testdata"}
	run := func(args ...string) string {
		t.Helper()
		r := m.datavet(append([]string{"-json", "-enable=all"}, args...)...)
		if r.code != exitFindings {
			t.Fatalf("%q: exit code %d\n%s", args, r.code, r.stderr)
		}
		return r.stdout
	}
	together := merged(t, run("./enqueueintx", "./outerhandle", "./txleak"))
	vet := m.vet("-json", "-enable=all", "./enqueueintx", "./outerhandle", "./txleak")
	for how, found := range map[string]string{
		"in another order":     run("./txleak", "./outerhandle", "./enqueueintx"),
		"alone":                run("./enqueueintx") + run("./outerhandle") + run("./txleak"),
		"beside what it calls": run("./wrappers/...", "./enqueueintx", "./outerhandle", "./txleak"),
		"by go vet":            vet.stdout + vet.stderr,
	} {
		if found := merged(t, found); found != together {
			t.Errorf("together\n%s\n%s\n%s", together, how, found)
		}
	}
}
