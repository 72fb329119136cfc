package use

import (
	"context"

	"github.com/datavet/datavet/testdata/sqlc/pgxdb"
	"github.com/datavet/datavet/testdata/sqlc/plain"
	"github.com/datavet/datavet/testdata/sqlc/prepared"
)

func plainSweep(ctx context.Context, q plain.Querier) error {
	for offset := int32(0); ; offset += 100 {
		ids, err := q.ListVisits(ctx, plain.ListVisitsParams{Limit: 100, Offset: offset})
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			if _, err := q.DeleteVisit(ctx, id); err != nil { // want "rows deleted by DeleteVisit while paging by offset"
				return err
			}
		}
	}
}

func preparedSweep(ctx context.Context, q *prepared.Queries) error {
	for offset := int32(0); ; offset += 100 {
		ids, err := q.ListVisits(ctx, prepared.ListVisitsParams{Limit: 100, Offset: offset})
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			if _, err := q.DeleteVisit(ctx, id); err != nil { // want "rows deleted by DeleteVisit while paging by offset"
				return err
			}
		}
	}
}

func pgxSweep(ctx context.Context, q *pgxdb.Queries) error {
	for offset := int32(0); ; offset += 100 {
		ids, err := q.ListVisits(ctx, pgxdb.ListVisitsParams{Limit: 100, Offset: offset})
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			if _, err := q.DeleteVisit(ctx, id); err != nil { // want "rows deleted by DeleteVisit while paging by offset"
				return err
			}
		}
	}
}

// pgxSweepAll reads the first page again and again.
func pgxSweepAll(ctx context.Context, q *pgxdb.Queries) error {
	for {
		ids, err := q.ListVisits(ctx, pgxdb.ListVisitsParams{Limit: 100})
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			if _, err := q.DeleteVisit(ctx, id); err != nil {
				return err
			}
		}
	}
}
