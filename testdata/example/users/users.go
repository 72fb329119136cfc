// Package users signs users up.
package users

import (
	"context"
	"database/sql"

	"example.com/shop/store"
)

// A Service signs users up and writes to them.
type Service struct {
	store  *store.Store
	mailer *Mailer
}

// New returns the service.
func New(s *store.Store, m *Mailer) *Service { return &Service{s, m} }

// A User is who signs up.
type User struct {
	Email, Nick string
}

// SignUp creates a user and welcomes them.
func (s *Service) SignUp(ctx context.Context, in User) error {
	return s.store.InTx(ctx, func(tx *sql.Tx) error {
		var id int64
		if err := tx.QueryRowContext(ctx, `INSERT INTO users (email) VALUES ($1) RETURNING id`, in.Email).Scan(&id); err != nil {
			return err
		}
		if err := s.mailer.Welcome(in.Email); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO profiles (user_id, nick) VALUES ($1, $2)`, id, in.Nick)
		return err
	})
}

// A Move is a user's change of address.
type Move struct {
	From, To string
}

// ChangeEmail changes a user's address and confirms it.
func (s *Service) ChangeEmail(ctx context.Context, in Move) error {
	err := s.store.InTx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE users SET email = $1 WHERE email = $2`, in.To, in.From)
		return err
	})
	if err != nil {
		return err
	}
	return s.mailer.Moved(in.To)
}
