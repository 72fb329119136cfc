package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// A scene is a module that is analysed with one cache again and again.
type scene struct {
	t     *testing.T
	dir   string
	in    string // the folder of the runs, relative to dir
	env   []string
	kept  string // the folder of the cache
	flags []string
}

// newScene returns the module that is edited, in a folder of its own.
func newScene(t *testing.T) *scene {
	t.Helper()
	return sceneOf(t, editedModule(t), "app")
}

func sceneOf(t *testing.T, files map[string]string, in string) *scene {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	s := &scene{t: t, dir: dir, in: in, kept: t.TempDir(), flags: []string{"-enable=all", "-tests", "-unused-ignores"}}
	for name, content := range files {
		s.write(name, content)
	}
	return s
}

func (s *scene) module() module { return module{s.t, filepath.Join(s.dir, s.in)} }

func (s *scene) write(name, content string) {
	s.t.Helper()
	module{s.t, s.dir}.write(name, content)
}

func (s *scene) remove(name string) {
	s.t.Helper()
	if err := os.RemoveAll(filepath.Join(s.dir, name)); err != nil {
		s.t.Fatal(err)
	}
}

// replace replaces a text that the file has.
func (s *scene) replace(name, from, to string) {
	s.t.Helper()
	data, err := os.ReadFile(filepath.Join(s.dir, name))
	if err != nil {
		s.t.Fatal(err)
	}
	if !strings.Contains(string(data), from) {
		s.t.Fatalf("%s has no %q", name, from)
	}
	s.write(name, strings.Replace(string(data), from, to, 1))
}

// run compares a run with the cache to one without, and returns what they print
// and how many packages were analysed.
func (s *scene) run(args ...string) (got result, analysed int) {
	s.t.Helper()
	args = append(s.flags, args...)
	m := s.module()
	var want result
	var wg sync.WaitGroup
	wg.Go(func() { want = m.run(s.env, append([]string{"-cache=off"}, args...)...) })
	got = m.run(s.env, append([]string{"-cache=" + s.kept, "-debug=time"}, args...)...)
	wg.Wait()
	analysed, _ = got.cutTimes(s.t)
	if got != want {
		s.t.Errorf("%q with the cache: %s\nwithout: %s", args, got, want)
	}
	return got, analysed
}

// has checks that the findings have all of texts.
func (r result) has(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(r.stdout+r.stderr, text) {
			t.Errorf("no %q in %s", text, r)
		}
	}
}

func (r result) hasNot(t *testing.T, text string) {
	t.Helper()
	if strings.Contains(r.stdout+r.stderr, text) {
		t.Errorf("%q in %s", text, r)
	}
}

