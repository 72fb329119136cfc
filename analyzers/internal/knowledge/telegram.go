package knowledge

var telegram = Library{
	Path:   "github.com/go-telegram-bot-api/telegram-bot-api",
	Import: "github.com/go-telegram-bot-api/telegram-bot-api/v5",
	Module: "github.com/go-telegram-bot-api/telegram-bot-api/v5",
	Types:  []Type{{"BotAPI", Client}},
	Funcs: []Func{
		{Type: "BotAPI", Name: "Send SendMediaGroup Request CopyMessage", Role: Mail},
	},
}
