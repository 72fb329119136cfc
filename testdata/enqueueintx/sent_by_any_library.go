// Something left the transaction too early, by whichever library.

package enqueueintx

import (
	"context"
	"database/sql"

	"github.com/IBM/sarama"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/go-resty/resty/v2"
	"github.com/nats-io/nats.go/jetstream"
	amqp "github.com/rabbitmq/amqp091-go"
	"github.com/slack-go/slack"
	"go.temporal.io/sdk/client"
	"golang.org/x/sync/errgroup"

	"github.com/datavet/datavet/testdata/wrappers/closure"
	"github.com/datavet/datavet/testdata/wrappers/grpcgen"
)

type senders struct {
	store    *closure.Store
	temporal client.Client
	slack    *slack.Client
	s3       *s3.Client
	rest     *resty.Client
	js       jetstream.JetStream
	amqp     *amqp.Channel
	kafka    sarama.SyncProducer
	payments grpcgen.PaymentsClient
}

func (s *senders) sendInsideTx(ctx context.Context) error {
	return s.store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if _, err := s.temporal.ExecuteWorkflow(ctx, client.StartWorkflowOptions{}, "workflow"); err != nil { // want `job enqueued inside a transaction`
			return err
		}
		if _, _, err := s.slack.PostMessageContext(ctx, "channel"); err != nil { // want `mail sent inside a transaction`
			return err
		}
		if _, err := s.s3.DeleteObject(ctx, &s3.DeleteObjectInput{}); err != nil { // want `file or object deleted inside a transaction`
			return err
		}
		if _, err := s.rest.R().SetContext(ctx).Post("https://example.com"); err != nil { // want `remote call made inside a transaction`
			return err
		}
		if _, err := s.js.Publish(ctx, "subject", nil); err != nil { // want `message published inside a transaction`
			return err
		}
		if err := s.amqp.PublishWithContext(ctx, "", "key", false, false, amqp.Publishing{}); err != nil { // want `message published inside a transaction`
			return err
		}
		if _, _, err := s.kafka.SendMessage(&sarama.ProducerMessage{}); err != nil { // want `message published inside a transaction`
			return err
		}
		_, err := s.payments.Charge(ctx, &grpcgen.ChargeRequest{}) // want `remote call made inside a transaction`
		return err
	})
}

func (s *senders) readInsideTx(ctx context.Context) error {
	return s.store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if _, err := s.rest.R().SetContext(ctx).Get("https://example.com"); err != nil {
			return err
		}
		if _, err := s.payments.GetCharge(ctx, &grpcgen.ChargeReply{}); err != nil {
			return err
		}
		s.temporal.GetWorkflow(ctx, "workflow", "")
		return nil
	})
}

func (s *senders) sendAfterTx(ctx context.Context) error {
	err := s.store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE n SET n = 1")
		return err
	})
	if err != nil {
		return err
	}
	_, err = s.payments.Charge(ctx, &grpcgen.ChargeRequest{})
	return err
}

func (s *senders) groupInsideTx(ctx context.Context) error {
	return s.store.InTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		var group errgroup.Group
		group.Go(func() error {
			_, err := s.payments.Charge(ctx, &grpcgen.ChargeRequest{}) // want `remote call made inside a transaction`
			return err
		})
		return group.Wait()
	})
}
