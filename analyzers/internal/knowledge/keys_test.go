package knowledge

import (
	"go/types"
	"testing"
)

func TestKeysAndHandlers(t *testing.T) {
	known := map[string]*types.Package{}
	asynq := check(t, known, "github.com/hibiken/asynq", `package asynq
		type Option interface{ Value() any }
		type Task struct{}
		type ServeMux struct{}
		func (*ServeMux) HandleFunc(pattern string, handler func(*Task) error) {}
		func TaskID(id string) Option { return nil }
		func Queue(name string) Option { return nil }
		var SkipRetry error`)
	work := check(t, known, "github.com/gocraft/work", `package work
		type Enqueuer struct{}
		func (*Enqueuer) Enqueue(name string) {}
		func (*Enqueuer) EnqueueUnique(name string) {}`)
	amqp := check(t, known, "github.com/rabbitmq/amqp091-go", `package amqp091
		type Delivery struct{ Body []byte }
		func (Delivery) Nack(multiple, requeue bool) error { return nil }
		func (Delivery) Ack(multiple bool) error { return nil }`)
	sqs := check(t, known, "github.com/aws/aws-sdk-go-v2/service/sqs", `package sqs
		type SendMessageInput struct{ MessageDeduplicationId, MessageBody *string }
		type DeleteMessageInput struct{ QueueUrl *string }`)
	own := check(t, known, "example.com/own", `package own
		type charge struct{ IdempotencyKey string; RequestId string }
		func (*charge) SetIdempotencyKey(key string) {}
		type request struct{ RequestId string }
		func (*request) ProtoReflect() {}`)
	typ := func(pkg *types.Package, name string) types.Type { return pkg.Scope().Lookup(name).Type() }

	for fn, want := range map[*types.Func]bool{
		funcIn(asynq, "", "TaskID"):                true,
		funcIn(asynq, "", "Queue"):                 false,
		funcIn(own, "charge", "SetIdempotencyKey"): true,
		funcIn(work, "Enqueuer", "EnqueueUnique"):  false,
	} {
		if IsKey(fn) != want {
			t.Errorf("IsKey(%s) isn't %v", fn.FullName(), want)
		}
	}
	if !IsUnique(funcIn(work, "Enqueuer", "EnqueueUnique")) || IsUnique(funcIn(work, "Enqueuer", "Enqueue")) {
		t.Error("EnqueueUnique is unique, Enqueue isn't")
	}
	for _, c := range []struct {
		t     types.Type
		field string
		want  bool
	}{
		{typ(sqs, "SendMessageInput"), "MessageDeduplicationId", true},
		{typ(sqs, "SendMessageInput"), "MessageBody", false},
		{typ(own, "charge"), "IdempotencyKey", true},
		{typ(own, "charge"), "RequestId", false},
		{typ(own, "request"), "RequestId", true},
	} {
		if IsKeyField(c.t, c.field) != c.want {
			t.Errorf("IsKeyField(%s, %s) isn't %v", c.t, c.field, c.want)
		}
	}
	for held, want := range map[types.Type]bool{
		types.NewSlice(typ(asynq, "Option")):                true,
		types.NewPointer(typ(asynq, "Task")):                true,
		types.NewPointer(typ(sqs, "SendMessageInput")):      true,
		types.NewPointer(typ(sqs, "DeleteMessageInput")):    false,
		types.NewSlice(types.Universe.Lookup("int").Type()): false,
	} {
		if HoldsKey(held) != want {
			t.Errorf("HoldsKey(%s) isn't %v", held, want)
		}
	}
	for header, want := range map[string]bool{"idempotency-key": true, "PayPal-Request-Id": true, "X-Request-Id": false} {
		if IsKeyHeader(header) != want {
			t.Errorf("IsKeyHeader(%s) isn't %v", header, want)
		}
	}

	if ref, ok := HandlerOf(funcIn(asynq, "ServeMux", "HandleFunc")); !ok || ref != Param(1) {
		t.Errorf("HandleFunc: %d, %v", ref, ok)
	}
	if d, ok := DeliveryOf(types.NewPointer(typ(asynq, "Task"))); !ok || !d.Job {
		t.Errorf("Task: %+v, %v", d, ok)
	}
	if d, ok := DeliveryOf(typ(amqp, "Delivery")); !ok || d.Job || d.Body != "Body" {
		t.Errorf("Delivery: %+v, %v", d, ok)
	}
	if s, ok := SettlementOf(funcIn(amqp, "Delivery", "Nack")); !ok || s.If != Param(1) {
		t.Errorf("Nack: %+v, %v", s, ok)
	}
	if s, ok := SettlementOf(funcIn(amqp, "Delivery", "Ack")); !ok || s.Again || s.If != 0 {
		t.Errorf("Ack: %+v, %v", s, ok)
	}
	if m, ok := MarkOf(asynq.Scope().Lookup("SkipRetry")); !ok || !m.Permanent {
		t.Errorf("SkipRetry: %+v, %v", m, ok)
	}
}
