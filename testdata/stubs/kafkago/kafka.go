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

type ReaderConfig struct {
	Brokers []string
	GroupID string
	Topic   string
}

type Reader struct{}

func NewReader(config ReaderConfig) *Reader { panic(0) }

func (r *Reader) ReadMessage(ctx context.Context) (Message, error)          { panic(0) }
func (r *Reader) FetchMessage(ctx context.Context) (Message, error)         { panic(0) }
func (r *Reader) CommitMessages(ctx context.Context, msgs ...Message) error { panic(0) }
func (r *Reader) Close() error                                              { panic(0) }
