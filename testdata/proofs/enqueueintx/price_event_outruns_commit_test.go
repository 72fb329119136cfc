package enqueueintx

import (
	"context"
	"database/sql"
	"testing"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestPriceEvent(t *testing.T) {
	database.Each(t, shop, func(t *testing.T, db *sql.DB) {
		prices := &Prices{db: db}
		cache := startCache(t, prices)
		if err := prices.SetInsideTx(t.Context(), inStock, 900); err != nil {
			t.Fatal(err)
		}
		if got, old := <-cache, 500; got != old {
			t.Errorf("the cache read %d, want the old price %d", got, old)
		}
		if n := database.Int(t, db, `SELECT cents FROM products WHERE id = $1`, inStock); n != 900 {
			t.Errorf("the price is %d, want 900: the cache is wrong", n)
		}

		if err := prices.SetThenPublish(t.Context(), inStock, 1100); err != nil {
			t.Fatal(err)
		}
		if got := <-cache; got != 1100 {
			t.Errorf("the cache read %d after the commit, want 1100", got)
		}
	})

	report := vet.Run(t, "enqueueintx")
	report.Flags(t, "Prices.SetInsideTx", "message published inside a transaction")
	report.Silent(t, "Prices.SetThenPublish")
}

// startCache starts a subscriber and sets the publisher's client. A publish
// returns when the subscriber has read the price; the channel has that price.
func startCache(t *testing.T, prices *Prices) (cached <-chan int) {
	t.Helper()
	addr := startRedis(t)
	subscription := newClient(t, addr).Subscribe(t.Context(), "price")
	t.Cleanup(func() { subscription.Close() })
	if _, err := subscription.Receive(t.Context()); err != nil {
		t.Fatal(err)
	}
	read := make(chan struct{}, 1)
	results := make(chan int, 1)
	go func() {
		for message := range subscription.Channel() {
			var cents int
			row := prices.db.QueryRowContext(context.Background(), `SELECT cents FROM products WHERE id = $1`, message.Payload)
			if err := row.Scan(&cents); err != nil {
				t.Error(err)
			}
			results <- cents
			read <- struct{}{}
		}
	}()

	prices.events = newClient(t, addr)
	prices.events.AddHook(slowReply{[]string{"publish"}, read})
	return results
}
