package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"

	"github.com/datavet/datavet/cmd/datavet/internal/fixes"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// rerun runs this command again, as another process, and returns its exit code:
// passes keep what they have read for as long as one lives.
func rerun(args []string, stdout, stderr io.Writer, env ...string) (int, error) {
	name, err := os.Executable()
	if err != nil {
		return exitError, err
	}
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	cmd.Stdout, cmd.Stderr = stdout, stderr
	err = cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() > 0 {
		return exit.ExitCode(), nil
	}
	return exitOK, err
}

// rounds is how often -fix looks for more to mend: what is mended in one round can
// show, or free, what is mended in the next.
const rounds = 10

// fixedEnv says what earlier rounds of -fix have mended: rounds, findings, and a
// short name for each file.
const fixedEnv = "DATAVET_FIXED"

// again runs this command again after a round of -fix.
func again(args []string, fixed *fixes.Result, out printer) (int, error) {
	round, findings, files := fixedBefore()
	if round++; round == rounds {
		return exitError, fmt.Errorf("-fix found something to mend %d times in a row, and stopped; look at the difference, and please report it", rounds)
	}
	for name := range fixed.Files {
		if short := report.Sum([]byte(name))[:8]; !slices.Contains(files, short) {
			files = append(files, short)
		}
	}
	return rerun(args, out.stdout, out.stderr, fmt.Sprintf("%s=%d,%d,%s", fixedEnv, round, findings+len(fixed.Fixed), strings.Join(files, ".")))
}

func fixedBefore() (round, findings int, files []string) {
	var names string
	// Nothing there, or not ours: nothing was mended.
	if n, _ := fmt.Sscanf(os.Getenv(fixedEnv), "%d,%d,%s", &round, &findings, &names); n == 3 {
		files = strings.Split(names, ".")
	}
	return round, findings, files
}

func sayFixed(stderr io.Writer) {
	if _, findings, files := fixedBefore(); findings > 0 {
		fmt.Fprintf(stderr, "datavet: %s mended in %s\n", report.Count(findings, "finding"), report.Count(len(files), "file"))
	}
}