// TestKeys edits what a key could leave out.
func TestKeys(t *testing.T) {
	for name, test := range map[string]func(t *testing.T, s *scene){
		"an embedded file that is gone": func(t *testing.T, s *scene) {
			s.run("./...")
			s.remove("app/jobs/campaigns.txt")
			s.run("./...")
		},
		"an embedded file that has changed": func(t *testing.T, s *scene) {
			s.write("app/jobs/campaigns.txt", "DELETE FROM orders WHERE closed_at < ?")
			s.run("./...")
			s.write("app/jobs/campaigns.txt", "DELETE FROM orders WHERE id < ?")
			s.run("./...")
		},
		"an import of bodies": func(t *testing.T, s *scene) {
			s.run("./...")
			s.replace("app/tools/serve/serve.go", "return runner", "\n\treturn runner")
			r, analysed := s.run("-json", "./tools/serve")
			r.hasNot(t, "shiftingpage")
			if analysed != 1 {
				t.Errorf("%d packages analysed, want that which was edited", analysed)
			}
			s.run("-json", "./...")
		},
		"an import of bodies that is dropped": func(t *testing.T, s *scene) {
			s.run("-json", "./...")
			s.replace("app/tools/wire/wire.go", "return runner.New(database.New(conn.(*gorm.DB))).CleanUp(ctx, 1)", "return nil")
			s.replace("app/tools/wire/wire.go", "\t\"gorm.io/gorm\"\n\n\t\"example.com/app/tools/database\"\n\t\"example.com/app/tools/runner\"\n", "")
			r, _ := s.run("-json", "./...")
			r.has(t, "shiftingpage")
			s.run("-json", "./tools/serve")
		},
		"a foreign package that doesn't compile": func(t *testing.T, _ *scene) {
			files := editedModule(t)
			vendored(t, files)
			files["app/vendor/example.com/ext/inner/inner.go"] += "\nvar Wrong Missing\n"
			files["app/vendor/example.com/ext/ext.go"] += "\nvar Broken = inner.Wrong\n"
			s := sceneOf(t, files, "app")
			r, _ := s.run("./...")
			r.has(t, "example.com/ext/inner does not compile")
			s.run("./...")
			s.run("./...")
			s.replace("app/vendor/example.com/ext/inner/inner.go", "var Wrong Missing", "var Wrong int")
			r, _ = s.run("./...")
			r.hasNot(t, "does not compile")
		},
		"build tags": func(t *testing.T, s *scene) {
			s.write("app/mail/tagged.go", "//go:build quick\n\npackage mail\n\nfunc now(to string) error { return nil }\n")
			s.write("app/mail/untagged.go", "//go:build !quick\n\npackage mail\n\nfunc now(to string) error { return send(to) }\n")
			s.replace("app/mail/mail.go", "return send(to) }", "return now(to) }")
			r, _ := s.run("./...")
			r.has(t, "signup.go:20:10: mail sent")
			s.env = []string{"GOFLAGS=-tags=quick"}
			r, _ = s.run("./...")
			r.hasNot(t, "signup.go:20:10: mail sent")
			s.env = nil
			_, analysed := s.run("./...")
			if analysed > 0 {
				t.Errorf("%d packages analysed, want those of before", analysed)
			}
		},
		"an operating system": func(t *testing.T, s *scene) {
			s.run("./...")
			s.env = []string{"GOOS=windows", "CGO_ENABLED=0"}
			s.run("./...")
		},
		"settings above the module": func(t *testing.T, s *scene) {
			s.run("./...")
			s.write(".datavet.yaml", "dialect: mysql\n")
			s.run("./...")
			s.write("app/tools/.datavet.yaml", "dialect: mysql\n")
			s.run("./...")
		},
		"a workspace": func(t *testing.T, s *scene) {
			s.env = []string{"GOWORK="}
			s.run("./...")
			s.write("go.work", "go 1.26.0\n\nuse ./app\n")
			s.run("./...")
			s.write("go.work", "go 1.26.0\n\nuse (\n\t./app\n\t./lib\n)\n")
			s.run("./...", "../lib/...")
			s.write("lib/schema.sql", "CREATE TABLE orders (id BIGINT PRIMARY KEY, cancelled_at TIMESTAMP NOT NULL DEFAULT '1971-01-01');\n")
			s.run("./...", "../lib/...")
			s.write("go.work", "go 1.26.0\n\nuse (\n\t./app\n\t./twin\n)\n")
			s.run("./...")
		},
		"another folder": func(t *testing.T, s *scene) {
			before, _ := s.run("./...")
			first := s.dir
			s.dir, _ = filepath.EvalSymlinks(t.TempDir())
			for name, content := range editedModule(t) {
				s.write(name, content)
			}
			after, analysed := s.run("./...")
			// The folder is in paths outside of the module.
			after.stdout = strings.ReplaceAll(after.stdout, s.dir, first)
			if before != after || analysed > 0 {
				t.Errorf("%d packages analysed\n%s", analysed, after)
			}
			s.in = ""
			s.run("-C", "app", "./...")
		},
		"another folder of a workspace": func(t *testing.T, _ *scene) {
			files := editedModule(t)
			workspace(t, files)
			s := sceneOf(t, files, "app")
			s.env = []string{"GOWORK="}
			s.run("-json", "./...", "../lib/...")
			old := s.dir
			s.dir, _ = filepath.EvalSymlinks(t.TempDir())
			for name, content := range files {
				s.write(name, content)
			}
			r, _ := s.run("-json", "./...", "../lib/...")
			r.hasNot(t, old)
			s.run("./...", "../lib/...")
		},
		"a link to the module": func(t *testing.T, s *scene) {
			s.run("./...")
			if err := os.Symlink(filepath.Join(s.dir, "app"), filepath.Join(s.dir, "link")); err != nil {
				t.Skip(err)
			}
			s.in = "link"
			s.run("./...")
			s.run("-json", "./...")
			s.in = ""
			s.run("-C", "link", "./...")
			s.replace("app/go.mod", "=> ../lib", "=> ../linked")
			if err := os.Symlink(filepath.Join(s.dir, "lib"), filepath.Join(s.dir, "linked")); err != nil {
				t.Skip(err)
			}
			s.in = "app"
			s.run("-json", "./...")
		},
		"the owner of a .sql file": func(t *testing.T, s *scene) {
			s.run("-json", "./...")
			s.write("app/db/db.go", "package db\n")
			s.run("-json", "./...")
			s.write("app/db/queries/queries.go", "package queries\n")
			s.run("-json", "./...")
			s.replace("app/db/queries/queries.go", "package", "pack")
			s.run("-json", "./...")
			s.remove("app/db/queries/queries.go")
			s.run("-json", "./...")
			s.write("app/db/go.mod", "module example.com/db\n")
			s.run("-json", "./...")
		},
		"another module's path": func(t *testing.T, s *scene) {
			s.run("./...")
			s.replace("app/go.mod", "module example.com/app", "module example.com/app/v2")
			s.run("./...")
		},
		"first-party libraries": func(t *testing.T, s *scene) {
			s.run("./...")
			s.write("app/.datavet.yaml", "first-party: [example.com/ext]\n")
			s.run("./...")
		},
		"a file of another language": func(t *testing.T, s *scene) {
			s.write("app/store/asm_amd64.s", "#include \"a.h\"\n")
			s.write("app/store/a.h", "#define A 1\n")
			s.run("./...")
			s.write("app/store/a.h", "#define A 2\n")
			s.run("./...")
		},
		"files named by //line": func(t *testing.T, s *scene) {
			s.replace("app/signup/signup.go", "// Add mails", "//line signup.y:7\n// Add mails")
			r, _ := s.run("./...")
			r.has(t, "signup.y:")
			s.write("app/signup/signup.y", "%%\n")
			s.run("./...")
			s.write("app/signup/signup.y", "%%%%\n")
			s.run("./...")
			s.run("./...")
		},
		"files as arguments": func(t *testing.T, s *scene) {
			s.in = "app/signup"
			s.run("signup.go", "again.go")
			s.run("signup.go")
			s.run("again.go")
			s.run("signup.go", "again.go")
			s.run(".")
			s.in = "app/jobs"
			s.run("jobs.go")
		},
		"compiled dependencies": func(t *testing.T, s *scene) {
			s.env = []string{"GOCACHE=" + t.TempDir(), "CGO_ENABLED=0"}
			s.run("./far", "./models", "./mid")
			s.replace("app/far/far.go", "// All", "// Nearly all")
			s.run("./far", "./models", "./mid")
		},
		"a package that only its importers know": func(t *testing.T, s *scene) {
			s.run("./tools/...")
			s.run("./tools/cmd")
			s.replace("app/tools/runner/runner.go", "page++", "page += 2")
			s.run("./tools/cmd")
			s.run("./tools/...")
			s.replace("app/tools/runner/runner.go", "\t\tlist, err", "\n\t\tlist, err") // where the finding stands
			s.run("./tools/...")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, newScene(t))
		})
	}
}

