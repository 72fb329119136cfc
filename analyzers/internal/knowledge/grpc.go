package knowledge

import (
	"go/types"
	"regexp"
)

var grpc = Library{
	Path:   "google.golang.org/grpc",
	Import: "google.golang.org/grpc",
	Module: "google.golang.org/grpc",
	Types:  []Type{{"ClientConn", Client}, {"ClientConnInterface", Client}},
	Funcs: []Func{
		{Type: "ClientConn", Name: "Invoke NewStream", Role: Call},
		{Type: "ClientConnInterface", Name: "Invoke NewStream", Role: Call},
		{Type: "Server", Name: "Serve", Role: Receive},
		{Type: "ClientStream", Name: "RecvMsg", Role: Receive},
		{Type: "ServerStream", Name: "RecvMsg", Role: Receive},
		{Type: "ClientStream", Name: "SendMsg", Role: Put},
	},
	Fails: []Fail{
		{Name: "Code", Code: GRPC},
		{Name: "ErrClientConnClosing ErrServerStopped", Is: Permanent},
	},
}

var grpcMetadata = Library{
	Path:   "google.golang.org/grpc/metadata",
	Import: "google.golang.org/grpc/metadata",
	Module: "google.golang.org/grpc",
	Funcs: []Func{
		{Name: "NewOutgoingContext NewIncomingContext AppendToOutgoingContext", Role: Derive, On: Param(0)},
	},
}

// grpcClient is what protoc-gen-go-grpc generates for a client: each method's
// last parameter is ...grpc.CallOption.
var grpcClient = Shape{
	Name: "grpc client",
	Func: func(fn *types.Func) (Func, bool) {
		sig := fn.Signature()
		if sig.Recv() == nil || !sig.Variadic() {
			return Func{}, false
		}
		opts := sig.Params().At(sig.Params().Len() - 1).Type().(*types.Slice)
		if !isNamed(opts.Elem(), grpc.Path, "CallOption") {
			return Func{}, false
		}
		return remoteCall(fn), true
	},
}

// reads are the words that a remote procedure's name starts with if it changes
// nothing.
var reads = regexp.MustCompile(`^(Authorize|BatchGet|BatchRead|Can|Check|Count|Describe|Diff|Download|Echo|Estimate|Evaluate|Exists|Explain|Export|Fetch|Find|Get|Has|Health|Introspect|Is|List|Load|Lookup|Peek|Ping|Preview|Query|Read|Render|Resolve|Retrieve|Scan|Search|Select|Show|Stat|Stats|Status|Subscribe|Tail|Validate|Verify|View|Watch)([^a-z]|$)`)

// adds are the words that a remote procedure's name starts with if it does more
// each time.
var adds = regexp.MustCompile(`^(Append|Book|Charge|Create|Debit|Enqueue|Insert|Increment|Issue|Notify|Pay|Post|Publish|Record|Send|Submit|Transfer|Withdraw)([^a-z]|$)`)

// remoteCall is what a generated client's method does. Only the server knows
// whether it changes something; the name is used to take it for a Fetch, or for
// what may be done twice, never to report an effect.
func remoteCall(fn *types.Func) Func {
	call := Func{Name: fn.Name(), Role: Call, Idempotent: !adds.MatchString(fn.Name())}
	if reads.MatchString(fn.Name()) {
		call.Role = Fetch
	}
	return call
}

func isNamed(t types.Type, path, name string) bool {
	n := Named(t)
	return n != nil && n.Obj().Name() == name && n.Obj().Pkg() != nil && Path(n.Obj().Pkg().Path()) == path
}
