// Package tasks has the signatures of machinery's tasks.
package tasks

import "time"

type Arg struct {
	Name  string
	Type  string
	Value interface{}
}

type Signature struct {
	UUID       string
	Name       string
	RoutingKey string
	ETA        *time.Time
	Args       []Arg
	RetryCount int
}

func NewSignature(name string, args []Arg) (*Signature, error) { panic(0) }

type Chain struct{ Tasks []*Signature }

func NewChain(signatures ...*Signature) (*Chain, error) { panic(0) }
