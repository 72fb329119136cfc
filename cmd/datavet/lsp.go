package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/datavet/datavet/cmd/datavet/internal/lsp"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// lspFlags are the flags of checks that datavet lsp takes, too.
var lspFlags = []string{"baseline", "cache", "deps", "disable", "enable", "first-party", "new-from", "tests", "unused-ignores"}

// serve is datavet lsp.
func serve(args []string, stdout, stderr io.Writer) int {
	// Some editors say it to every language server.
	args = slices.DeleteFunc(slices.Clone(args), func(arg string) bool { return arg == "--stdio" })
	if err := checkLSPFlags(args); err != nil {
		return fail(stderr, err)
	}
	check := func(ctx context.Context, dir string, patterns ...string) (*report.Report, error) {
		return checkByProcess(ctx, dir, args, patterns)
	}
	// Editors that end a server by a signal leave its processes to it.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := lsp.Serve(ctx, os.Stdin, stdout, check); err != nil {
		return fail(stderr, err)
	}
	return exitOK
}

func checkLSPFlags(args []string) error {
	flags := new(checkOptions).newFlags()
	if err := flags.Parse(args); err != nil {
		return fmt.Errorf("lsp: %w; it takes -%s", err, strings.Join(lspFlags, ", -"))
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("lsp takes no packages, has %q: the editor says what to analyse", flags.Args())
	}
	var err error
	flags.Visit(func(f *flag.Flag) {
		if !slices.Contains(lspFlags, f.Name) {
			err = fmt.Errorf("lsp takes no -%s, but -%s", f.Name, strings.Join(lspFlags, ", -"))
		}
	})
	return err
}

// checkByProcess analyses packages as another process: passes keep what they have
// read for as long as one lives.
func checkByProcess(ctx context.Context, dir string, flags, patterns []string) (*report.Report, error) {
	name, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, name, slices.Concat(flags, []string{"-C", dir, "-format=" + formatReport}, patterns)...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	cmd.WaitDelay = time.Second // for go commands that a killed process leaves behind
	err = cmd.Run()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	r := new(report.Report)
	if json.Unmarshal(stdout.Bytes(), r) == nil {
		return r, nil
	}
	if text := strings.TrimSpace(stderr.String()); text != "" {
		return nil, errors.New(strings.TrimPrefix(text, "datavet: "))
	}
	return nil, fmt.Errorf("datavet in %s: %w", dir, err)
}
