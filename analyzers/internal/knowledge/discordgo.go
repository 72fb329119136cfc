package knowledge

var discordgo = Library{
	Path:   "github.com/bwmarrin/discordgo",
	Import: "github.com/bwmarrin/discordgo",
	Module: "github.com/bwmarrin/discordgo",
	Types:  []Type{{"Session", Client}},
	Funcs: []Func{
		{Type: "Session", Name: "ChannelMessageSend ChannelMessageSendComplex ChannelMessageSendTTS ChannelMessageSendReply", Role: Mail},
		{Type: "Session", Name: "ChannelMessageSendEmbed ChannelMessageSendEmbeds ChannelMessageSendEmbedReply ChannelMessageSendEmbedsReply", Role: Mail},
		{Type: "Session", Name: "WebhookExecute WebhookThreadExecute InteractionRespond FollowupMessageCreate", Role: Mail},
	},
}