// small is a module of which a run costs little, in a folder of its own.
func small(t *testing.T) (m module, want result) {
	t.Helper()
	m = extract(t, "shop")
	want = m.run(nil, "-cache=off", "-tests", "./...")
	if want.code != exitFindings || want.stderr != "" {
		t.Fatal(want)
	}
	return m, want
}

// cached runs datavet with the cache in a folder.
func (m module) cached(dir string) result { return m.run(nil, "-cache="+dir, "-tests", "./...") }

// notes checks that a run printed what another did, and beside it one line that
// has all of texts; none if there are no texts.
func (r result) notes(t *testing.T, want result, texts ...string) {
	t.Helper()
	if r.stdout != want.stdout || r.code != want.code {
		t.Errorf("got %s\nwant %s", r, want)
	}
	lines := strings.Count(r.stderr, "\n")
	if (len(texts) == 0) != (lines == 0) || lines > 1 {
		t.Errorf("got %q, want one line with %q", r.stderr, texts)
	}
	for _, text := range texts {
		if !strings.Contains(r.stderr, text) {
			t.Errorf("no %q in %q", text, r.stderr)
		}
	}
}

func TestRunsAtOnce(t *testing.T) {
	m, want := small(t)
	for _, n := range []int{2, 5} {
		kept := t.TempDir()
		for range 2 { // cold and warm
			var wg sync.WaitGroup
			for range n {
				wg.Go(func() { m.cached(kept).notes(t, want) })
			}
			wg.Wait()
		}
		m.warm(kept, want)
	}
}

