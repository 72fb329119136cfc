// A lock service told a node to unlock, at once again when it couldn't: while a
// node was down, its peers were busy with nothing else.

package unguardedretry

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log"
	"math/rand/v2"
	"net"
	"net/http"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

type lockTable struct {
	db   *sql.DB
	http *http.Client
	url  string
	done chan struct{}
}

var errNotOwner = errors.New("not the owner")

// unlock asks the peer.
func (l *lockTable) unlock(ctx context.Context, id string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodDelete, l.url+"/locks/"+id, nil)
	if err != nil {
		return err
	}
	resp, err := l.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusNoContent:
		return nil
	case http.StatusForbidden:
		return errNotOwner
	}
	return fmt.Errorf("unlock %s: %s", id, resp.Status)
}

// unlockSlowly waits after each failure.
func (l *lockTable) unlockSlowly(ctx context.Context, id string) {
	for {
		err := l.unlock(ctx, id)
		if err == nil || errors.Is(err, errNotOwner) {
			return
		}
		log.Print(err)
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Second):
		}
	}
}

// unlockThrice is bounded.
func (l *lockTable) unlockThrice(ctx context.Context, id string) error {
	backoff := time.Second
	for attempt := 1; ; attempt++ {
		err := l.unlock(ctx, id)
		if err == nil || attempt == 3 {
			return err
		}
		time.Sleep(backoff)
		backoff *= 2
	}
}

// unlockByTimer waits on a timer that it keeps.
func (l *lockTable) unlockByTimer(ctx context.Context, id string) error {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-timer.C:
		}
		if err := l.unlock(ctx, id); err == nil || errors.Is(err, errNotOwner) {
			return nil
		}
		timer.Reset(time.Second)
	}
}

// pause is a helper that waits, with jitter.
func (l *lockTable) pause(ctx context.Context, attempt int) bool {
	d := time.Duration(attempt) * time.Second
	timer := time.NewTimer(d + rand.N(d))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// unlockPausing waits in a function that it calls.
func (l *lockTable) unlockPausing(ctx context.Context, id string) error {
	for attempt := 1; ; attempt++ {
		err := l.unlock(ctx, id)
		if err == nil || errors.Is(err, errNotOwner) {
			return err
		}
		if !l.pause(ctx, attempt) {
			return ctx.Err()
		}
	}
}

// unlockBefore waits before each call but the first.
func (l *lockTable) unlockBefore(ctx context.Context, id string) {
	for attempt := 0; ; attempt++ {
		if attempt > 0 {
			time.Sleep(time.Second)
		}
		if err := l.unlock(ctx, id); err != nil { // want `retried for ever when unlock fails`
			log.Print(err)
			continue
		}
		return
	}
}

// unlockUnlessOwned waits on each branch, whatever the error.
func (l *lockTable) unlockUnlessOwned(ctx context.Context, id string) {
	for {
		err := l.unlock(ctx, id) // want `retried for ever when unlock fails`
		switch {
		case err == nil:
			return
		case errors.Is(err, errNotOwner):
			time.Sleep(time.Minute)
		default:
			time.Sleep(time.Second)
		}
	}
}

// throttled waits itself when it fails.
func (l *lockTable) throttled(ctx context.Context, id string) error {
	err := l.unlock(ctx, id)
	if err != nil {
		time.Sleep(time.Second)
	}
	return err
}

// unlockThrottled leaves the wait to what it calls.
func (l *lockTable) unlockThrottled(ctx context.Context, id string) {
	for {
		if err := l.throttled(ctx, id); err == nil { // want `retried for ever when throttled fails`
			return
		}
	}
}

// unlockAll goes on to the next lock, not to the same one again.
func (l *lockTable) unlockAll(ctx context.Context, ids []string) {
	for _, id := range ids {
		if err := l.unlock(ctx, id); err != nil {
			log.Print(err)
			continue
		}
		log.Print("unlocked ", id)
	}
}

// unlockQueued waits for the next lock to undo.
func (l *lockTable) unlockQueued(ctx context.Context, ids <-chan string) {
	for {
		select {
		case <-ctx.Done():
			return
		case id := <-ids:
			if err := l.unlock(ctx, id); err != nil {
				log.Print(err)
				continue
			}
		}
	}
}

// unlockByTick is called once a tick.
func (l *lockTable) unlockByTick(ctx context.Context, id string) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for range ticker.C {
		if err := l.unlock(ctx, id); err != nil { // want `every error is retried`
			log.Print(err)
			continue
		}
		return
	}
}

