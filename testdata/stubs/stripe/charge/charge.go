// Package charge has the signatures of Stripe's charges.
package charge

import "github.com/stripe/stripe-go/v82"

func New(params *stripe.ChargeParams) (*stripe.Charge, error)            { panic(0) }
func Get(id string, params *stripe.ChargeParams) (*stripe.Charge, error) { panic(0) }