// warm checks that all comes from the cache in a folder.
func (m module) warm(kept string, want result) {
	m.t.Helper()
	m.warmIn(nil, kept, want)
}

// warmIn is warm with env beside what the tests have.
func (m module) warmIn(env []string, kept string, want result) {
	m.t.Helper()
	r := m.run(env, "-cache="+kept, "-tests", "-debug=time", "./...")
	if analysed, cached := r.cutTimes(m.t); analysed > 0 || cached == 0 {
		m.t.Errorf("%d packages analysed, %d from the cache", analysed, cached)
	}
	r.notes(m.t, want)
}

// TestKilledRuns kills runs at any moment; what they leave is right or isn't
// there.
func TestKilledRuns(t *testing.T) {
	m, want := small(t)
	random := rand.New(rand.NewPCG(6, 6))
	start := time.Now()
	m.cached(t.TempDir()).notes(t, want)
	length := time.Since(start)
	kept := t.TempDir()
	for i := range 20 {
		cmd := m.command(nil, "-cache="+kept, "-tests", "./...")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(length/4 + time.Duration(random.Int64N(int64(length))))
		if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Fatal(err)
		}
		_ = cmd.Wait() // it was killed, or was faster
		if i%5 == 4 {
			m.cached(kept).notes(t, want)
			if i < 15 {
				kept = t.TempDir()
			}
		}
	}
	m.warm(kept, want)
}

func TestUselessCacheFolders(t *testing.T) {
	m, want := small(t)
	file := filepath.Join(t.TempDir(), "file")
	writeFile(t, file, []byte("no folder"))
	m.cached(file).notes(t, want, "datavet: nothing is cached: ", file, "name another folder by -cache=DIR")
	m.cached(filepath.Join(file, "below")).notes(t, want, "datavet: nothing is cached: ", file)
	// One that nobody can write to. The first characters of a key name a folder.
	kept := t.TempDir()
	for i := range 256 {
		writeFile(t, filepath.Join(kept, fmt.Sprintf("%02x", i)), nil)
	}
	r := m.cached(kept)
	if r.stdout != want.stdout || r.code != want.code || strings.Count(r.stderr, "\n") != 2 {
		t.Error(r)
	}
	r.has(t, "datavet: the cache can't be read: ", "datavet: new results aren't cached: ", kept, "name another folder by -cache=DIR")
}

