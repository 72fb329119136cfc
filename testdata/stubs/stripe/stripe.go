// Package stripe has stripe-go's signatures.
package stripe

import "context"

var Key string

func String[T ~string](v T) *string { panic(0) }
func Int64(v int64) *int64          { panic(0) }

type Params struct {
	Context        context.Context
	IdempotencyKey *string
}

func (p *Params) SetIdempotencyKey(val string) { panic(0) }

type ChargeParams struct {
	Params
	Amount   *int64
	Currency *string
	Customer *string
}

type Charge struct{ ID string }

type RefundParams struct {
	Params
	Amount *int64
	Charge *string
}

type Refund struct{ ID string }

type PaymentIntentParams struct {
	Params
	Amount   *int64
	Currency *string
	Customer *string
}

type PaymentIntentConfirmParams struct {
	Params
	PaymentMethod *string
}

type PaymentIntent struct{ ID string }
