package deeds

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
)

const optionsMethod = "InsertOpts"

func symbol(o types.Object) string {
	if o.Pkg() == nil {
		return ""
	}
	name := o.Name()
	if fn, ok := o.(*types.Func); ok {
		if recv := fn.Signature().Recv(); recv != nil {
			if n := knowledge.Named(recv.Type()); n != nil {
				name = n.Obj().Name() + "." + name
			}
		}
	}
	return knowledge.Path(o.Pkg().Path()) + "." + name
}

var keyFuncs = map[string]bool{
	"github.com/hibiken/asynq.TaskID": true, "github.com/hibiken/asynq.Unique": true,
	"github.com/nats-io/nats.go.MsgId": true, "github.com/nats-io/nats.go/jetstream.WithMsgID": true,
}
var keyFields = map[string]bool{
	"github.com/riverqueue/river.InsertOpts.UniqueOpts":                                true,
	"go.temporal.io/sdk/internal.StartWorkflowOptions.ID":                              true,
	"github.com/aws/aws-sdk-go-v2/service/sqs.SendMessageInput.MessageDeduplicationId": true,
	"github.com/stripe/stripe-go.Params.IdempotencyKey":                                true,
}
var holders = map[string]bool{
	"github.com/hibiken/asynq.Option": true, "github.com/hibiken/asynq.Task": true, "github.com/riverqueue/river.InsertOpts": true,
	"github.com/riverqueue/river.InsertManyParams":     true,
	"go.temporal.io/sdk/internal.StartWorkflowOptions": true,
}
var keyedFuncs = map[string]bool{
	"github.com/gocraft/work.Enqueuer.EnqueueUnique": true, "github.com/gocraft/work.Enqueuer.EnqueueUniqueIn": true,
}
var permanents = map[string]bool{
	"github.com/hibiken/asynq.SkipRetry": true, "github.com/riverqueue/river.JobCancel": true, "github.com/riverqueue/river.JobSnooze": true,
}
var freshFuncs = map[string]bool{
	"github.com/google/uuid.New": true, "github.com/google/uuid.NewString": true, "github.com/google/uuid.NewRandom": true, "github.com/google/uuid.NewV7": true,
	"github.com/oklog/ulid.Make": true, "github.com/oklog/ulid.New": true, "github.com/oklog/ulid.MustNew": true, "github.com/rs/xid.New": true,
	"github.com/ThreeDotsLabs/watermill.NewUUID": true, "time.Now": true,
}

func isKey(fn *types.Func) bool       { return keyFuncs[symbol(fn)] }
func isKeyed(fn *types.Func) bool     { return keyedFuncs[symbol(fn)] }
func isPermanent(o types.Object) bool { return permanents[symbol(o)] }
func isFresh(fn *types.Func) bool     { return freshFuncs[symbol(fn)] }
func isHeader(fn *types.Func) bool {
	return symbol(fn) == "net/http.Header.Set" || symbol(fn) == "net/http.Header.Add"
}
func isKeyHeader(name string) bool { return name == "Idempotency-Key" }
func isKeyField(t types.Type, field string) bool {
	n := knowledge.Named(deref(t))
	return n != nil && keyFields[symbol(n.Obj())+"."+field]
}
func mayHoldKey(t types.Type) bool {
	if s, ok := types.Unalias(t).(*types.Slice); ok {
		t = s.Elem()
	}
	n := knowledge.Named(t)
	return n != nil && holders[symbol(n.Obj())]
}

var jobs = map[string]bool{
	"github.com/hibiken/asynq.Task": true, "github.com/riverqueue/river.Job": true, "github.com/gocraft/work.Job": true,
	"github.com/ThreeDotsLabs/watermill/message.Message": true,
	"github.com/IBM/sarama.ConsumerGroupClaim":           true, "github.com/Shopify/sarama.ConsumerGroupClaim": true,
}

func isJob(t types.Type) bool {
	n := knowledge.Named(t)
	return n != nil && jobs[symbol(n.Obj())]
}

var registers = map[string]int{
	"github.com/contribsys/faktory_worker_go.Manager.Register":             1,
	"github.com/RichardKnop/machinery.Server.RegisterTask":                 1,
	"go.temporal.io/sdk/worker.ActivityRegistry.RegisterActivity":          0,
	"github.com/ThreeDotsLabs/watermill/components/cqrs.NewEventHandler":   1,
	"github.com/ThreeDotsLabs/watermill/components/cqrs.NewCommandHandler": 1,
}

func handlerArgs(r *Result, call ssa.CallInstruction, fn *types.Func) []ssa.Value {
	i, ok := registers[symbol(fn)]
	if !ok {
		return nil
	}
	return []ssa.Value{ssaform.Operand(call.Common(), knowledge.Param(i))}
}

func requeues(r *Result, call ssa.CallInstruction) bool {
	fn := ssaform.Callee(call.Common())
	if fn == nil {
		return false
	}
	i := -1
	switch symbol(fn) {
	case "github.com/rabbitmq/amqp091-go.Delivery.Nack", "github.com/streadway/amqp.Delivery.Nack":
		i = 1
	case "github.com/rabbitmq/amqp091-go.Delivery.Reject", "github.com/streadway/amqp.Delivery.Reject":
		i = 0
	case "github.com/rabbitmq/amqp091-go.Channel.Nack", "github.com/streadway/amqp.Channel.Nack":
		i = 2
	case "github.com/nats-io/nats.go.Msg.Nak", "github.com/nats-io/nats.go.Msg.NakWithDelay", "github.com/nats-io/nats.go/jetstream.Msg.Nak", "github.com/nats-io/nats.go/jetstream.Msg.NakWithDelay",
		"github.com/ThreeDotsLabs/watermill/message.Message.Nack", "cloud.google.com/go/pubsub.Message.Nack":
		return true
	default:
		return false
	}
	v := ssaform.Operand(call.Common(), knowledge.Param(i))
	c, ok := v.(*ssa.Const)
	return !ok || c.Value.String() == "true"
}

var messages = map[string]bool{
	"github.com/rabbitmq/amqp091-go.Delivery": true, "github.com/streadway/amqp.Delivery": true, "github.com/nats-io/nats.go.Msg": true,
	"github.com/IBM/sarama.ConsumerMessage": true, "github.com/segmentio/kafka-go.Message": true,
}

func isMessage(t types.Type) bool {
	n := knowledge.Named(t)
	return n != nil && messages[symbol(n.Obj())]
}
