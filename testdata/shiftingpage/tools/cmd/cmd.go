// Package cmd is where the runner gets its store.
package cmd

import (
	"context"

	"gorm.io/gorm"

	"github.com/datavet/datavet/testdata/shiftingpage/tools/database"
	"github.com/datavet/datavet/testdata/shiftingpage/tools/runner"
)

// Run cleans up.
func Run(ctx context.Context, conn *gorm.DB) error {
	return runner.New(database.New(conn)).CleanUp(ctx, 1)
}
