// Package kgo has franz-go's signatures.
package kgo

import "context"

type Record struct {
	Key   []byte
	Value []byte
	Topic string
}

func StringRecord(value string) *Record

type ProduceResult struct {
	Record *Record
	Err    error
}

type ProduceResults []ProduceResult

func (rs ProduceResults) FirstErr() error

type Client struct{}

func (cl *Client) Produce(ctx context.Context, r *Record, promise func(*Record, error))
func (cl *Client) TryProduce(ctx context.Context, r *Record, promise func(*Record, error))
func (cl *Client) ProduceSync(ctx context.Context, rs ...*Record) ProduceResults
