package loops

import (
	"context"
	"database/sql"
	"time"
)

var pause = 30 * time.Millisecond

// waitsIfItIsToldTo: that there is no pause is somebody's choice.
func waitsIfItIsToldTo(db *sql.DB) (err error) {
	for i := 0; i < 3; i++ {
		if err = db.Ping(); err == nil { // want `retry cycle capped`
			return nil
		}
		if pause.Nanoseconds() > 0 {
			time.Sleep(pause)
		}
	}
	return err
}

type attempts struct{}

func countsInItsContext(ctx context.Context, db *sql.DB) error {
	if err := db.PingContext(ctx); err != nil {
		n, _ := ctx.Value(attempts{}).(int)
		if n < 3 {
			return countsInItsContext(context.WithValue(ctx, attempts{}, n+1), db) // want `retry recursion unknown hot`
		}
		return err
	}
	return nil
}

func cancelsItsContext(ctx context.Context, db *sql.DB) error {
	if err := db.PingContext(ctx); err != nil {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		return cancelsItsContext(ctx, db) // want `retry recursion hot`
	}
	return nil
}
