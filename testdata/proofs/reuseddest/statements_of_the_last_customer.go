// Statements went out with the invoices of another customer: all were read into one slice.

package reuseddest

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jmoiron/sqlx"
	"github.com/uptrace/bun"
	"gorm.io/gorm"
)

// An Invoice is one line of a statement.
type Invoice struct {
	ID       int64 `bun:",pk,autoincrement"`
	Customer int64
	Cents    int64
}

// Statements reads the invoices of customers.
type Statements struct {
	gorm *gorm.DB
	bun  *bun.DB
	sqlx *sqlx.DB
	pgx  *pgx.Conn
}

// ReadShared reads every customer's invoices into one array.
func (s *Statements) ReadShared(customers []int64) (map[int64][]Invoice, error) {
	statements := map[int64][]Invoice{}
	var invoices []Invoice
	for _, customer := range customers {
		if err := s.gorm.Order("id").Find(&invoices, "customer = ?", customer).Error; err != nil {
			return nil, err
		}
		statements[customer] = invoices
	}
	return statements, nil
}

// Read has a slice for each customer.
func (s *Statements) Read(customers []int64) (map[int64][]Invoice, error) {
	statements := map[int64][]Invoice{}
	for _, customer := range customers {
		var invoices []Invoice
		if err := s.gorm.Order("id").Find(&invoices, "customer = ?", customer).Error; err != nil {
			return nil, err
		}
		statements[customer] = invoices
	}
	return statements, nil
}

// ReadCut cuts the capacity, so that GORM makes a new array.
func (s *Statements) ReadCut(customers []int64) (map[int64][]Invoice, error) {
	statements := map[int64][]Invoice{}
	var invoices []Invoice
	for _, customer := range customers {
		invoices = invoices[:0:0]
		if err := s.gorm.Order("id").Find(&invoices, "customer = ?", customer).Error; err != nil {
			return nil, err
		}
		statements[customer] = invoices
	}
	return statements, nil
}

// PointersOfGORM keeps the pointers, not the array.
func (s *Statements) PointersOfGORM(customers []int64) (map[int64][]*Invoice, error) {
	statements := map[int64][]*Invoice{}
	var invoices []*Invoice
	for _, customer := range customers {
		if err := s.gorm.Order("id").Find(&invoices, "customer = ?", customer).Error; err != nil {
			return nil, err
		}
		statements[customer] = slices.Clone(invoices)
	}
	return statements, nil
}

// PointersOfBun clones the slice, but bun reads into what the pointers lead to.
func (s *Statements) PointersOfBun(ctx context.Context, customers []int64) (map[int64][]*Invoice, error) {
	statements := map[int64][]*Invoice{}
	var invoices []*Invoice
	for _, customer := range customers {
		if err := s.bun.NewSelect().Model(&invoices).Where("customer = ?", customer).Order("id").Scan(ctx); err != nil {
			return nil, err
		}
		statements[customer] = slices.Clone(invoices)
	}
	return statements, nil
}

// PointersOfBunFresh declares the slice inside the loop.
func (s *Statements) PointersOfBunFresh(ctx context.Context, customers []int64) (map[int64][]*Invoice, error) {
	statements := map[int64][]*Invoice{}
	for _, customer := range customers {
		var invoices []*Invoice
		if err := s.bun.NewSelect().Model(&invoices).Where("customer = ?", customer).Order("id").Scan(ctx); err != nil {
			return nil, err
		}
		statements[customer] = invoices
	}
	return statements, nil
}

// SelectShared is the same with sqlx.
func (s *Statements) SelectShared(customers []int64) (map[int64][]Invoice, error) {
	statements := map[int64][]Invoice{}
	var invoices []Invoice
	for _, customer := range customers {
		if err := s.sqlx.Select(&invoices, `SELECT * FROM invoices WHERE customer = ? ORDER BY id`, customer); err != nil {
			return nil, err
		}
		statements[customer] = invoices
	}
	return statements, nil
}

// Select keeps a clone.
func (s *Statements) Select(customers []int64) (map[int64][]Invoice, error) {
	statements := map[int64][]Invoice{}
	var invoices []Invoice
	for _, customer := range customers {
		if err := s.sqlx.Select(&invoices, `SELECT * FROM invoices WHERE customer = ? ORDER BY id`, customer); err != nil {
			return nil, err
		}
		statements[customer] = slices.Clone(invoices)
	}
	return statements, nil
}

// AppendShared uses pgx's AppendRows to spare an allocation.
func (s *Statements) AppendShared(ctx context.Context, customers []int64) (map[int64][]Invoice, error) {
	statements := map[int64][]Invoice{}
	var invoices []Invoice
	for _, customer := range customers {
		rows, err := s.pgx.Query(ctx, `SELECT * FROM invoices WHERE customer = $1 ORDER BY id`, customer)
		if err != nil {
			return nil, err
		}
		if invoices, err = pgx.AppendRows(invoices[:0], rows, pgx.RowToStructByName[Invoice]); err != nil {
			return nil, err
		}
		statements[customer] = invoices
	}
	return statements, nil
}

// Append collects all in one slice, and never writes over it.
func (s *Statements) Append(ctx context.Context, customers []int64) (invoices []Invoice, err error) {
	for _, customer := range customers {
		rows, err := s.pgx.Query(ctx, `SELECT * FROM invoices WHERE customer = $1 ORDER BY id`, customer)
		if err != nil {
			return nil, err
		}
		if invoices, err = pgx.AppendRows(invoices, rows, pgx.RowToStructByName[Invoice]); err != nil {
			return nil, err
		}
	}
	return invoices, nil
}
