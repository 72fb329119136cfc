package knowledge

import (
	"go/types"
	"strings"
)

var connect = Library{
	Path:   "connectrpc.com/connect",
	Import: "connectrpc.com/connect",
	Module: "connectrpc.com/connect",
	Types:  []Type{{"Client", Client}},
	Funcs: []Func{
		{Type: "Client", Name: "CallUnary CallClientStream CallServerStream CallBidiStream", Role: Call},
	},
	Fails: []Fail{
		{Name: "CodeOf", Code: GRPC},
		{Type: "Error", Name: "Code", Code: GRPC},
	},
}

// connectClient is what protoc-gen-connect-go generates for a client. A
// handler's interface has the same methods, so its name decides.
var connectClient = Shape{
	Name: "connect client",
	Func: func(fn *types.Func) (Func, bool) {
		sig := fn.Signature()
		if sig.Recv() == nil || sig.Params().Len() != 2 || sig.Results().Len() != 2 {
			return Func{}, false
		}
		recv := Named(sig.Recv().Type())
		if recv == nil || !strings.HasSuffix(recv.Obj().Name(), "Client") ||
			!isNamed(sig.Params().At(1).Type(), connect.Path, "Request") ||
			!isNamed(sig.Results().At(0).Type(), connect.Path, "Response") {
			return Func{}, false
		}
		return remoteCall(fn), true
	},
}
