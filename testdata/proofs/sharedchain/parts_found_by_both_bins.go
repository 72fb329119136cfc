// A stock list by bun looked for the parts of two bins by one query: the second bin was empty.

package sharedchain

import (
	"context"

	"github.com/uptrace/bun"
)

// A Part lies in a bin.
type Part struct {
	ID  int64 `bun:",pk,autoincrement"`
	Bin string
}

// Stock lists parts.
type Stock struct {
	db *bun.DB
}

// BinsSharing counts by one query.
func (s *Stock) BinsSharing(ctx context.Context, one, other string) (n, m int, err error) {
	q := s.db.NewSelect().Model((*Part)(nil))
	var parts []Part
	if err := q.Where("bin = ?", one).Scan(ctx, &parts); err != nil {
		return 0, 0, err
	}
	n, parts = len(parts), nil
	err = q.Where("bin = ?", other).Scan(ctx, &parts)
	return n, len(parts), err
}

// BinsApart counts by two.
func (s *Stock) BinsApart(ctx context.Context, one, other string) (n, m int, err error) {
	query := func() *bun.SelectQuery { return s.db.NewSelect().Model((*Part)(nil)) }
	var parts []Part
	if err := query().Where("bin = ?", one).Scan(ctx, &parts); err != nil {
		return 0, 0, err
	}
	n, parts = len(parts), nil
	err = query().Where("bin = ?", other).Scan(ctx, &parts)
	return n, len(parts), err
}
