// Package retry has the signatures of client-go's retry.
package retry

import "k8s.io/apimachinery/pkg/util/wait"

var DefaultRetry, DefaultBackoff wait.Backoff

func OnError(backoff wait.Backoff, retriable func(error) bool, fn func() error) error { panic(0) }
func RetryOnConflict(backoff wait.Backoff, fn func() error) error                     { panic(0) }
