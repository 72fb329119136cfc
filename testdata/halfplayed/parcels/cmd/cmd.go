// Package cmd is where the handler gets its store and its mailer.
package cmd

import (
	"database/sql"

	"github.com/datavet/datavet/testdata/halfplayed/parcels"
	"github.com/datavet/datavet/testdata/halfplayed/parcels/mailer"
	"github.com/datavet/datavet/testdata/halfplayed/parcels/store"
)

// Handler returns the handler; counted says which claims it makes.
func Handler(conn *sql.DB, counted bool) *parcels.Handler {
	db, m := store.New(conn), &mailer.Mailer{Server: "mail:25"}
	var claims parcels.Claims = store.Marked{DB: db}
	if counted {
		claims = store.Counted{DB: db}
	}
	return parcels.New(db, m, m, claims)
}
