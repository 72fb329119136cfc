package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
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

// serve is datavet lsp. Some editors say --stdio to every language server.
func serve(args []string, stdout, stderr io.Writer) int {
	if len(args) > 0 && !slices.Equal(args, []string{"--stdio"}) {
		return fail(stderr, fmt.Errorf("lsp takes no arguments, has %q: editors say what to analyse, .datavet.yaml how", args))
	}
	// Editors that end a server by a signal leave its processes to it.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := lsp.Serve(ctx, os.Stdin, stdout, checkByProcess); err != nil {
		return fail(stderr, err)
	}
	return exitOK
}

// checkByProcess analyses packages as another process: passes keep what they have
// read for as long as one lives.
func checkByProcess(ctx context.Context, dir string, patterns ...string) (*report.Report, error) {
	name, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, name, append([]string{"-C", dir, "-format=" + formatReport}, patterns...)...)
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
