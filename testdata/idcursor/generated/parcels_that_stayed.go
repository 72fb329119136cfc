// Package generated hands parcels to couriers by methods that sqlc generated:
// some parcels stayed where they were.
package generated

import (
	"context"

	"github.com/datavet/datavet/testdata/idcursor/generated/db"
)

type courier struct {
	queries *db.Queries
	last    int64
}

func (c *courier) collect(ctx context.Context) error {
	parcels, err := c.queries.ParcelsAfter(ctx, c.last) // want `reads on by ParcelsAfter after the largest id, kept in courier.last`
	if err != nil {
		return err
	}
	for _, p := range parcels {
		c.last = p.ID
	}
	return nil
}

// A querier is what sqlc makes of its methods on demand.
type querier interface {
	ParcelsAfter(ctx context.Context, id int64) ([]db.Parcel, error)
}

type van struct {
	queries querier
	last    int64
}

func (v *van) collect(ctx context.Context) error {
	parcels, err := v.queries.ParcelsAfter(ctx, v.last) // want `kept in van.last`
	for _, p := range parcels {
		v.last = p.ID
	}
	return err
}

// The position is read where it is compared: see db/queries.sql.
func collectFor(ctx context.Context, queries *db.Queries, name string) error {
	parcels, err := queries.ParcelsFor(ctx, name)
	for _, p := range parcels {
		if err := queries.SetLastParcel(ctx, db.SetLastParcelParams{Name: name, LastParcel: p.ID}); err != nil {
			return err
		}
	}
	return err
}

// The position is read and set by generated methods.
func collectStored(ctx context.Context, queries *db.Queries, name string) error {
	last, err := queries.LastParcel(ctx, name)
	if err != nil {
		return err
	}
	parcels, err := queries.ParcelsAfter(ctx, last) // want `kept in couriers.last_parcel`
	if err != nil {
		return err
	}
	for _, p := range parcels {
		last = p.ID
	}
	return queries.SetLastParcel(ctx, db.SetLastParcelParams{Name: name, LastParcel: last})
}

// All parcels, once.
func count(ctx context.Context, queries *db.Queries) (n int, err error) {
	for last := int64(0); ; {
		parcels, err := queries.ParcelsAfter(ctx, last)
		if err != nil || len(parcels) == 0 {
			return n, err
		}
		n += len(parcels)
		last = parcels[len(parcels)-1].ID
	}
}