// freeID asks for another id each time.
func (l *lockTable) freeID(ctx context.Context) string {
	for {
		id := fmt.Sprint(rand.Int64())
		if err := l.unlock(ctx, id); err != nil {
			continue
		}
		return id
	}
}

// lockRow is repeated only when another has progressed.
func (l *lockTable) lockRow(ctx context.Context, id string) error {
	for {
		_, err := l.db.ExecContext(ctx, `UPDATE locks SET owner = 'me' WHERE id = $1`, id)
		var pg *pgconn.PgError
		if errors.As(err, &pg) && pg.Code == "40001" {
			continue
		}
		return err
	}
}

// pages goes on by cursor, and stops at errors.
func (l *lockTable) pages(ctx context.Context) error {
	last := ""
	for {
		rows, err := l.db.QueryContext(ctx, `SELECT id FROM locks WHERE id > $1 ORDER BY id LIMIT 100`, last)
		if err != nil {
			return err
		}
		n := 0
		for rows.Next() {
			if err := rows.Scan(&last); err != nil {
				log.Print(err)
				continue
			}
			n++
		}
		rows.Close()
		if n == 0 {
			return rows.Err()
		}
	}
}

// serve accepts connections.
func (l *lockTable) serve(ln net.Listener) {
	for {
		conn, err := ln.Accept()
		if err != nil {
			select {
			case <-l.done:
				return
			default:
			}
			log.Print(err)
			continue
		}
		go conn.Close()
	}
}

func (l *lockTable) unlockAtOnce(ctx context.Context, id string) {
	retries := 0
	for {
		err := l.unlock(ctx, id)
		if err == nil { // want `retried at once, without end, when unlock fails`
			return
		}
		retries++
		if retries <= 3 || retries%100 == 0 {
			log.Printf("unlock %s failed %d times: %v", id, retries, err)
		}
	}
}

// unlockWhileWanted looks at the context, which doesn't wait.
func (l *lockTable) unlockWhileWanted(ctx context.Context, id string) {
	for {
		select {
		case <-ctx.Done():
			return
		default:
			if err := l.unlock(ctx, id); err != nil { // want `retried at once, without end, when unlock fails`
				log.Print(err)
				continue
			}
			return
		}
	}
}

func (l *lockTable) unlockWhileAlive(ctx context.Context, id string) {
	for ctx.Err() == nil {
		if err := l.unlock(ctx, id); err != nil { // want `retried at once, without end, when unlock fails`
			continue
		}
		break
	}
}

// unlockByGoto has no for.
func (l *lockTable) unlockByGoto(ctx context.Context, id string) {
again:
	if err := l.unlock(ctx, id); err != nil { // want `retried at once, without end, when unlock fails`
		log.Print(err)
		goto again
	}
}

// unlockNotOwned waits for one kind of error only.
func (l *lockTable) unlockNotOwned(ctx context.Context, id string) {
	for {
		err := l.unlock(ctx, id)
		if err == nil { // want `retried at once, without end, when unlock fails`
			return
		}
		if errors.Is(err, errNotOwner) {
			time.Sleep(time.Second)
			continue
		}
		log.Print(err)
	}
}

// groupExists waits neither after an error nor when there is nothing.
func (l *lockTable) groupExists(ctx context.Context) {
	for {
		var n int
		err := l.db.QueryRowContext(ctx, `SELECT count(*) FROM locks`).Scan(&n)
		if err != nil { // want `retried at once, without end, when .* fails`
			log.Print(err)
			continue
		}
		if n == 0 {
			continue
		}
		return
	}
}

// install counts the successes, so that a failure counts nothing.
func (l *lockTable) install(ctx context.Context, count int) {
	for i := 0; i < count; i++ {
		if err := l.unlock(ctx, "install"); err != nil { // want `retried at once, without end, when unlock fails`
			log.Print(err)
			i--
			continue
		}
	}
}
