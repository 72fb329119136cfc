// Who listened was told of each order as often as the transaction ran. What else
// leaves a transaction is enqueueintx's finding, whether it is run again or not.

package retriedeffect

import (
	"context"
	"database/sql"
	"net/http"
	"strings"

	"github.com/cenkalti/backoff/v4"
	"github.com/hibiken/asynq"
)

func (s *store) tellAfterwards(ids []int, told chan<- int) error {
	err := s.transaction(func(tx *sql.Tx) error {
		_, err := tx.Exec("UPDATE orders SET done = true")
		return err
	})
	if err != nil {
		return err
	}
	for _, id := range ids {
		told <- id
	}
	return nil
}

func (s *store) slot(slots chan struct{}) error {
	return s.transaction(func(tx *sql.Tx) error {
		slots <- struct{}{}
		defer func() { <-slots }()
		_, err := tx.Exec("UPDATE orders SET done = true")
		return err
	})
}

func (s *store) ownChannel() error {
	return s.transaction(func(tx *sql.Tx) error {
		ids := make(chan int, 1)
		ids <- 1
		_, err := tx.Exec("UPDATE orders SET done = true WHERE id = ?", <-ids)
		return err
	})
}

func (s *store) failureTold(failures chan<- error) error {
	return s.transaction(func(tx *sql.Tx) error {
		if _, err := tx.Exec("UPDATE orders SET done = true"); err != nil {
			failures <- err
			return err
		}
		return nil
	})
}

func (s *store) runOnce(told chan<- int) error {
	return s.withTx(func(tx *sql.Tx) error {
		told <- 1
		_, err := tx.Exec("UPDATE orders SET done = true")
		return err
	})
}

func (s *store) enqueuedInside(client *asynq.Client) error {
	return s.transaction(func(tx *sql.Tx) error {
		if _, err := tx.Exec("UPDATE orders SET done = true"); err != nil {
			return err
		}
		_, err := client.Enqueue(asynq.NewTask("order", nil))
		return err
	})
}

func (s *store) tell(ctx context.Context, told chan<- int) error {
	return s.transaction(func(tx *sql.Tx) error {
		told <- 1 // want `value sent to a channel in a transaction that is run again`
		select {
		case told <- 2: // want `value sent to a channel in a transaction that is run again`
		case <-ctx.Done():
			return ctx.Err()
		}
		_, err := tx.Exec("UPDATE orders SET done = true")
		return err
	})
}

// The rows come one by one, and the next may not come.
func (s *store) streamed(ctx context.Context, told chan<- string) error {
	return s.readOnly(ctx, func(tx *sql.Tx) error {
		return each(tx, func(name string) error {
			told <- name // want `value sent to a channel in a transaction that is run again`
			return nil
		})
	})
}

// The call succeeds, and the transaction after it fails.
func (s *store) calledBefore() error {
	return backoff.Retry(func() error {
		http.Post("https://example.org/orders", "text/plain", strings.NewReader("done")) // want `remote call made in a transaction that is run again`
		return s.withTx(func(tx *sql.Tx) error {
			_, err := tx.Exec("UPDATE orders SET done = true")
			return err
		})
	}, backoff.NewExponentialBackOff())
}

// That the call itself is repeated is unguardedretry's finding.
func (s *store) callRepeated() error {
	return backoff.Retry(func() error {
		if _, err := http.Post("https://example.org/orders", "text/plain", strings.NewReader("done")); err != nil {
			return err
		}
		return s.withTx(func(tx *sql.Tx) error {
			_, err := tx.Exec("UPDATE orders SET done = true")
			return err
		})
	}, backoff.NewExponentialBackOff())
}
