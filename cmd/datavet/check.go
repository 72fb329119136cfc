package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/cache"
	"github.com/datavet/datavet/cmd/datavet/internal/load"
	"github.com/datavet/datavet/cmd/datavet/internal/profile"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
	"github.com/datavet/datavet/cmd/datavet/internal/standalone"
	"github.com/datavet/datavet/cmd/datavet/internal/toolchain"
)

// checkOptions are the flags of the standalone driver.
type checkOptions struct {
	options
	profile.Profile
	telling
	dir, debug, cache string
	deps, changed     bool
}

// What -debug takes.
const (
	debugSQL  = "sql"
	debugTime = "time"
)

const (
	// cacheOff is the value of -cache that is no folder.
	cacheOff = "off"
	// cacheEnv is the environment variable that stands for -cache.
	cacheEnv = "DATAVET_CACHE"
)

func (o *checkOptions) newFlags() *flag.FlagSet {
	flags := o.options.newFlags()
	o.Register(flags)
	o.telling.register(flags)
	flags.StringVar(&o.dir, "C", "", "find packages from this `folder`; files that flags name are relative to the current one")
	flags.BoolVar(&o.changed, "changed", false, "the arguments are files that have changed: analyse their packages and those that depend on them")
	flags.StringVar(&o.cache, "cache", "", "keep results in this `folder`, off for nowhere; by default $DATAVET_CACHE, or one in the user's cache folder")
	flags.BoolVar(&o.deps, "deps", false, "follow calls into dependencies that use a known library, too; they have no findings, and cost time")
	flags.StringVar(&o.debug, "debug", "", "print more about `what`: sql lists the texts that no grammar took, and counts all; time says where the run's time went")
	return flags
}

// check is the standalone driver.
func check(args []string, stdout, stderr io.Writer) int {
	return new(checkOptions).main(args, stdout, stderr)
}

func (o *checkOptions) main(args []string, stdout, stderr io.Writer) int {
	flags := o.newFlags()
	if o.update {
		o.registerUpdate(flags)
	}
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			say := help
			if o.update {
				say = func(_ []string, stdout io.Writer) error { return baselineUsage(flags, stdout) }
			}
			if err := say(nil, stdout); err != nil {
				return fail(stderr, err)
			}
			return exitOK
		}
		return fail(stderr, fmt.Errorf("%w; datavet help lists commands and flags", err))
	}
	if o.debug != "" && o.debug != debugSQL && o.debug != debugTime {
		return fail(stderr, fmt.Errorf("-debug=%s: want %s or %s", o.debug, debugSQL, debugTime))
	}
	if err := misplaced(flags.Args()); err != nil && !o.changed {
		return fail(stderr, err)
	}
	if info, err := os.Stat(o.dir); o.dir != "" && (err != nil || !info.IsDir()) {
		return fail(stderr, fmt.Errorf("-C %s: no such folder", o.dir))
	}
	if o.changed {
		if code, done := o.enter(args, flags.Args(), stdout, stderr); done {
			return code
		}
	}
	if o.fix && !o.update && !isRound() {
		return o.fixAll(args, stdout, stderr)
	}
	stop, err := o.Start()
	if err != nil {
		return fail(stderr, err)
	}
	code := o.check(flags.Args(), stdout, stderr)
	if err := stop(); err != nil {
		return fail(stderr, err)
	}
	return code
}

// misplaced says what isn't a pattern in a list of them: a flag behind them, or a
// command behind flags.
func misplaced(patterns []string) error {
	for i, pattern := range patterns {
		if strings.HasPrefix(pattern, "-") {
			return fmt.Errorf("%s: flags go before the packages", pattern)
		}
		if i == 0 && slices.ContainsFunc(commands, func(c subcommand) bool { return c.name == pattern }) {
			return fmt.Errorf("%s is a command and goes first: datavet %s", pattern, pattern)
		}
	}
	return nil
}

// check analyses what patterns name and tells what it found.
func (o *checkOptions) check(patterns []string, stdout, stderr io.Writer) int {
	collectLate()
	start := time.Now()
	var times *profile.Times
	if o.debug == debugTime {
		times = profile.NewTimes()
	}
	dir, err := filepath.Abs(o.dir)
	if err != nil {
		return fail(stderr, err)
	}
	// What is wrong with what is told is said before anything is analysed.
	tell, err := o.prepare(dir, o.options)
	if err != nil {
		return fail(stderr, err)
	}
	o.FirstParty = append(o.FirstParty, analyzers.FirstPartyFrom(dir)...)
	o.Dir = dir
	selected, err := analyzers.Analyzers(o.Options)
	if err != nil {
		return fail(stderr, err)
	}
	var texts analyzers.SQLTexts
	if o.debug == debugSQL {
		selected = append(selected, texts.Analyzer())
		o.cache = cacheOff // texts aren't kept
	}
	done := times.Measure("list")
	tools, err := toolsKey(dir)
	if err != nil {
		return fail(stderr, err)
	}
	store := o.openCache(stderr)
	defer store.Close()
	keepSchema(tools, store)
	keys := standalone.NewKeys(tools, o.salt(selected), analyzers.PackageFingerprint, func(dir string) string { return analyzers.SchemaFingerprint(analyzers.SchemaRoot(dir)) })
	analyzers.WhenSchemaAsked(keys.AskedForSchema)
	how := load.Options{Tests: o.AnalyseTests(), Deps: o.deps, Store: store, Version: keys.Version, ReadFile: keys.ReadFile, Measure: times.Measure}
	bar := o.progress()
	bar.Update(0, 0, "listing packages")
	graph, err := o.list(dir, how, patterns)
	done()
	if err != nil {
		bar.Done()
		return fail(stderr, err)
	}
	out := printer{base: workingDir(), stdout: stdout, stderr: stderr}
	if wrong := wrongSettings(graph.Roots); wrong != nil {
		bar.Done()
		wrong = append(graph.Problems(), wrong...)
		out.problems(wrong)
		if err := tell.refuse(wrong, out); err != nil {
			return fail(stderr, err)
		}
		return exitError
	}
	result := standalone.Run(graph, standalone.Options{Analyzers: selected, Keys: keys, Store: store, Measure: times.Measure, Progress: bar.Update})
	bar.Done()
	if err := graph.Err(); err != nil {
		return fail(stderr, err)
	}

	problems := append(graph.Problems(), leftOut(graph.Roots)...)
	for _, failure := range result.Failures {
		text := failure.Error.Error()
		if failure.Cause != "" {
			text = fmt.Sprintf("%s is skipped: its types are incomplete because %s is broken; mend that first", failure.Package, failure.Cause)
		}
		problems = append(problems, report.Problem{Text: text})
	}
	found := tell.report(graph, result, problems)
	found.Elapsed = time.Since(start)
	out.problems(found.Problems)
	code, err := tell.tell(found, result, out)
	if o.debug == debugSQL {
		out.texts(&texts)
	}
	if err := cmp.Or(err, times.Print(stderr)); err != nil {
		return fail(stderr, err)
	}
	if times != nil {
		fmt.Fprintf(stderr, "Packages: %d analysed, %d from the cache\n", result.Analysed, result.Cached)
	}
	return code
}

