// Package grpcgen has the shape of what protoc-gen-go-grpc generates.
package grpcgen

import (
	"context"

	"google.golang.org/grpc"
)

// ChargeRequest is a message.
type ChargeRequest struct{ Amount int64 }

// ChargeReply is a message.
type ChargeReply struct{ ID string }

// PaymentsClient is the client API for Payments service.
type PaymentsClient interface {
	Charge(ctx context.Context, in *ChargeRequest, opts ...grpc.CallOption) (*ChargeReply, error)
	GetCharge(ctx context.Context, in *ChargeReply, opts ...grpc.CallOption) (*ChargeReply, error)
}

type paymentsClient struct{ cc grpc.ClientConnInterface }

// NewPaymentsClient returns a client on cc.
func NewPaymentsClient(cc grpc.ClientConnInterface) PaymentsClient { return &paymentsClient{cc} }

func (c *paymentsClient) Charge(ctx context.Context, in *ChargeRequest, opts ...grpc.CallOption) (*ChargeReply, error) {
	out := new(ChargeReply)
	return out, c.cc.Invoke(ctx, "/shop.Payments/Charge", in, out, opts...)
}

func (c *paymentsClient) GetCharge(ctx context.Context, in *ChargeReply, opts ...grpc.CallOption) (*ChargeReply, error) {
	out := new(ChargeReply)
	return out, c.cc.Invoke(ctx, "/shop.Payments/GetCharge", in, out, opts...)
}
