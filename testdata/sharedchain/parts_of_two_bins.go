// A stock list by bun looked for the parts of two bins by one query: the second bin was empty.

package sharedchain

import (
	"context"

	"github.com/uptrace/bun"
)

type part struct{ ID int64 }

func bins(ctx context.Context, db bun.IDB) (one, other []part, err error) {
	q := db.NewSelect().Model((*part)(nil)) // want `chain shared by Where and Scan: conditions of the first hold in the second, too; build one for each`
	if err := q.Where("bin = 1").Scan(ctx, &one); err != nil {
		return nil, nil, err
	}
	err = q.Where("bin = 2").Scan(ctx, &other)
	return one, other, err
}

func binsOf(ctx context.Context, q *bun.SelectQuery) (one, other []part, err error) {
	if err := q.Where("bin = 1").Scan(ctx, &one); err != nil { // want `chain shared by Where and Scan`
		return nil, nil, err
	}
	err = q.Where("bin = 2").Scan(ctx, &other)
	return one, other, err
}

func binsApart(ctx context.Context, db bun.IDB) (one, other []part, err error) {
	if err := db.NewSelect().Model((*part)(nil)).Where("bin = 1").Scan(ctx, &one); err != nil {
		return nil, nil, err
	}
	err = db.NewSelect().Model((*part)(nil)).Where("bin = 2").Scan(ctx, &other)
	return one, other, err
}

func counted(ctx context.Context, db bun.IDB, limit int64) (parts []part, err error) {
	q := db.NewSelect().Model(&parts)
	if limit > 0 {
		q.Where("bin = 1")
	}
	if _, err := q.Count(ctx); err != nil {
		return nil, err
	}
	q = q.Order("id")
	return parts, q.Limit(limit).Scan(ctx)
}
