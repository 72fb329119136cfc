// A queue's loop slept when the queue was empty, and not when it couldn't be read:
// a queue without credentials was asked at full speed, with a line of log each.

package unguardedretry

import (
	"context"
	"database/sql"
	"errors"
	"log"
	"net/http"
	"time"
)

type orphans struct {
	db   *sql.DB
	http *http.Client
	stop chan struct{}
}

// head returns the first orphan, without taking it.
func (o *orphans) head(ctx context.Context) (id int64, err error) {
	err = o.db.QueryRowContext(ctx, `SELECT id FROM orphans ORDER BY id LIMIT 1`).Scan(&id)
	return id, err
}

// integrate takes the first orphan once it is stored.
func (o *orphans) integrate(ctx context.Context) error {
	id, err := o.head(ctx)
	if err != nil {
		return err
	}
	if _, err := o.db.ExecContext(ctx, `INSERT INTO certificates (id) VALUES ($1) ON CONFLICT DO NOTHING`, id); err != nil {
		return err
	}
	_, err = o.db.ExecContext(ctx, `DELETE FROM orphans WHERE id = $1`, id)
	return err
}

// integrateOrWait waits whenever it failed.
func (o *orphans) integrateOrWait(ctx context.Context) {
	for {
		if err := o.integrate(ctx); err != nil {
			if errors.Is(err, sql.ErrNoRows) {
				time.Sleep(time.Minute)
				continue
			}
			log.Print(err)
			time.Sleep(time.Second)
		}
	}
}

// pollEvery waits after each round, whatever came of it.
func (o *orphans) pollEvery(ctx context.Context) {
	for {
		if _, err := o.head(ctx); err != nil {
			log.Print(err)
		}
		select {
		case <-o.stop:
			return
		case <-time.After(time.Minute):
		}
	}
}

// receiveLong gives up when the queue can't be read.
func (o *orphans) receiveLong(ctx context.Context) error {
	for {
		id, err := o.head(ctx)
		if errors.Is(err, sql.ErrNoRows) {
			time.Sleep(time.Second)
			continue
		}
		if err != nil {
			return err
		}
		log.Print(id)
	}
}

func (o *orphans) integrateForEver(ctx context.Context) {
	for {
		if err := o.integrate(ctx); err != nil { // want `retried at once, without end, when integrate fails`
			if errors.Is(err, sql.ErrNoRows) {
				time.Sleep(time.Minute)
				continue
			}
			log.Printf("failed to integrate: %v", err)
		}
	}
}

// waitForOrphan waits when there is none, and asks at once when it can't ask.
func (o *orphans) waitForOrphan(ctx context.Context) int64 {
	for {
		id, err := o.head(ctx)
		if err != nil { // want `retried at once, without end, when head fails`
			log.Print(err)
			continue
		}
		if id == 0 {
			time.Sleep(time.Second)
			continue
		}
		return id
	}
}

// receive gives its token back at once, whether there was nothing or an error.
func (o *orphans) receive(ctx context.Context, pool chan struct{}, out chan<- int64) {
	for {
		select {
		case <-o.stop:
			return
		case <-pool:
			id, err := o.head(ctx)
			if err == nil && id > 0 { // want `retried at once, without end, when head fails`
				out <- id
			} else {
				pool <- struct{}{}
				if err != nil {
					log.Print(err)
				}
			}
		}
	}
}
