package knowledge

var osFiles = Library{
	Path: "os",
	Funcs: []Func{
		{Name: "Remove RemoveAll", Role: Storage},
		{Type: "Root", Name: "Remove RemoveAll", Role: Storage},
	},
}

var osSignal = Library{
	Path:  "os/signal",
	Funcs: []Func{{Name: "NotifyContext", Role: Derive, On: Param(0)}},
}
