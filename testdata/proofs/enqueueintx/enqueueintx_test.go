package enqueueintx

import (
	"context"
	"net"
	"os"
	"slices"
	"testing"

	"github.com/alicebob/miniredis/v2"
	"github.com/redis/go-redis/v9"

	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestMain(m *testing.M) { os.Exit(vet.Main(m)) }

// shop is the database of every incident.
const shop = `
CREATE TABLE customers (id BIGSERIAL PRIMARY KEY, credit BIGINT NOT NULL CHECK (credit >= 0));
CREATE TABLE invoices (id BIGSERIAL PRIMARY KEY, customer_id BIGINT NOT NULL, cents BIGINT NOT NULL);
CREATE TABLE receipts (id BIGSERIAL PRIMARY KEY, customer_id BIGINT NOT NULL, cents BIGINT NOT NULL);
CREATE TABLE products (id BIGSERIAL PRIMARY KEY, cents BIGINT NOT NULL, stock BIGINT NOT NULL CHECK (stock >= 0));
CREATE TABLE orders (id BIGSERIAL PRIMARY KEY, product_id BIGINT NOT NULL, customer TEXT NOT NULL);
CREATE TABLE bookings (id BIGSERIAL PRIMARY KEY, card TEXT NOT NULL, state TEXT NOT NULL);
CREATE TABLE seats (id BIGSERIAL PRIMARY KEY, booking_id BIGINT NOT NULL);
CREATE TABLE documents (id BIGSERIAL PRIMARY KEY, path TEXT NOT NULL);
CREATE TABLE shares (document_id BIGINT NOT NULL REFERENCES documents (id));
CREATE TABLE users (id BIGSERIAL PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE members (id BIGSERIAL PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE profiles (user_id BIGINT NOT NULL, handle TEXT NOT NULL UNIQUE);
INSERT INTO customers (credit) VALUES (1000);
INSERT INTO products (cents, stock) VALUES (500, 1), (500, 0);
INSERT INTO seats (id, booking_id) VALUES (7, 99);
INSERT INTO profiles (user_id, handle) VALUES (99, 'ada');
`

const (
	customer     = 1
	beyondCredit = 5000 // more than the customer has
	inStock      = 1    // a product
	soldOut      = 2
	freeSeat     = 6
	takenSeat    = 7
)

// startRedis starts a Redis in this process.
func startRedis(t *testing.T) (addr string) {
	t.Helper()
	return miniredis.RunT(t).Addr()
}

func newClient(t *testing.T, addr string) *redis.Client {
	t.Helper()
	client := redis.NewClient(&redis.Options{Addr: addr, DisableIdentity: true})
	t.Cleanup(func() { client.Close() })
	return client
}

// A slowReply holds the reply to the named commands back until received has
// a value: what Redis was handed is seen elsewhere before the sender goes on,
// as it may be at any time in production.
type slowReply struct {
	commands []string
	received <-chan struct{}
}

func (h slowReply) DialHook(next redis.DialHook) redis.DialHook { return next }

func (h slowReply) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return next
}

func (h slowReply) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		if err := next(ctx, cmd); err != nil || !slices.Contains(h.commands, cmd.Name()) {
			return err
		}
		select {
		case <-h.received:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// listen opens a port for a server of the test.
func listen(t *testing.T) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}
