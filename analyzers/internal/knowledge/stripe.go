package knowledge

// stripe is its resources: each is a package with functions and a Client, and
// from v82 also a service of the root package.
var stripe = []*Library{
	stripeResource("account", "New Update Del Reject"),
	stripeResource("charge", "New Update Capture"),
	stripeResource("checkout/session", "New Update Expire"),
	stripeResource("creditnote", "New Update VoidCreditNote"),
	stripeResource("customer", "New Update Del DeleteDiscount"),
	stripeResource("invoice", "New Update Del FinalizeInvoice MarkUncollectible Pay SendInvoice VoidInvoice"),
	stripeResource("invoiceitem", "New Update Del"),
	stripeResource("paymentintent", "New Update ApplyCustomerBalance Cancel Capture Confirm IncrementAuthorization"),
	stripeResource("paymentlink", "New Update"),
	stripeResource("paymentmethod", "New Update Attach Detach"),
	stripeResource("payout", "New Update Cancel Reverse"),
	stripeResource("price", "New Update"),
	stripeResource("product", "New Update Del"),
	stripeResource("refund", "New Update Cancel"),
	stripeResource("setupintent", "New Update Cancel Confirm"),
	stripeResource("subscription", "New Update Cancel DeleteDiscount Resume"),
	stripeResource("subscriptionitem", "New Update Del"),
	stripeResource("subscriptionschedule", "New Update Cancel Release"),
	stripeResource("transfer", "New Update"),
	stripeResource("transferreversal", "New Update"),
	{
		Path:   stripePath,
		Import: stripeModule,
		Module: stripeModule,
		Types:  []Type{{"Client", Client}},
		Funcs: []Func{
			{Type: "v1ChargeService", Name: "Create Update Capture", Role: Call},
			{Type: "v1CheckoutSessionService", Name: "Create Update Expire", Role: Call},
			{Type: "v1CustomerService", Name: "Create Update Delete DeleteDiscount", Role: Call},
			{Type: "v1InvoiceService", Name: "Create Update Delete FinalizeInvoice MarkUncollectible Pay SendInvoice VoidInvoice", Role: Call},
			{Type: "v1PaymentIntentService", Name: "Create Update ApplyCustomerBalance Cancel Capture Confirm IncrementAuthorization", Role: Call},
			{Type: "v1PayoutService", Name: "Create Update Cancel Reverse", Role: Call},
			{Type: "v1RefundService", Name: "Create Update Cancel", Role: Call},
			{Type: "v1SetupIntentService", Name: "Create Update Cancel Confirm", Role: Call},
			{Type: "v1SubscriptionService", Name: "Create Update Cancel DeleteDiscount Resume", Role: Call},
			{Type: "v1TransferService", Name: "Create Update", Role: Call},
		},
		Keys: []Key{
			{Type: "Params", Field: "IdempotencyKey"},
			{Type: "Params", Name: "SetIdempotencyKey"},
		},
	},
}

const (
	stripePath   = "github.com/stripe/stripe-go"
	stripeModule = stripePath + "/v82"
)

func stripeResource(name, methods string) *Library {
	return &Library{
		Path:   stripePath + "/" + name,
		Import: stripeModule + "/" + name,
		Module: stripeModule,
		Funcs: []Func{
			{Name: methods, Role: Call},
			{Type: "Client", Name: methods, Role: Call},
		},
	}
}
