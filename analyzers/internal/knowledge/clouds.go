package knowledge

import (
	"go/types"
	"regexp"
	"strings"
)

// awsClient is what both versions of the AWS SDK generate for a service, and
// the interfaces that projects take in a client's place: from *GetObjectInput to
// *GetObjectOutput.
var awsClient = Shape{
	Name: "AWS client",
	Func: func(fn *types.Func) (Func, bool) {
		sig := fn.Signature()
		if sig.Recv() == nil || sig.Results().Len() != 2 {
			return Func{}, false
		}
		out := Named(sig.Results().At(0).Type())
		if out == nil || out.Obj().Pkg() == nil || !strings.HasSuffix(out.Obj().Name(), "Output") {
			return Func{}, false
		}
		path := Path(out.Obj().Pkg().Path())
		if !strings.HasPrefix(path, "github.com/aws/aws-sdk-go") || !strings.Contains(path, "/service/") {
			return Func{}, false
		}
		name := strings.TrimSuffix(fn.Name(), "WithContext")
		if name == "NextPage" {
			return Func{Name: fn.Name(), Role: Fetch}, true
		}
		for p := range sig.Params().Variables() {
			if in := Named(p.Type()); in != nil && in.Obj().Pkg() == out.Obj().Pkg() && in.Obj().Name() == name+"Input" {
				return cloudCall(fn, name), true
			}
		}
		return Func{}, false
	},
}

// azureClient is what is generated for a service of Azure: it ends with
// *GetOptions and returns a GetResponse.
var azureClient = Shape{
	Name: "Azure client",
	Func: func(fn *types.Func) (Func, bool) {
		sig := fn.Signature()
		if sig.Recv() == nil || sig.Results().Len() != 2 || sig.Params().Len() == 0 {
			return Func{}, false
		}
		out := Named(sig.Results().At(0).Type())
		opts := Named(sig.Params().At(sig.Params().Len() - 1).Type())
		if out == nil || opts == nil || out.Obj().Pkg() == nil || opts.Obj().Pkg() == nil ||
			!strings.HasPrefix(out.Obj().Pkg().Path(), "github.com/Azure/azure-sdk-for-go/sdk/") ||
			!strings.HasSuffix(opts.Obj().Name(), "Options") || !strings.HasSuffix(out.Obj().Name(), "Response") {
			return Func{}, false
		}
		return cloudCall(fn, fn.Name()), true
	},
}

// googleCall is a call as the clients of Google's APIs build it: a type
// ObjectsGetCall with the method Do.
var googleCall = Shape{
	Name: "Google API call",
	Func: func(fn *types.Func) (Func, bool) {
		sig := fn.Signature()
		if sig.Recv() == nil || !sig.Variadic() || fn.Name() != "Do" && fn.Name() != "Download" {
			return Func{}, false
		}
		opts := sig.Params().At(sig.Params().Len() - 1).Type().(*types.Slice)
		recv := Named(sig.Recv().Type())
		if recv == nil || !isNamed(opts.Elem(), "google.golang.org/api/googleapi", "CallOption") {
			return Func{}, false
		}
		f := Func{Name: fn.Name(), Role: Put}
		if googleReads.MatchString(recv.Obj().Name()) {
			f.Role = Fetch
		}
		return f, true
	},
}

var googleReads = regexp.MustCompile(`(Get|List|Query|Search|Lookup|Watch|Download|Export|Fetch|Test)[A-Za-z]*Call$`)

// gaxClient is what is generated for Google's services on gRPC: each method's
// last parameter is ...gax.CallOption.
var gaxClient = Shape{
	Name: "gax client",
	Func: func(fn *types.Func) (Func, bool) {
		sig := fn.Signature()
		if sig.Recv() == nil || !sig.Variadic() {
			return Func{}, false
		}
		opts := sig.Params().At(sig.Params().Len() - 1).Type().(*types.Slice)
		if !isNamed(opts.Elem(), "github.com/googleapis/gax-go", "CallOption") {
			return Func{}, false
		}
		return cloudCall(fn, fn.Name()), true
	},
}

// cloudCall is what a method of that name does to a service that no table
// lists.
func cloudCall(fn *types.Func, name string) Func {
	f := Func{Name: fn.Name(), Role: Put}
	// SQS's ReceiveMessage may wait for messages, but not when it fails.
	if strings.HasPrefix(name, "Receive") || reads.MatchString(name) {
		f.Role = Fetch
	}
	return f
}

// kubernetesClient is what is generated for a kind of objects, in whichever
// project: Get(ctx, name, metav1.GetOptions). What is written has a name, or a
// version that the server compares.
var kubernetesClient = Shape{
	Name: "Kubernetes client",
	Func: func(fn *types.Func) (Func, bool) {
		sig := fn.Signature()
		if sig.Recv() == nil || sig.Params().Len() < 2 || !isContextType(sig.Params().At(0).Type()) || fn.Pkg() == nil ||
			!strings.HasPrefix(fn.Pkg().Path(), "k8s.io/client-go/") && !strings.Contains(fn.Pkg().Path(), "/typed/") {
			return Func{}, false
		}
		for p := range sig.Params().Variables() {
			opts := Named(p.Type())
			if opts == nil || opts.Obj().Pkg() == nil || opts.Obj().Pkg().Path() != "k8s.io/apimachinery/pkg/apis/meta/v1" {
				continue
			}
			switch opts.Obj().Name() {
			case "GetOptions", "ListOptions":
				return Func{Name: fn.Name(), Role: Fetch}, true
			case "CreateOptions", "UpdateOptions", "PatchOptions", "ApplyOptions", "DeleteOptions":
				return Func{Name: fn.Name(), Role: Call, Idempotent: true}, true
			}
		}
		return Func{}, false
	},
}

// redisCommand is a command of go-redis: its result is the command, and holds
// the error.
var redisCommand = Shape{
	Name: "redis command",
	Func: func(fn *types.Func) (Func, bool) {
		sig := fn.Signature()
		if sig.Recv() == nil || sig.Results().Len() != 1 || sig.Params().Len() == 0 || fn.Pkg() == nil {
			return Func{}, false
		}
		if path := Path(fn.Pkg().Path()); path != goRedis.Path && path != goRedisV8.Path {
			return Func{}, false
		}
		cmd := Named(sig.Results().At(0).Type())
		if cmd == nil || !strings.HasSuffix(cmd.Obj().Name(), "Cmd") || cmd.Obj().Pkg() != fn.Pkg() || strings.HasPrefix(fn.Name(), "New") {
			return Func{}, false
		}
		return Func{Name: fn.Name(), Role: redisRole(strings.ToUpper(fn.Name()))}, true
	},
}

var (
	redisReceives = regexp.MustCompile(`^(B(LPOP|RPOP|RPOPLPUSH|LMOVE|LMPOP|ZPOPMAX|ZPOPMIN|ZMPOP)|XREAD|XREADGROUP|XREADSTREAMS)$`)
	redisWrites   = regexp.MustCompile(`SET|INCR|DECR|DEL|ADD|PUSH|POP|REM|EXPIRE|RENAME|MOVE|TRIM|STORE|FLUSH|APPEND|PERSIST|COPY|EVAL|ACK|CLAIM|UNLINK|PUBLISH|CREATE|DESTROY|RESTORE`)
)

// redisRole is what a command does that isn't listed among those that send.
func redisRole(command string) Role {
	switch {
	case redisReceives.MatchString(command):
		return Receive
	case redisWrites.MatchString(command) && command != "TYPE":
		return Put
	}
	return Fetch
}
