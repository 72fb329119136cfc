package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/format"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
	"github.com/datavet/datavet/cmd/datavet/internal/sqlcplugin"
)

const sqlcCommand = "sqlc"

// sqlcPlugin answers a request of sqlc's: with no files of its own or, if a finding
// fails, with an exit code, upon which sqlc prints stderr and writes nothing.
func sqlcPlugin(args []string, stdout, stderr io.Writer) int {
	if len(args) > 0 && !slices.Equal(args, []string{sqlcplugin.Method}) {
		return fail(stderr, fmt.Errorf("sqlc takes no arguments, has %q; options go into sqlc's configuration", args))
	}
	req, err := sqlcplugin.Read(os.Stdin)
	if err != nil {
		return fail(stderr, err)
	}
	found, err := req.Check(workingDir())
	var wrong *analyzers.ConfigError
	if errors.As(err, &wrong) {
		printer{base: workingDir(), stderr: stderr}.problems([]report.Problem{{Posn: posnOf(wrong), Text: wrong.Text}})
		return exitError
	}
	if err != nil {
		return fail(stderr, err)
	}
	if slices.ContainsFunc(found.Findings, req.Fails) {
		// sqlc prints this behind words of its own.
		fmt.Fprintf(stderr, "datavet: %s\n", report.Count(len(found.Findings), "finding"))
		if err := format.Write(stderr, formatText, found, new(report.Sources), format.Options{}); err != nil {
			return fail(stderr, err)
		}
		return exitFindings
	}
	fmt.Fprintln(stdout, "{}")
	return exitOK
}
