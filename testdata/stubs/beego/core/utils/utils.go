// Package utils has the signatures of the real one that scenarios need.
package utils

type KV interface {
	GetKey() any
	GetValue() any
}
