package knowledge

// The standard library, as far as it calls the functions it is given or makes
// one context out of another.

var stdBytes = Library{
	Path: "bytes",
	Funcs: []Func{
		{Name: "Map", Role: Invoke, Fn: Param(0)},
		{Name: "FieldsFunc FieldsFuncSeq IndexFunc LastIndexFunc ContainsFunc TrimFunc TrimLeftFunc TrimRightFunc", Role: Invoke, Fn: Param(1)},
	},
}

var stdContext = Library{
	Path: "context",
	Funcs: []Func{
		{Name: "WithValue", Role: ToCtx, On: Param(0), Tx: Param(2)},
		{Name: "WithCancel WithCancelCause WithDeadline WithDeadlineCause WithTimeout WithTimeoutCause WithoutCancel", Role: Derive, On: Param(0)},
		{Name: "AfterFunc", Role: Later, Fn: Param(1)},
		{Type: "Context", Name: "Value", Role: FromCtx, On: Recv},
	},
	Fails: []Fail{
		{Name: "DeadlineExceeded", Is: Timeout},
		{Name: "Canceled", Is: Permanent},
	},
}

var stdFS = Library{
	Path: "io/fs",
	Funcs: []Func{
		{Name: "WalkDir", Role: Invoke, Fn: Param(2)},
	},
	Fails: []Fail{
		{Name: "ErrNotExist", Is: NotFound},
		{Name: "ErrExist", Is: Duplicate},
		{Name: "ErrPermission ErrInvalid", Is: Permanent},
	},
}

var stdFilepath = Library{
	Path: "path/filepath",
	Funcs: []Func{
		{Name: "Walk WalkDir", Role: Invoke, Fn: Param(1)},
	},
}

var stdMaps = Library{
	Path: "maps",
	Funcs: []Func{
		{Name: "DeleteFunc", Role: Invoke, Fn: Param(1)},
		{Name: "EqualFunc", Role: Invoke, Fn: Param(2)},
	},
}

var stdPprof = Library{
	Path: "runtime/pprof",
	Funcs: []Func{
		{Name: "Do", Role: Invoke, Fn: Param(2), On: Param(0), FnCtx: Param(0)},
		{Name: "WithLabels", Role: Derive, On: Param(0)},
	},
}

var stdSlices = Library{
	Path: "slices",
	Funcs: []Func{
		{Name: "ContainsFunc IndexFunc DeleteFunc CompactFunc", Role: Invoke, Fn: Param(1)},
		{Name: "SortFunc SortStableFunc IsSortedFunc SortedFunc SortedStableFunc MinFunc MaxFunc", Role: Invoke, Fn: Param(1)},
		{Name: "BinarySearchFunc CompareFunc EqualFunc", Role: Invoke, Fn: Param(2)},
	},
}

var stdSort = Library{
	Path: "sort",
	Funcs: []Func{
		{Name: "Slice SliceStable SliceIsSorted Search Find", Role: Invoke, Fn: Param(1)},
	},
}

var stdStrings = Library{
	Path: "strings",
	Funcs: []Func{
		{Name: "Map", Role: Invoke, Fn: Param(0)},
		{Name: "FieldsFunc FieldsFuncSeq IndexFunc LastIndexFunc ContainsFunc TrimFunc TrimLeftFunc TrimRightFunc", Role: Invoke, Fn: Param(1)},
	},
}

var stdSync = Library{
	Path: "sync",
	Funcs: []Func{
		{Type: "Once", Name: "Do", Role: Invoke, Fn: Param(0)},
		{Type: "Map", Name: "Range", Role: Invoke, Fn: Param(0)},
		{Type: "WaitGroup", Name: "Go", Role: Spawn, Fn: Param(0)},
		{Type: "WaitGroup", Name: "Wait", Role: Sleep, On: Recv},
		{Type: "Cond", Name: "Wait", Role: Sleep},
		{Name: "OnceFunc OnceValue OnceValues", Role: Later, Fn: Param(0)},
	},
}

var stdTime = Library{
	Path: "time",
	Funcs: []Func{
		{Name: "Sleep", Role: Sleep},
		{Name: "AfterFunc", Role: Later, Fn: Param(1)},
	},
}
