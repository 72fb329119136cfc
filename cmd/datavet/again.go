package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"syscall"

	"github.com/datavet/datavet/cmd/datavet/internal/fixes"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// rerun runs this command again, as another process that ends with this one, and
// returns its exit code: passes keep what they have read for as long as one lives.
func rerun(args []string, stdout, stderr io.Writer, env ...string) (int, error) {
	name, err := os.Executable()
	if err != nil {
		return exitError, err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(os.Environ(), env...)
	cmd.Stdout, cmd.Stderr = stdout, stderr
	err = cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() > 0 {
		return exit.ExitCode(), nil
	}
	if err != nil {
		return exitError, err
	}
	return exitOK, nil
}

const (
	// rounds is how often -fix looks for more to mend: what is mended in one round
	// can show, or free, what is mended in the next.
	rounds = 10
	// roundEnv names the file in which a round says what it has mended.
	roundEnv = "DATAVET_FIX_ROUND"
	// exitAgain is the exit code of a round that has mended something.
	exitAgain = 75
)

// mended is what a round has mended.
type mended struct {
	Findings int
	Files    []string
}

// isRound reports whether this process is a round of -fix.
func isRound() bool { return os.Getenv(roundEnv) != "" }

// say tells the process that runs the rounds of this one.
func (m mended) say() error {
	data, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return os.WriteFile(os.Getenv(roundEnv), data, 0o600)
}

// mendedBy returns what a round has mended that applied fixes.
func mendedBy(r *fixes.Result) mended {
	return mended{len(r.Fixed), slices.Sorted(maps.Keys(r.Files))}
}

// fixAll runs rounds of -fix, the last of which has nothing to mend and tells what
// is left, and returns that one's exit code.
func (o *checkOptions) fixAll(args []string, stdout, stderr io.Writer) int {
	said, err := os.CreateTemp("", "datavet-fix-*")
	if err != nil {
		return fail(stderr, err)
	}
	said.Close()
	defer os.Remove(said.Name())
	findings, files := 0, map[string]bool{}
	for range rounds {
		code, err := rerun(args, stdout, stderr, roundEnv+"="+said.Name())
		if err != nil {
			return fail(stderr, err)
		}
		if code != exitAgain {
			if findings > 0 && !o.quiet {
				fmt.Fprintf(stderr, "datavet: %s mended in %s\n", report.Count(findings, "finding"), report.Count(len(files), "file"))
			}
			return code
		}
		var m mended
		data, err := os.ReadFile(said.Name())
		if err == nil {
			err = json.Unmarshal(data, &m)
		}
		if err != nil {
			return fail(stderr, err)
		}
		findings += m.Findings
		for _, name := range m.Files {
			files[name] = true
		}
	}
	return fail(stderr, fmt.Errorf("-fix found something to mend %d times in a row, and stopped; look at the difference, and please report it", rounds))
}
