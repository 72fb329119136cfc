package knowledge

import (
	"go/types"
	"testing"
)

// TestRemoteRoles asks for methods of forms that no table lists.
func TestRemoteRoles(t *testing.T) {
	known := map[string]*types.Package{}
	check(t, known, "context", `package context
		type Context interface{ Done() <-chan struct{} }`)
	check(t, known, "time", `package time
		type Duration int64
		type Time struct{}
		type Timer struct{ C <-chan Time }`)
	check(t, known, "github.com/aws/aws-sdk-go-v2/service/sqs", `package sqs
		type Options struct{}
		type ReceiveMessageInput struct{}
		type ReceiveMessageOutput struct{}
		type GetQueueUrlInput struct{}
		type GetQueueUrlOutput struct{}
		type CreateQueueInput struct{}
		type CreateQueueOutput struct{}`)
	check(t, known, "k8s.io/apimachinery/pkg/apis/meta/v1", `package v1
		type GetOptions struct{}
		type CreateOptions struct{}`)
	pods := check(t, known, "example.com/clientset/typed/core/v1", `package v1
		import (
			"context"
			meta "k8s.io/apimachinery/pkg/apis/meta/v1"
		)
		type PodInterface interface {
			Get(ctx context.Context, name string, opts meta.GetOptions) (any, error)
			Create(ctx context.Context, pod any, opts meta.CreateOptions) (any, error)
		}`)
	redis := check(t, known, "github.com/redis/go-redis/v9", `package redis
		import "context"
		type IntCmd struct{}
		type StringCmd struct{}
		type cmdable func()
		func (cmdable) Get(ctx context.Context, key string) *StringCmd { return nil }
		func (cmdable) Incr(ctx context.Context, key string) *IntCmd { return nil }
		func (cmdable) BLPop(ctx context.Context, keys ...string) *StringCmd { return nil }
		func (cmdable) LPush(ctx context.Context, keys ...string) *IntCmd { return nil }`)
	own := check(t, known, "example.com/own", `package own
		import (
			"context"
			"github.com/aws/aws-sdk-go-v2/service/sqs"
			"time"
		)
		type Queue interface {
			ReceiveMessage(ctx context.Context, in *sqs.ReceiveMessageInput, opts ...func(*sqs.Options)) (*sqs.ReceiveMessageOutput, error)
			GetQueueUrlWithContext(ctx context.Context, in *sqs.GetQueueUrlInput) (*sqs.GetQueueUrlOutput, error)
			CreateQueue(in *sqs.CreateQueueInput) (*sqs.CreateQueueOutput, error)
			Convert(in *sqs.GetQueueUrlInput) (*sqs.CreateQueueOutput, error)
		}
		type Clock interface {
			Sleep(d time.Duration)
			After(d time.Duration) <-chan time.Time
		}`)
	for _, c := range []struct {
		pkg       *types.Package
		typ, name string
		want      Role
	}{
		{own, "Queue", "ReceiveMessage", Fetch},
		{own, "Queue", "GetQueueUrlWithContext", Fetch},
		{own, "Queue", "CreateQueue", Put},
		{own, "Queue", "Convert", None},
		{own, "Clock", "Sleep", Sleep},
		{pods, "PodInterface", "Get", Fetch},
		{pods, "PodInterface", "Create", Call},
		{redis, "cmdable", "Get", Fetch},
		{redis, "cmdable", "Incr", Put},
		{redis, "cmdable", "BLPop", Receive},
		{redis, "cmdable", "LPush", Enqueue},
	} {
		if f, _ := Of(funcIn(c.pkg, c.typ, c.name)); f.Role != c.want {
			t.Errorf("%s.%s: role %d, want %d", c.typ, c.name, f.Role, c.want)
		}
	}
	timer := own.Scope().Lookup("Clock").Type().Underlying().(*types.Interface)
	for m := range timer.ExplicitMethods() {
		if m.Name() == "After" && !IsTimer(m.Signature().Results().At(0).Type()) {
			t.Error("After's channel is a timer's")
		}
	}
}

func TestVerbs(t *testing.T) {
	do := Func{Role: Call, Verb: Param(0)}
	command := Func{Role: Publish, Verb: Param(0), Verbs: redisSends}
	post := Func{Role: Call}
	for _, c := range []struct {
		f          Func
		verb       string
		want       Role
		idempotent bool
	}{
		{do, "", Fetch, true},
		{do, "get", Fetch, true},
		{do, "POST", Call, false},
		{do, "PUT", Call, true},
		{post, "", Call, false},
		{command, "lpush", Publish, false},
		{command, "GET", Fetch, true},
		{command, "BRPOP", Receive, false},
		{Func{Role: Call, Idempotent: true}, "", Call, true},
		{Func{Role: Storage}, "", Storage, true},
		{Func{Role: Exec}, "", Exec, false},
	} {
		if got := c.f.With(c.verb); got != c.want {
			t.Errorf("%+v with %q: role %d, want %d", c.f, c.verb, got, c.want)
		}
		if got := c.f.IsIdempotent(c.verb); got != c.idempotent {
			t.Errorf("%+v with %q: idempotent is %v", c.f, c.verb, got)
		}
	}
}
