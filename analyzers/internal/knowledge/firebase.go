package knowledge

// firebaseMessaging's Client has its methods from the embedded fcmClient.
var firebaseMessaging = Library{
	Path:   "firebase.google.com/go/messaging",
	Import: "firebase.google.com/go/v4/messaging",
	Module: "firebase.google.com/go/v4",
	Types:  []Type{{"Client", Client}},
	Funcs: []Func{
		{Type: "fcmClient", Name: "Send SendEach SendEachForMulticast", Role: Mail},
		{Type: "fcmClient", Name: "SendAll SendMulticast", Role: Mail},
	},
}
