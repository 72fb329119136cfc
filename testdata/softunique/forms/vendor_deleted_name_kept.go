// Vendors and the like kept the names of those that had been deleted, in every form that DDL has for it.

package forms

import (
	"context"
	"database/sql"
)

type store struct{ db *sql.DB }

func (s *store) exec(ctx context.Context, query string, args ...any) error {
	_, err := s.db.ExecContext(ctx, query, args...)
	return err
}

func (s *store) createPartner(ctx context.Context, key string) error {
	return s.exec(ctx, "INSERT INTO partners (ext_id) VALUES ($1)", key)
}

func (s *store) deletePartner(ctx context.Context, id int64) error {
	return s.exec(ctx, "UPDATE partners SET deleted_at = now() WHERE id = $1", id)
}

func (s *store) createVendor(ctx context.Context, key string) error {
	return s.exec(ctx, "INSERT INTO vendors (name) VALUES ($1)", key)
}

func (s *store) deleteVendor(ctx context.Context, id int64) error {
	return s.exec(ctx, "UPDATE vendors SET deleted_at = now() WHERE id = $1", id)
}

func (s *store) createBrand(ctx context.Context, key string) error {
	return s.exec(ctx, "INSERT INTO brands (name) VALUES ($1) ON CONFLICT (name) DO NOTHING", key)
}

func (s *store) deleteBrand(ctx context.Context, id int64) error {
	return s.exec(ctx, "UPDATE brands SET deleted_at = now() WHERE id = $1", id)
}

func (s *store) createMaker(ctx context.Context, key string) error {
	return s.exec(ctx, "INSERT INTO makers (name, deleted_at) VALUES ($1, NULL) ON CONFLICT (name) DO UPDATE SET deleted_at = excluded.deleted_at", key)
}

func (s *store) deleteMaker(ctx context.Context, id int64) error {
	return s.exec(ctx, "UPDATE makers SET deleted_at = now() WHERE id = $1", id)
}

func (s *store) createAgent(ctx context.Context, key string) error {
	return s.exec(ctx, "INSERT INTO agents (name) VALUES ($1)", key)
}

func (s *store) deleteAgent(ctx context.Context, id int64) error {
	return s.exec(ctx, "UPDATE agents SET deleted_at = now(), name = NULL WHERE id = $1", id)
}

func (s *store) createClient(ctx context.Context, key string) error {
	return s.exec(ctx, "INSERT INTO clients (name) VALUES ($1)", key)
}

func (s *store) deleteClient(ctx context.Context, id int64) error {
	return s.exec(ctx, "UPDATE clients SET deleted_at = now() WHERE id = $1", id)
}

func (s *store) createTour(ctx context.Context, key string) error {
	return s.exec(ctx, "INSERT INTO tours (name) VALUES ($1)", key)
}

func (s *store) deleteTour(ctx context.Context, id int64) error {
	return s.exec(ctx, "UPDATE tours SET deleted_at = now() WHERE id = $1", id)
}

func (s *store) createTrip(ctx context.Context, key string) error {
	return s.exec(ctx, "INSERT INTO trips (name, guide_name) VALUES ($1, $1)", key)
}

func (s *store) deleteTrip(ctx context.Context, id int64) error {
	return s.exec(ctx, "UPDATE trips SET deleted_at = now() WHERE id = $1", id)
}

func (s *store) createStop(ctx context.Context, key string) error {
	return s.exec(ctx, "INSERT INTO stops (name) VALUES ($1)", key)
}

func (s *store) deleteStop(ctx context.Context, id int64) error {
	return s.exec(ctx, "UPDATE stops SET deleted_at = now() WHERE id = $1", id)
}

func (s *store) createRental(ctx context.Context, key string) error {
	return s.exec(ctx, "INSERT INTO rentals (name) VALUES ($1)", key)
}

func (s *store) deleteRental(ctx context.Context, id int64) error {
	return s.exec(ctx, "UPDATE rentals SET expired_at = now() WHERE id = $1", id)
}

func (s *store) createVenue(ctx context.Context, key string) error {
	return s.exec(ctx, "INSERT INTO venues (name) VALUES ($1)", key)
}

func (s *store) deleteVenue(ctx context.Context, id int64) error {
	return s.exec(ctx, "UPDATE venues SET deleted_at = now() WHERE id = $1", id)
}

func (s *store) createNick(ctx context.Context, key string) error {
	return s.exec(ctx, "INSERT INTO nicks (name) VALUES ($1)", key)
}

func (s *store) deleteNick(ctx context.Context, id int64) error {
	return s.exec(ctx, "UPDATE nicks SET deleted_at = now() WHERE id = $1", id)
}

func (s *store) createSlug(ctx context.Context, key string) error {
	return s.exec(ctx, "INSERT INTO slugs (name) VALUES ($1)", key)
}

func (s *store) deleteSlug(ctx context.Context, id int64) error {
	return s.exec(ctx, "UPDATE slugs SET deleted_at = now() WHERE id = $1", id)
}

func (s *store) createAssignment(ctx context.Context, key string) error {
	return s.exec(ctx, "INSERT INTO assignments (role_id, user_id) VALUES ($1, $1)", key)
}

func (s *store) deleteAssignment(ctx context.Context, id int64) error {
	return s.exec(ctx, "UPDATE assignments SET deleted_at = now() WHERE role_id = $1", id)
}

func (s *store) createTitle(ctx context.Context, key string) error {
	return s.exec(ctx, "INSERT INTO titles (name) VALUES ($1)", key)
}

func (s *store) deleteTitle(ctx context.Context, id int64) error {
	return s.exec(ctx, "UPDATE titles SET status = 'deleted' WHERE id = $1", id)
}
