package knowledge

var osFiles = Library{
	Path: "os",
	Funcs: []Func{
		{Name: "Remove RemoveAll", Role: Storage},
		{Type: "Root", Name: "Remove RemoveAll", Role: Storage},
	},
	Fails: []Fail{
		{Name: "ErrNotExist IsNotExist", Is: NotFound},
		{Name: "ErrExist IsExist", Is: Duplicate},
		{Name: "ErrPermission IsPermission", Is: Permanent},
		{Name: "ErrDeadlineExceeded IsTimeout", Is: Timeout},
		{Name: "ErrClosed", Is: Permanent},
	},
}

var osSignal = Library{
	Path:  "os/signal",
	Funcs: []Func{{Name: "NotifyContext", Role: Derive, On: Param(0)}},
}
