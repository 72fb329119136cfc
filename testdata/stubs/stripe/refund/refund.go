// Package refund has the signatures of Stripe's refunds.
package refund

import "github.com/stripe/stripe-go/v82"

func New(params *stripe.RefundParams) (*stripe.Refund, error)            { panic(0) }
func Get(id string, params *stripe.RefundParams) (*stripe.Refund, error) { panic(0) }
