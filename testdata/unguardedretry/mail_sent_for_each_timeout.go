// Customers got the same mail three times: the mail server was slow to answer,
// and the code took that for a refusal.

package unguardedretry

import (
	"net/smtp"
	"time"

	"github.com/cenkalti/backoff/v4"
	"github.com/hibiken/asynq"
	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/charge"
)

func enqueueOnce(client *asynq.Client, id string) error {
	return backoff.Retry(func() error {
		_, err := client.Enqueue(asynq.NewTask("mail", nil), asynq.TaskID(id))
		return err
	}, backoff.NewExponentialBackOff())
}

func mailOnce(addr, to string) error {
	return smtp.SendMail(addr, nil, "shop@example.com", []string{to}, nil)
}

func mailAll(addr string, all []string) {
	for _, to := range all {
		if err := mailOnce(addr, to); err != nil {
			continue
		}
	}
}

func mailAgain(addr, to string) (err error) {
	for range 3 {
		if err = mailOnce(addr, to); err == nil { // want `mail sent again after any error via mailOnce`
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func enqueueAgain(client *asynq.Client) error {
	task := asynq.NewTask("mail", nil)
	return backoff.Retry(func() error {
		_, err := client.Enqueue(task) // want `job enqueued again after any error`
		return err
	}, backoff.NewExponentialBackOff())
}

func chargeAgain(card string) error {
	return backoff.Retry(func() error {
		_, err := charge.New(&stripe.ChargeParams{Customer: stripe.String(card)}) // want `request sent again after any error`
		return err
	}, backoff.NewExponentialBackOff())
}
