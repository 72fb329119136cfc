// A backoff helper ran for days: the request was invalid, and the helper waited
// for that to change. Opt-in: with a bound it costs little more than time.

package unguardedretry

import (
	"context"
	"crypto/x509"
	"errors"
	"net/http"
	"net/url"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// tryUntil stops at errors that stay.
func tryUntil(ctx context.Context, f func() error) error {
	for {
		err := f()
		switch status.Code(err) {
		case codes.Unavailable, codes.Aborted:
		default:
			return err
		}
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func treeUntil(ctx context.Context, client TreesClient) error {
	return tryUntil(ctx, func() error {
		_, err := client.GetTree(ctx, nil)
		return err
	})
}

func tryForEver(ctx context.Context, f func() error) error {
	for {
		if err := f(); err != nil { // want `every error is retried`
			select {
			case <-time.After(time.Second):
				continue
			case <-ctx.Done():
				return err
			}
		}
		return nil
	}
}

func treeForEver(ctx context.Context, client TreesClient) error {
	return tryForEver(ctx, func() error {
		_, err := client.GetTree(ctx, nil) // want `every error is retried`
		return err
	})
}

// treeAgain gives up.
func treeAgain(ctx context.Context, client TreesClient) (tree *Tree, err error) {
	for range 10 {
		if tree, err = client.GetTree(ctx, nil); err == nil {
			return tree, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

func treeIfThere(ctx context.Context, client TreesClient) (tree *Tree, err error) {
	for range 10 {
		tree, err = client.GetTree(ctx, nil)
		if err == nil || status.Code(err) == codes.InvalidArgument {
			return tree, err
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

// tryThese names the errors that pass.
func tryThese(resp *http.Response, err error) (bool, error) {
	if err != nil {
		var u *url.Error
		if errors.As(err, &u) && u.Timeout() {
			return true, nil
		}
		return false, err
	}
	return resp.StatusCode >= 500, nil
}

func tryAllOthers(resp *http.Response, err error) (bool, error) {
	if err != nil {
		if v, ok := err.(*url.Error); ok {
			if _, ok := v.Err.(x509.UnknownAuthorityError); ok {
				return false, nil
			}
		}
		return true, nil // want `any other error is taken for one that passes`
	}
	return false, nil
}
