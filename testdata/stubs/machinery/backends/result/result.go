// Package result has the signatures of machinery's results.
package result

type AsyncResult struct{}

type ChainAsyncResult struct{}
