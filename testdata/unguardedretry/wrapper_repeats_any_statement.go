// Every statement of a program went through a wrapper that ran it up to five
// times when the connection was lost: rows that had been inserted were inserted
// again. Opt-in: whether a statement may run twice is up to who calls.

package unguardedretry

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"net"
	"strings"
	"syscall"
	"time"
)

type stubbornDB struct {
	*sql.DB
}

func lost(err error) bool {
	if err == nil {
		return false
	}
	if errors.Is(err, syscall.ECONNRESET) || errors.Is(err, io.EOF) {
		return true
	}
	var net net.Error
	return errors.As(err, &net) && net.Timeout()
}

func busy(err error) bool { return err != nil && strings.Contains(err.Error(), "database is locked") }

func (s *stubbornDB) queryAgain(ctx context.Context, query string, args ...any) (rows *sql.Rows, err error) {
	for range 5 {
		if rows, err = s.DB.QueryContext(ctx, query, args...); err == nil || !lost(err) {
			break
		}
		time.Sleep(time.Second)
	}
	return rows, err
}

func (s *stubbornDB) execIfBusy(ctx context.Context, query string, args ...any) (result sql.Result, err error) {
	for range 5 {
		if result, err = s.DB.ExecContext(ctx, query, args...); err == nil || !busy(err) {
			break
		}
		time.Sleep(time.Second)
	}
	return result, err
}

func (s *stubbornDB) execAgain(ctx context.Context, query string, args ...any) (result sql.Result, err error) {
	for attempt := 0; attempt < 5; attempt++ {
		if attempt > 0 {
			time.Sleep(time.Second)
		}
		result, err = s.DB.ExecContext(ctx, query, args...) // want `any statement repeated after a timeout`
		if err == nil || !lost(err) {
			break
		}
	}
	return result, err
}
