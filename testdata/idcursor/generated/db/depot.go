package db

import "context"

// The reader is in the package of the generated methods: the finding stands in
// queries.sql.
type depot struct {
	queries *Queries
	last    int64
}

func (d *depot) print(ctx context.Context) error {
	parcels, err := d.queries.Addresses(ctx, d.last)
	for _, p := range parcels {
		d.last = p.ID
	}
	return err
}
