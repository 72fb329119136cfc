// A password was looked up in a list of the leaked, and looked up again once the
// list was fetched. A fetch whose network errors were ignored fetched for ever.

package unguardedretry

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

type leaks struct {
	http      *http.Client
	db        *sql.DB
	url       string
	token     string
	lenient   bool
	max       int64
	occurring map[string]int64
}

// fetch ignores network errors if it is told to: it returns then without having
// stored anything.
func (l *leaks) fetch(hash string) error {
	resp, err := l.http.Get(l.url + hash)
	if err != nil {
		if l.lenient {
			return nil
		}
		return err
	}
	defer resp.Body.Close()
	var n int64
	if err := json.NewDecoder(resp.Body).Decode(&n); err != nil {
		return err
	}
	l.occurring[hash] = n
	return nil
}

// load stores something, or fails.
func (l *leaks) load(hash string) error {
	resp, err := l.http.Get(l.url + hash)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var n int64
	if err := json.NewDecoder(resp.Body).Decode(&n); err != nil {
		return err
	}
	l.occurring[hash] = n
	return nil
}

// checkLoaded finds the second time what it stored.
func (l *leaks) checkLoaded(hash string) error {
	n, ok := l.occurring[hash]
	if !ok {
		if err := l.load(hash); err != nil {
			return err
		}
		return l.checkLoaded(hash)
	}
	if n > l.max {
		return errors.New("leaked")
	}
	return nil
}

// checkCounted counts.
func (l *leaks) checkCounted(hash string, attempts int) error {
	resp, err := l.http.Get(l.url + hash)
	if err != nil {
		if attempts == 0 {
			return err
		}
		return l.checkCounted(hash, attempts-1)
	}
	return resp.Body.Close()
}

// children goes down a tree.
func (l *leaks) children(ctx context.Context, id int64) error {
	rows, err := l.db.QueryContext(ctx, `SELECT id FROM folders WHERE parent = $1`, id)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var child int64
		if err := rows.Scan(&child); err != nil {
			return err
		}
		if err := l.children(ctx, child); err != nil {
			return err
		}
	}
	return rows.Err()
}

// page goes on with what it was told.
func (l *leaks) page(url string) error {
	resp, err := l.http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if next := resp.Header.Get("Link"); next != "" {
		return l.page(next)
	}
	return nil
}

// rearmed is called by a timer, later.
func (l *leaks) rearmed() {
	resp, err := l.http.Get(l.url)
	if err != nil {
		time.AfterFunc(time.Minute, l.rearmed)
		return
	}
	resp.Body.Close()
}

// folder makes the folder that isn't there.
func (l *leaks) folder(ctx context.Context, name string) (id int64, err error) {
	err = l.db.QueryRowContext(ctx, `SELECT id FROM folders WHERE name = $1`, name).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		if _, err := l.db.ExecContext(ctx, `INSERT INTO folders (name) VALUES ($1) ON CONFLICT DO NOTHING`, name); err != nil {
			return 0, err
		}
		return l.folder(ctx, name)
	}
	return id, err
}

// login stores a token.
func (l *leaks) login() error {
	resp, err := l.http.Post(l.url+"/login", "", nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	l.token = resp.Header.Get("Token")
	return nil
}

// askOnceMore says that it is the second time.
func (l *leaks) askOnceMore(path string, again bool) error {
	resp, err := l.http.Get(l.url + path + "?" + l.token)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnauthorized && !again {
		if err := l.login(); err != nil {
			return err
		}
		return l.askOnceMore(path, true)
	}
	return nil
}

func (l *leaks) check(hash string) error {
	n, ok := l.occurring[hash]
	if !ok {
		if err := l.fetch(hash); err != nil {
			return err
		}
		return l.check(hash) // want `check calls itself with the same arguments`
	}
	if n > l.max {
		return errors.New("leaked")
	}
	return nil
}

func (l *leaks) checkAgain(hash string) error {
	resp, err := l.http.Get(l.url + hash)
	if err != nil {
		return l.checkAgain(hash) // want `checkAgain calls itself with the same arguments`
	}
	return resp.Body.Close()
}

// ask logs in as often as it is told to.
func (l *leaks) ask(path string) error {
	resp, err := l.http.Get(l.url + path + "?" + l.token)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnauthorized {
		if err := l.login(); err != nil {
			return err
		}
		return l.ask(path) // want `ask calls itself with the same arguments`
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", path, resp.Status)
	}
	return nil
}
