// Package kgo has franz-go's signatures.
package kgo

import "context"

type Record struct {
	Key   []byte
	Value []byte
	Topic string
}

func StringRecord(value string) *Record { panic(0) }

type ProduceResult struct {
	Record *Record
	Err    error
}

type ProduceResults []ProduceResult

func (rs ProduceResults) FirstErr() error { panic(0) }

type Client struct{}

func (cl *Client) Produce(ctx context.Context, r *Record, promise func(*Record, error))    { panic(0) }
func (cl *Client) TryProduce(ctx context.Context, r *Record, promise func(*Record, error)) { panic(0) }
func (cl *Client) ProduceSync(ctx context.Context, rs ...*Record) ProduceResults           { panic(0) }
