// Package paymentintent has the signatures of Stripe's payment intents.
package paymentintent

import "github.com/stripe/stripe-go/v82"

func New(params *stripe.PaymentIntentParams) (*stripe.PaymentIntent, error)            { panic(0) }
func Get(id string, params *stripe.PaymentIntentParams) (*stripe.PaymentIntent, error) { panic(0) }
func Confirm(id string, params *stripe.PaymentIntentConfirmParams) (*stripe.PaymentIntent, error) {
	panic(0)
}