// TestDamagedEntries changes each entry somewhere.
func TestDamagedEntries(t *testing.T) {
	m, want := small(t)
	random := rand.New(rand.NewPCG(7, 7))
	kept := t.TempDir()
	m.cached(kept).notes(t, want)
	entries := func() []string {
		list, err := filepath.Glob(filepath.Join(kept, "*", "*"))
		if err != nil || len(list) < 5 {
			t.Fatal(list, err)
		}
		return list
	}
	for how, damage := range map[string]func(data []byte) []byte{
		"a bit": func(data []byte) []byte {
			data[random.IntN(len(data))] ^= 1 << random.IntN(8)
			return data
		},
		"the end":  func(data []byte) []byte { return data[:random.IntN(len(data))] },
		"all":      func(data []byte) []byte { return nil },
		"too much": func(data []byte) []byte { return append(data, 0) },
		"others' bytes": func(data []byte) []byte {
			for i := range data {
				data[i] = byte(random.Uint32())
			}
			return data
		},
	} {
		for _, name := range entries() {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			writeFile(t, name, damage(data))
		}
		r := m.cached(kept)
		if r.stdout != want.stdout || r.code != want.code {
			t.Errorf("%s: got %s", how, r)
		}
		for line := range strings.Lines(r.stderr) {
			if !strings.Contains(line, "is damaged: ") || !strings.Contains(line, "its content is computed again") {
				t.Errorf("%s: noted %s", how, line)
			}
		}
		if r.stderr == "" {
			t.Errorf("%s: nothing is noted", how)
		}
		m.warm(kept, want)
	}
	// Entries in each other's place.
	list := entries()
	first, err := os.ReadFile(list[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range list[1:] {
		writeFile(t, name, first)
	}
	if r := m.cached(kept); r.stdout != want.stdout || r.code != want.code {
		t.Errorf("exchanged: got %s", r)
	}
	m.warm(kept, want)
}

func TestCacheFlag(t *testing.T) {
	m, want := small(t)
	run := func(env []string, args ...string) result { return m.run(env, append(args, "-tests", "./...")...) }
	// -cache counts before $DATAVET_CACHE.
	flagged, named := t.TempDir(), t.TempDir()
	run([]string{"DATAVET_CACHE=" + named}, "-cache="+flagged).notes(t, want)
	if list, err := os.ReadDir(named); err != nil || len(list) > 0 {
		t.Errorf("%v in the other folder: %v", list, err)
	}
	m.warm(flagged, want)
	run([]string{"DATAVET_CACHE=" + named}).notes(t, want)
	m.warm(named, want)
	run([]string{"DATAVET_CACHE=off"}).notes(t, want)
	// By default it is below the user's folder.
	home := t.TempDir()
	env := []string{"DATAVET_CACHE=", "HOME=" + home, "XDG_CACHE_HOME=" + filepath.Join(home, "kept"), "GOCACHE=" + goCache(t)}
	run(env).notes(t, want)
	if runtime.GOOS == "linux" {
		m.warmIn(env, filepath.Join(home, "kept", "datavet"), want)
	}
	env = []string{"DATAVET_CACHE=", "HOME=", "XDG_CACHE_HOME=", "GOCACHE=" + goCache(t), "GOMODCACHE=" + t.TempDir(), "GOPATH=" + t.TempDir(), "GOENV=off"}
	if runtime.GOOS == "linux" {
		run(env).notes(t, want, "datavet: nothing is cached: ", "name a folder by -cache=DIR")
	}
	// A relative one is of the folder where datavet runs, not of -C.
	m.in("mail").run(nil, "-C", m.dir, "-cache=here", "./...")
	if _, err := os.Stat(filepath.Join(m.dir, "mail", "here", "README")); err != nil {
		t.Error(err)
	}
}

func goCache(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "env", "GOCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

func TestProfiles(t *testing.T) {
	m, want := small(t)
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	r := m.run(nil, "-cache=off", "-tests", "-cpuprofile="+at("cpu"), "-memprofile="+at("mem"), "-trace="+at("trace"), "./...")
	r.notes(t, want)
	for name, magic := range map[string]string{"cpu": "\x1f\x8b", "mem": "\x1f\x8b", "trace": "go 1."} {
		data, err := os.ReadFile(at(name))
		if err != nil || !strings.HasPrefix(string(data), magic) {
			t.Errorf("%s: %v, %.20q", name, err, data)
		}
	}
	for _, flag := range []string{"-cpuprofile", "-memprofile", "-trace"} {
		r := m.run(nil, flag+"="+at("no/such"), "./...")
		if r.code != exitError || !strings.Contains(r.stderr, "datavet: ") || !strings.Contains(r.stderr, at("no/such")) {
			t.Errorf("%s: %s", flag, r)
		}
	}
}

func TestDebugTime(t *testing.T) {
	m, want := small(t)
	kept := t.TempDir()
	for _, test := range []struct {
		flag, count string
		parts       []string
	}{
		{"-cache=off", "7 analysed, 0 from", []string{"list", "parse", "typecheck", "passes", "ssaform", "enqueueintx"}},
		{"-cache=" + kept, "7 analysed, 0 from", []string{"list", "keys", "cache", "passes"}},
		{"-cache=" + kept, "0 analysed, 7 from", []string{"list", "keys", "cache"}},
	} {
		r := m.run(nil, test.flag, "-tests", "-debug=time", "./...")
		for _, part := range test.parts {
			if !regexp.MustCompile(`(?m)^ +[\d.]+% +[\d.]+s +\d+ +` + part + `$`).MatchString(r.stderr) {
				t.Errorf("%s: no line of %s in\n%s", test.flag, part, r.stderr)
			}
		}
		if !strings.Contains(r.stderr, "Packages: "+test.count) {
			t.Errorf("%s: not %q in\n%s", test.flag, test.count, r.stderr)
		}
		r.cutTimes(t)
		r.notes(t, want)
	}
	m.run(nil, "-debug=space", "./...").want(t, exitError, nil, []string{"-debug=space: want sql or time"})
}
