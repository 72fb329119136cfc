// Package stripe has stripe-go's signatures.
package stripe

var Key string

func String[T ~string](v T) *string { panic(0) }
func Int64(v int64) *int64          { panic(0) }

type ChargeParams struct {
	Amount   *int64
	Currency *string
	Customer *string
}

type Charge struct{ ID string }

type RefundParams struct {
	Amount *int64
	Charge *string
}

type Refund struct{ ID string }

type PaymentIntentParams struct {
	Amount   *int64
	Currency *string
	Customer *string
}

type PaymentIntentConfirmParams struct{ PaymentMethod *string }

type PaymentIntent struct{ ID string }
