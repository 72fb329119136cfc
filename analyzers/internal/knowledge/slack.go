package knowledge

var slack = Library{
	Path:   "github.com/slack-go/slack",
	Import: "github.com/slack-go/slack",
	Module: "github.com/slack-go/slack",
	Types:  []Type{{"Client", Client}},
	Funcs: []Func{
		{Type: "Client", Name: "PostMessage PostMessageContext PostEphemeral PostEphemeralContext", Role: Mail},
		{Type: "Client", Name: "SendMessage SendMessageContext UpdateMessage UpdateMessageContext", Role: Mail},
		{Type: "Client", Name: "ScheduleMessage ScheduleMessageContext", Role: Mail},
		{Name: "PostWebhook PostWebhookContext PostWebhookCustomHTTP PostWebhookCustomHTTPContext", Role: Mail},
	},
}
