// Package lsp is a language server: editors get findings and fixes through it.
package lsp

import (
	"context"
	"io"

	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// A Check analyses the module around a folder and returns what there is to tell.
type Check = func(ctx context.Context, dir string, patterns ...string) (*report.Report, error)

// Serve speaks the Language Server Protocol on r and w until the client says
// exit or hangs up, or ctx is done. The error says how it ended if not as the
// protocol has it.
func Serve(ctx context.Context, r io.Reader, w io.Writer, check Check) error {
	return nil
}