// list lists what patterns name or, with -changed, what the files that they are
// can change the findings of.
func (o *checkOptions) list(dir string, how load.Options, patterns []string) (*load.Graph, error) {
	if o.changed {
		return load.Affected(dir, how, patterns...)
	}
	switch {
	case len(patterns) > 0:
	case o.update:
		patterns = []string{"./..."}
	default:
		patterns = []string{"."}
	}
	return load.List(dir, how, patterns...)
}

// openCache returns the cache that the flag names, nil for none.
func (o *checkOptions) openCache(stderr io.Writer) *cache.Cache {
	note := func(text string) { fmt.Fprintf(stderr, "datavet: %s\n", text) }
	dir := cmp.Or(o.cache, os.Getenv(cacheEnv))
	if dir == cacheOff {
		return nil
	}
	if dir == "" {
		var err error
		if dir, err = cache.DefaultDir(); err != nil {
			note(err.Error())
			return nil
		}
	}
	return cache.Open(dir, note)
}

// keepSchema has what was read of a module kept in store.
func keepSchema(tools cache.Key, store *cache.Cache) {
	key := func(k [sha256.Size]byte) cache.Key {
		h := cache.NewHash("module")
		h.Key(tools)
		h.Key(k)
		return h.Sum()
	}
	analyzers.KeepSchema(
		func(k [sha256.Size]byte) ([]byte, bool) { return store.Get(key(k)) },
		func(k [sha256.Size]byte, data []byte) { store.Put(key(k), data) },
	)
}

// salt names what results depend on beside the code, the tools and the settings
// of a package's own module: those of another one may have more rules run.
func (o *checkOptions) salt(selected []*analysis.Analyzer) cache.Key {
	h := cache.NewHash("options")
	for _, a := range selected {
		h.String(a.Name)
	}
	h.String(fmt.Sprintf("%q %t %t %q %t", o.Enable, o.AnalyseTests(), o.UnusedIgnores, o.FirstParty, o.deps))
	return h.Sum()
}

// toolsKey names this program and the toolchain as seen from dir. The error says if
// that is too new.
func toolsKey(dir string) (cache.Key, error) {
	program, err := standalone.Program()
	if err != nil {
		return cache.Key{}, err
	}
	names := []string{"GOVERSION", "GOOS", "GOARCH", "GOEXPERIMENT", "GOFLAGS", "CGO_ENABLED", "CC", "CGO_CFLAGS", "CGO_CPPFLAGS"}
	cmd := exec.Command("go", append([]string{"env", "-json"}, names...)...)
	cmd.Dir = dir
	out, err := cmd.Output()
	env := map[string]string{}
	if err == nil {
		err = json.Unmarshal(out, &env)
	}
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			err = errors.New(strings.Join(strings.Fields(string(exit.Stderr)), " "))
		}
		return cache.Key{}, fmt.Errorf("go env: %w; see that go version works there", err)
	}
	if err := toolchain.Check(env["GOVERSION"]); err != nil {
		return cache.Key{}, err
	}
	h := cache.NewHash("tools")
	h.String(program)
	h.String(runtime.Version())
	for _, name := range names {
		h.String(env[name])
	}
	h.String(os.Getenv("GODEBUG"))
	return h.Sum(), nil
}

// wrongSettings returns what is wrong with the settings of the modules in
// roots.
func wrongSettings(roots []string) []report.Problem {
	var list []report.Problem
	for _, root := range roots {
		if err := analyzers.CheckConfig(root); err != nil {
			list = append(list, report.Problem{Posn: posnOf(err), Text: err.Text})
		}
	}
	return list
}

// leftOut returns what sqlc's configurations in roots name that isn't read.
func leftOut(roots []string) []report.Problem {
	var list []report.Problem
	for _, root := range roots {
		for _, left := range analyzers.LeftOut(root) {
			list = append(list, report.Problem{Posn: posnOf(left), Text: left.Text, Warning: true})
		}
	}
	return list
}

func posnOf(err *analyzers.ConfigError) string {
	if err.Line == 0 {
		return err.File
	}
	return fmt.Sprintf("%s:%d:%d", err.File, err.Line, err.Column)
}

func workingDir() string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		return real
	}
	return dir
}
