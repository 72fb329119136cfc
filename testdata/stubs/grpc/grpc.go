// Package grpc has grpc-go's signatures.
package grpc

import (
	"context"

	"google.golang.org/grpc/metadata"
)

type CallOption interface{ before() }

type DialOption interface{ apply() }

type StreamDesc struct {
	StreamName    string
	ServerStreams bool
	ClientStreams bool
}

type ClientStream interface {
	Context() context.Context
	SendMsg(m any) error
	RecvMsg(m any) error
}

type ClientConnInterface interface {
	Invoke(ctx context.Context, method string, args any, reply any, opts ...CallOption) error
	NewStream(ctx context.Context, desc *StreamDesc, method string, opts ...CallOption) (ClientStream, error)
}

type ClientConn struct{}

func NewClient(target string, opts ...DialOption) (conn *ClientConn, err error) { panic(0) }

func (cc *ClientConn) Invoke(ctx context.Context, method string, args, reply any, opts ...CallOption) error {
	panic(0)
}
func (cc *ClientConn) NewStream(ctx context.Context, desc *StreamDesc, method string, opts ...CallOption) (ClientStream, error) {
	panic(0)
}
func (cc *ClientConn) Close() error { panic(0) }

func Header(md *metadata.MD) CallOption { panic(0) }
