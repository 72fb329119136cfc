// What a plugin does isn't known here but for its signature, which says that it
// is asked something and may fail. Opt-in: it may be no remote call.

package unguardedretry

import (
	"context"
	"log"
	"time"
)

// Request is what a plugin is asked.
type Request struct{ Name string }

// Response is what it answers.
type Response struct{ OK bool }

// Plugin is implemented elsewhere.
type Plugin interface {
	Send(ctx context.Context, req *Request) (*Response, error)
}

func sendSlowly(ctx context.Context, p Plugin, req *Request) *Response {
	for {
		resp, err := p.Send(ctx, req)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		return resp
	}
}

func sendAtOnce(ctx context.Context, p Plugin, req *Request) *Response {
	for {
		select {
		case <-ctx.Done():
			return nil
		default:
			resp, err := p.Send(ctx, req)
			if err != nil { // want `retried at once, without end, when Send fails`
				log.Print(err)
				continue
			}
			return resp
		}
	}
}
