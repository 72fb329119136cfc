package knowledge

import "slices"

// redisSends are the commands that hand something to another process.
const redisSends = "LPUSH LPUSHX RPUSH RPUSHX XADD PUBLISH SPUBLISH"

var redigo = Library{
	Path:   "github.com/gomodule/redigo/redis",
	Import: "github.com/gomodule/redigo/redis",
	Module: "github.com/gomodule/redigo",
	Types:  []Type{{"Conn", Client}, {"Pool", Client}},
	Funcs: []Func{
		{Type: "Conn", Name: "Do Send", Role: Publish, Verb: Param(0), Verbs: redisSends},
		{Type: "ConnWithContext", Name: "DoContext", Role: Publish, Verb: Param(1), Verbs: redisSends},
		{Type: "ConnWithTimeout", Name: "DoWithTimeout", Role: Publish, Verb: Param(1), Verbs: redisSends},
		{Name: "DoContext DoWithTimeout", Role: Publish, Verb: Param(2), Verbs: redisSends},
		{Name: "Dial DialContext DialURL DialURLContext DialTimeout", Role: Fetch},
		{Type: "PubSubConn", Name: "Receive ReceiveContext ReceiveWithTimeout", Role: Receive},
	},
	Cells: slices.Concat(redigoCells("Conn", "Do Send", 0), redigoCells("ConnWithContext", "DoContext", 1), redigoCells("", "DoContext", 2)),
	Fails: []Fail{
		{Name: "ErrNil", Is: NotFound},
		{Name: "ErrPoolExhausted", Is: Refused},
	},
}
