// A plan had the results of two checks: both had deleted the former result, which there wasn't, and inserted theirs.

package checkinsert

import (
	"context"
	"database/sql"
)

const results = `
CREATE TABLE results (id BIGSERIAL PRIMARY KEY, plan_id BIGINT NOT NULL, report TEXT NOT NULL);
`

// Results keep one result of a plan.
type Results struct {
	db     *sql.DB
	report func(plan int64) (string, error)
}

// Replace puts a new result in the place of the former.
func (r *Results) Replace(ctx context.Context, plan int64) error {
	tx, err := r.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	if _, err := tx.ExecContext(ctx, `DELETE FROM results WHERE plan_id = $1`, plan); err != nil {
		return err
	}
	report, err := r.report(plan)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO results (plan_id, report) VALUES ($1, $2)`, plan, report); err != nil {
		return err
	}
	return tx.Commit()
}

const plans = `
CREATE TABLE plans (id BIGINT PRIMARY KEY);
INSERT INTO plans (id) VALUES (1);
`

// ReplaceOfPlan locks the plan, which is there.
func (r *Results) ReplaceOfPlan(ctx context.Context, plan int64) error {
	tx, err := r.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	if err := tx.QueryRowContext(ctx, `SELECT id FROM plans WHERE id = $1 FOR UPDATE`, plan).Scan(&plan); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM results WHERE plan_id = $1`, plan); err != nil {
		return err
	}
	report, err := r.report(plan)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO results (plan_id, report) VALUES ($1, $2)`, plan, report); err != nil {
		return err
	}
	return tx.Commit()
}

const outcomes = `
CREATE TABLE outcomes (plan_id BIGINT PRIMARY KEY, report TEXT NOT NULL);
`

// ReplaceOutcome writes over the former outcome.
func (r *Results) ReplaceOutcome(ctx context.Context, plan int64) error {
	report, err := r.report(plan)
	if err != nil {
		return err
	}
	_, err = r.db.ExecContext(ctx, `
		INSERT INTO outcomes (plan_id, report) VALUES ($1, $2)
		ON CONFLICT (plan_id) DO UPDATE SET report = excluded.report`, plan, report)
	return err
}
