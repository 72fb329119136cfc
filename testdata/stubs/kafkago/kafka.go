// Package kafka has kafka-go's signatures.
package kafka

import "context"

type Message struct {
	Topic string
	Key   []byte
	Value []byte
}

type Writer struct{ Topic string }

func (w *Writer) WriteMessages(ctx context.Context, msgs ...Message) error { panic(0) }
func (w *Writer) Close() error                                             { panic(0) }
