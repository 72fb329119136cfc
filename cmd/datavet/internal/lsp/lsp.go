// Package lsp is a language server: editors get findings and their fixes through
// it.
//
// What it tells is of the files on disk, since that is what rules read: it
// analyses modules anew when a file is opened or saved. See server for what it
// keeps, unit for when it analyses.
package lsp

import (
	"context"
	"errors"
	"io"
	"log"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// A Check analyses the packages that patterns name as seen from a folder.
type Check = func(ctx context.Context, dir string, patterns ...string) (*report.Report, error)

// grace is how long running checks and what is left to write may take to end once
// the client is gone.
const grace = 2 * time.Second

// Serve speaks the Language Server Protocol on r and w until the client says exit
// or hangs up, or the caller's context is done. Checks that still run then are
// cancelled. The error is nil if the client had said shutdown, as the protocol has
// it.
func Serve(callers context.Context, r io.Reader, w io.Writer, check Check) error {
	ctx, cancel := context.WithCancel(callers)
	defer cancel()
	s := newServer(ctx, check)
	stream, written := newStream(r, w)
	// What it would log is in stream.err, or told to the client.
	quiet := jsonrpc2.SetLogger(log.New(io.Discard, "", 0))
	conn := jsonrpc2.NewConn(ctx, stream, s, quiet)
	<-conn.DisconnectNotify()

	cancel()
	asked := s.leave()
	ended := make(chan struct{})
	go func() {
		s.running.Wait()
		<-written
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(grace):
	}
	switch {
	case asked:
		return nil
	case stream.err() != nil:
		return stream.err()
	case callers.Err() != nil:
		return context.Cause(callers)
	}
	return errors.New("the client went without asking for shutdown")
}
