// A card was charged for a booking whose transaction failed at commit.

package enqueueintx

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
)

type bookings struct {
	db     *sql.DB
	client *http.Client
}

func (b *bookings) chargeInsideTx(ctx context.Context, amount int) error {
	tx, err := b.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO bookings (amount) VALUES ($1)", amount); err != nil {
		return err
	}
	resp, err := http.PostForm("https://pay.example.com/charges", url.Values{"amount": {fmt.Sprint(amount)}}) // want `remote call made inside a transaction: .*; call after commit`
	if err != nil {
		return err
	}
	resp.Body.Close()
	return tx.Commit()
}

func (b *bookings) chargeAfterCommit(ctx context.Context, amount int) error {
	tx, err := b.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO bookings (amount) VALUES ($1)", amount); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	resp, err := b.client.PostForm("https://pay.example.com/charges", url.Values{"amount": {fmt.Sprint(amount)}})
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// send makes a call that changes something if method does.
func (b *bookings) send(ctx context.Context, method, path string, body any) (*http.Response, error) {
	data, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, method, "https://pay.example.com"+path, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	return b.client.Do(req)
}

func (b *bookings) charge(ctx context.Context, amount int) error {
	resp, err := b.send(ctx, http.MethodPost, "/charges", amount)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (b *bookings) rate(ctx context.Context) (string, error) {
	resp, err := b.send(ctx, http.MethodGet, "/rate", nil)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	return string(data), err
}

func (b *bookings) chargeThroughHelper(ctx context.Context, amount int) error {
	tx, err := b.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := b.charge(ctx, amount); err != nil { // want `remote call made inside a transaction via charge -> send -> http.Client.Do`
		return err
	}
	return tx.Commit()
}

// readRate asks without changing anything.
func (b *bookings) readRate(ctx context.Context) error {
	tx, err := b.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	rate, err := b.rate(ctx)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE rates SET rate = $1", rate); err != nil {
		return err
	}
	return tx.Commit()
}

func (b *bookings) getInsideTx(ctx context.Context) error {
	tx, err := b.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	resp, err := http.Get("https://pay.example.com/rate")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp, err := b.client.Head("https://pay.example.com/rate"); err == nil {
		resp.Body.Close()
	}
	req, err := http.NewRequest("GET", "https://pay.example.com/rate", nil)
	if err != nil {
		return err
	}
	if _, err := b.client.Do(req); err != nil {
		return err
	}
	return tx.Commit()
}

func (b *bookings) doRequestInsideTx(ctx context.Context) error {
	tx, err := b.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	req, err := http.NewRequest("DELETE", "https://pay.example.com/charges/1", nil)
	if err != nil {
		return err
	}
	resp, err := b.client.Do(req) // want `remote call made inside a transaction`
	if err != nil {
		return err
	}
	resp.Body.Close()
	return tx.Commit()
}
