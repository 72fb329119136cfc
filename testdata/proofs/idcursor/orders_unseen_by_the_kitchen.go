// The kitchen's screen never showed some orders: on MariaDB, too, an id is given before the commit.

package idcursor

import (
	"context"
	"database/sql"
)

const orders = `
CREATE TABLE kitchen_orders (id BIGINT AUTO_INCREMENT PRIMARY KEY, dish VARCHAR(100) NOT NULL) ENGINE=InnoDB;
CREATE TABLE screens (name VARCHAR(100) PRIMARY KEY, last_order BIGINT NOT NULL) ENGINE=InnoDB;
INSERT INTO screens (name, last_order) VALUES ('kitchen', 0);
CREATE TABLE shown (order_id BIGINT PRIMARY KEY) ENGINE=InnoDB;
`

// Order adds an order to what tx does.
func Order(ctx context.Context, tx *sql.Tx, dish string) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO kitchen_orders (dish) VALUES (?)`, dish)
	return err
}

func dishes(rows *sql.Rows, last *int64) ([]string, error) {
	defer rows.Close()
	var dishes []string
	for rows.Next() {
		var dish string
		if err := rows.Scan(last, &dish); err != nil {
			return nil, err
		}
		dishes = append(dishes, dish)
	}
	return dishes, rows.Err()
}

// A Screen shows new orders.
type Screen struct {
	db   *sql.DB
	last int64
}

// Refresh returns the orders since the last one.
func (s *Screen) Refresh(ctx context.Context) ([]string, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT id, dish FROM kitchen_orders WHERE id > ? ORDER BY id`, s.last)
	if err != nil {
		return nil, err
	}
	return dishes(rows, &s.last)
}

// RefreshLocking waits for orders that aren't committed: InnoDB's locking reads
// see their rows.
func (s *Screen) RefreshLocking(ctx context.Context) ([]string, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT id, dish FROM kitchen_orders WHERE id > ? ORDER BY id LOCK IN SHARE MODE`, s.last)
	if err != nil {
		return nil, err
	}
	return dishes(rows, &s.last)
}

// RefreshStored keeps the position in a table.
func (s *Screen) RefreshStored(ctx context.Context) ([]string, error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()

	var last int64
	err = tx.QueryRowContext(ctx, `SELECT last_order FROM screens WHERE name = 'kitchen'`).Scan(&last)
	if err != nil {
		return nil, err
	}
	rows, err := tx.QueryContext(ctx, `SELECT id, dish FROM kitchen_orders WHERE id > ? ORDER BY id`, last)
	if err != nil {
		return nil, err
	}
	found, err := dishes(rows, &last)
	if err != nil {
		return nil, err
	}
	if _, err := tx.ExecContext(ctx, `UPDATE screens SET last_order = ? WHERE name = 'kitchen'`, last); err != nil {
		return nil, err
	}
	return found, tx.Commit()
}

// RefreshWindow reads the latest orders again and leaves out those it has shown.
func (s *Screen) RefreshWindow(ctx context.Context) ([]string, error) {
	rows, err := s.db.QueryContext(ctx, `
		SELECT id, dish FROM kitchen_orders
		WHERE id > ? - 1000 AND id NOT IN (SELECT order_id FROM shown)
		ORDER BY id`, s.last)
	if err != nil {
		return nil, err
	}
	defer rows.Close()

	var dishes []string
	for rows.Next() {
		var id int64
		var dish string
		if err := rows.Scan(&id, &dish); err != nil {
			return nil, err
		}
		if _, err := s.db.ExecContext(ctx, `INSERT INTO shown (order_id) VALUES (?)`, id); err != nil {
			return nil, err
		}
		dishes = append(dishes, dish)
		s.last = max(s.last, id)
	}
	return dishes, rows.Err()
}

const tickets = `
CREATE TABLE tickets (id BIGINT PRIMARY KEY, dish VARCHAR(100) NOT NULL) ENGINE=InnoDB;
CREATE TABLE sequences (name VARCHAR(100) PRIMARY KEY, n BIGINT NOT NULL) ENGINE=InnoDB;
INSERT INTO sequences (name, n) VALUES ('tickets', 0);
`

// Print takes its id from a row that is locked until it has committed.
func Print(ctx context.Context, tx *sql.Tx, dish string) error {
	var n int64
	if err := tx.QueryRowContext(ctx, `SELECT n FROM sequences WHERE name = 'tickets' FOR UPDATE`).Scan(&n); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `UPDATE sequences SET n = ? WHERE name = 'tickets'`, n+1); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO tickets (id, dish) VALUES (?, ?)`, n+1, dish)
	return err
}

// A TicketScreen shows new tickets.
type TicketScreen struct {
	db   *sql.DB
	last int64
}

// Refresh returns the tickets since the last one.
func (s *TicketScreen) Refresh(ctx context.Context) ([]string, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT id, dish FROM tickets WHERE id > ? ORDER BY id`, s.last)
	if err != nil {
		return nil, err
	}
	return dishes(rows, &s.last)
}
