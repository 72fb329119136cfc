// Package cmd gives the runner its store.
package cmd

import (
	"context"
	"database/sql"

	"example.com/scenario/database"
	"example.com/scenario/runner"
)

func Run(ctx context.Context, conn *sql.DB) error {
	return runner.CleanUp(ctx, &database.DB{Conn: conn})
}
