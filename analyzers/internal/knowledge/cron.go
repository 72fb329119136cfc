package knowledge

var cron = Library{
	Path:   "github.com/robfig/cron",
	Import: "github.com/robfig/cron/v3",
	Module: "github.com/robfig/cron/v3",
	Funcs: []Func{
		{Type: "Cron", Name: "AddFunc", Role: Later, Fn: Param(1)},
	},
}
