// Package txiface is a database as its users see it: what implements it
// stands elsewhere.
package txiface

import "context"

// A Database begins transactions.
type Database interface {
	Queries
	Begin(ctx context.Context) (Transaction, error)
}

// A Transaction is an open transaction.
type Transaction interface {
	Queries
	Commit() error
	Rollback() error
}

// Queries run on the pool or in a transaction.
type Queries interface {
	Create(ctx context.Context, name string) error
	Find(ctx context.Context, name string) (int64, error)
	Dialect() string
}
