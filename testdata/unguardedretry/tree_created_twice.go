// A log got two trees: the server had made the first, its answer came too late,
// and "unavailable" was taken for "not done". The id is the server's choice.

package unguardedretry

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v4"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// CreateTreeRequest is as protoc-gen-go makes it.
type CreateTreeRequest struct{ Kind string }

// CreateNoteRequest names what it asks for.
type CreateNoteRequest struct{ RequestId, Text string }

// Tree is what the server made.
type Tree struct{ ID int64 }

// TreesClient is as protoc-gen-go-grpc makes it.
type TreesClient interface {
	CreateTree(ctx context.Context, in *CreateTreeRequest, opts ...grpc.CallOption) (*Tree, error)
	CreateNote(ctx context.Context, in *CreateNoteRequest, opts ...grpc.CallOption) (*Tree, error)
	GetTree(ctx context.Context, in *CreateTreeRequest, opts ...grpc.CallOption) (*Tree, error)
	UpdateTree(ctx context.Context, in *CreateTreeRequest, opts ...grpc.CallOption) (*Tree, error)
}

func readTree(ctx context.Context, client TreesClient, req *CreateTreeRequest) (tree *Tree, err error) {
	err = backoff.Retry(func() error {
		tree, err = client.GetTree(ctx, req)
		return err
	}, backoff.NewExponentialBackOff())
	return tree, err
}

func updateTree(ctx context.Context, client TreesClient, req *CreateTreeRequest) (tree *Tree, err error) {
	err = backoff.Retry(func() error {
		tree, err = client.UpdateTree(ctx, req)
		return err
	}, backoff.NewExponentialBackOff())
	return tree, err
}

func createNote(ctx context.Context, client TreesClient, req *CreateNoteRequest) (tree *Tree, err error) {
	err = backoff.Retry(func() error {
		tree, err = client.CreateNote(ctx, req)
		return err
	}, backoff.NewExponentialBackOff())
	return tree, err
}

// createIfRefused: the server says that it did nothing.
func createIfRefused(ctx context.Context, client TreesClient, req *CreateTreeRequest) (tree *Tree, err error) {
	err = backoff.Retry(func() error {
		tree, err = client.CreateTree(ctx, req)
		switch status.Code(err) {
		case codes.OK:
			return nil
		case codes.ResourceExhausted:
			return err
		}
		return backoff.Permanent(err)
	}, backoff.NewExponentialBackOff())
	return tree, err
}

func createTree(ctx context.Context, client TreesClient, req *CreateTreeRequest) (*Tree, error) {
	var tree *Tree
	err := backoff.Retry(func() error {
		var err error
		tree, err = client.CreateTree(ctx, req) // want `request sent again after any error`
		switch code := status.Code(err); code {
		case codes.Unavailable:
			return err
		case codes.OK:
			return nil
		default:
			return err
		}
	}, backoff.NewExponentialBackOff())
	return tree, err
}

func retriable(err error) bool {
	switch status.Code(err) {
	case codes.Unavailable, codes.DeadlineExceeded:
		return true
	}
	return false
}

func createInTime(ctx context.Context, client TreesClient, req *CreateTreeRequest) (tree *Tree, err error) {
	for range 5 {
		if tree, err = client.CreateTree(ctx, req); !retriable(err) { // want `request sent again after a timeout`
			return tree, err
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

func putNote(client *http.Client, url string) (err error) {
	for range 3 {
		var req *http.Request
		if req, err = http.NewRequest(http.MethodPut, url, strings.NewReader("hello")); err != nil {
			return err
		}
		var resp *http.Response
		if resp, err = client.Do(req); err == nil {
			resp.Body.Close()
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func search(client *http.Client, url string) (err error) {
	for range 3 {
		var resp *http.Response
		if resp, err = client.Post(url, "text/plain", strings.NewReader("hello")); err == nil {
			resp.Body.Close()
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// sendHeartbeat tells what the next one tells, too.
func sendHeartbeat(client *http.Client, url string) (err error) {
	for range 3 {
		var resp *http.Response
		if resp, err = client.Post(url, "text/plain", strings.NewReader("hello")); err == nil {
			resp.Body.Close()
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func issueRequest(client *http.Client, url string, payload string) (err error) {
	for range 3 {
		var resp *http.Response
		if resp, err = client.Post(url, "text/plain", strings.NewReader(payload)); err == nil {
			resp.Body.Close()
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func getToken(client *http.Client, url string) error {
	resp, err := client.Post(url, "text/plain", strings.NewReader("secret"))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func createDraft(client *http.Client, url string) error {
	return getToken(client, url)
}

// createAfterLogin asks for a token only: the rest isn't a request.
func createAfterLogin(client *http.Client, url string) (err error) {
	for range 3 {
		if err = createDraft(client, url); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// noteAll doesn't try again what it has ticked off.
func noteAll(client *http.Client, url string, all []string) error {
	sent := map[string]bool{}
	return backoff.Retry(func() error {
		var failed error
		for _, note := range all {
			if sent[note] {
				continue
			}
			if err := postNote(client, url, note); err != nil {
				failed = err
			}
			sent[note] = true
		}
		return failed
	}, backoff.NewExponentialBackOff())
}

func postNote(client *http.Client, url, note string) error {
	resp, err := client.Post(url, "text/plain", strings.NewReader(note))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// noteFailed tries again those that failed, which may have been posted.
func noteFailed(client *http.Client, url string, all []string) error {
	sent := map[string]bool{}
	return backoff.Retry(func() error {
		var failed error
		for _, note := range all {
			if sent[note] {
				continue
			}
			if err := postNote(client, url, note); err != nil { // want `request sent again after any error via postNote`
				failed = err
				continue
			}
			sent[note] = true
		}
		return failed
	}, backoff.NewExponentialBackOff())
}

// createMessageSession: a session that nobody uses ends by itself.
func createMessageSession(client *http.Client, url string) (err error) {
	for range 3 {
		var resp *http.Response
		if resp, err = client.Post(url, "text/plain", strings.NewReader("hello")); err == nil {
			resp.Body.Close()
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func sendNote(client *http.Client, url string) (err error) {
	for range 3 {
		var resp *http.Response
		if resp, err = client.Post(url, "text/plain", strings.NewReader("hello")); err == nil { // want `request sent again after any error`
			resp.Body.Close()
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func sendWithKey(client *http.Client, url, key string) (err error) {
	for range 3 {
		var req *http.Request
		if req, err = http.NewRequest(http.MethodPost, url, strings.NewReader("hello")); err != nil {
			return err
		}
		req.Header.Set("Idempotency-Key", key)
		var resp *http.Response
		if resp, err = client.Do(req); err == nil {
			resp.Body.Close()
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}
