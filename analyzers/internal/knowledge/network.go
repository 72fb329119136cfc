package knowledge

import (
	"go/types"
	"regexp"
	"strings"
)

// A connection's Read blocks until the peer has sent something.
var stdNet = Library{
	Path: "net",
	Funcs: []Func{
		{Name: "Dial DialTimeout DialTCP DialUDP DialUnix DialIP", Role: Fetch},
		{Type: "Dialer", Name: "Dial DialContext DialTCP DialUDP DialUnix DialIP", Role: Fetch},
		{Name: "LookupHost LookupIP LookupCNAME LookupSRV LookupMX LookupNS LookupTXT LookupAddr", Role: Fetch},
		{Type: "Resolver", Name: "LookupHost LookupIP LookupIPAddr LookupNetIP LookupCNAME LookupSRV LookupMX LookupNS LookupTXT LookupAddr", Role: Fetch},
		{Type: "Listener", Name: "Accept", Role: Receive},
		{Type: "TCPListener", Name: "Accept AcceptTCP", Role: Receive},
		{Type: "UnixListener", Name: "Accept AcceptUnix", Role: Receive},
		{Type: "Conn", Name: "Read", Role: Receive},
		{Type: "conn", Name: "Read", Role: Receive},
		{Type: "PacketConn", Name: "ReadFrom", Role: Receive},
		{Type: "UDPConn", Name: "ReadFrom ReadFromUDP ReadFromUDPAddrPort ReadMsgUDP ReadMsgUDPAddrPort", Role: Receive},
		{Type: "UnixConn", Name: "ReadFrom ReadFromUnix ReadMsgUnix", Role: Receive},
		{Type: "Conn", Name: "Write", Role: Put},
		{Type: "conn", Name: "Write", Role: Put},
		{Type: "PacketConn", Name: "WriteTo", Role: Put},
		{Type: "UDPConn", Name: "WriteTo WriteToUDP WriteToUDPAddrPort", Role: Put},
	},
	Fails: []Fail{
		{Name: "ErrClosed", Is: Permanent},
		{Type: "Error", Is: Timeout | Refused},
		{Type: "OpError", Is: Timeout | Refused},
		{Type: "DNSError", Is: Refused},
		{Type: "AddrError", Is: Permanent},
	},
}

var stdTLS = Library{
	Path: "crypto/tls",
	Funcs: []Func{
		{Name: "Dial DialWithDialer", Role: Fetch},
		{Type: "Dialer", Name: "Dial DialContext", Role: Fetch},
		{Type: "Conn", Name: "Handshake HandshakeContext", Role: Fetch},
		{Type: "Conn", Name: "Read", Role: Receive},
		{Type: "Conn", Name: "Write", Role: Put},
	},
}

var ssh = Library{
	Path:   "golang.org/x/crypto/ssh",
	Import: "golang.org/x/crypto/ssh",
	Module: "golang.org/x/crypto",
	Funcs: []Func{
		{Name: "Dial NewClientConn", Role: Fetch},
		{Type: "Client", Name: "Dial DialTCP NewSession", Role: Fetch},
		{Type: "Session", Name: "Run Output CombinedOutput", Role: Put},
	},
}

var gorillaWebsocket = Library{
	Path:   "github.com/gorilla/websocket",
	Import: "github.com/gorilla/websocket",
	Module: "github.com/gorilla/websocket",
	Funcs: []Func{
		{Type: "Dialer", Name: "Dial DialContext", Role: Fetch},
		{Type: "Conn", Name: "ReadMessage NextReader ReadJSON", Role: Receive},
		{Type: "Conn", Name: "WriteMessage WritePreparedMessage WriteJSON WriteControl", Role: Put},
	},
}

var coderWebsocket = Library{
	Path:   "github.com/coder/websocket",
	Import: "github.com/coder/websocket",
	Module: "github.com/coder/websocket",
	Funcs: []Func{
		{Name: "Dial", Role: Fetch},
		{Type: "Conn", Name: "Read Reader", Role: Receive},
		{Type: "Conn", Name: "Write Ping", Role: Put},
	},
}

// etcd's Txn compares before it writes: Commit twice is as once only where the
// comparison fails then.
var etcd = Library{
	Path:   "go.etcd.io/etcd/client/v3",
	Import: "go.etcd.io/etcd/client/v3",
	Module: "go.etcd.io/etcd/client/v3",
	Funcs: []Func{
		{Name: "New", Role: Fetch},
		{Type: "KV", Name: "Get", Role: Fetch},
		{Type: "KV", Name: "Put Delete Do Compact", Role: Put},
		{Type: "Txn", Name: "Commit", Role: Put},
		{Type: "Lease", Name: "TimeToLive Leases", Role: Fetch},
		{Type: "Lease", Name: "Grant Revoke KeepAliveOnce", Role: Put},
	},
	Cells: []Cell{
		{Type: "KV", Name: "Get", Key: Param(1), Keys: 1},
		{Type: "KV", Name: "Put", Writes: true, Key: Param(1), Keys: 1},
	},
}

// consulClient is the client of Consul: a query returns *QueryMeta, a write
// *WriteMeta.
var consulClient = Shape{
	Name: "Consul client",
	Func: func(fn *types.Func) (Func, bool) {
		sig := fn.Signature()
		if sig.Recv() == nil || fn.Pkg() == nil || !strings.HasPrefix(fn.Pkg().Path(), "github.com/hashicorp/consul/api") {
			return Func{}, false
		}
		for r := range sig.Results().Variables() {
			switch {
			case isNamed(r.Type(), "github.com/hashicorp/consul/api", "QueryMeta"):
				return Func{Name: fn.Name(), Role: Fetch}, true
			case isNamed(r.Type(), "github.com/hashicorp/consul/api", "WriteMeta"):
				return Func{Name: fn.Name(), Role: Put}, true
			}
		}
		return Func{}, false
	},
}

var vault = Library{
	Path:   "github.com/hashicorp/vault/api",
	Import: "github.com/hashicorp/vault/api",
	Module: "github.com/hashicorp/vault/api",
	Funcs: []Func{
		{Type: "Logical", Name: "Read ReadWithContext ReadWithData ReadWithDataWithContext List ListWithContext Unwrap UnwrapWithContext", Role: Fetch},
		{Type: "Logical", Name: "Write WriteWithContext WriteBytes WriteBytesWithContext Delete DeleteWithContext JSONMergePatch", Role: Put},
		{Type: "KVv2", Name: "Get GetVersion GetMetadata GetVersionsAsList", Role: Fetch},
		{Type: "KVv2", Name: "Put Patch Delete DeleteVersions DeleteMetadata", Role: Put},
	},
}

var memcache = Library{
	Path:   "github.com/bradfitz/gomemcache/memcache",
	Import: "github.com/bradfitz/gomemcache/memcache",
	Module: "github.com/bradfitz/gomemcache",
	Funcs: []Func{
		{Type: "Client", Name: "Get GetMulti Ping", Role: Fetch},
		{Type: "Client", Name: "Set Add Replace Append Prepend CompareAndSwap Delete DeleteAll Increment Decrement Touch FlushAll", Role: Put},
	},
}

// goque is a queue in local files, read by one process.
var goque = Library{
	Path:   "github.com/beeker1121/goque",
	Import: "github.com/beeker1121/goque",
	Module: "github.com/beeker1121/goque",
	Funcs: []Func{
		{Type: "Queue", Name: "Peek PeekByOffset PeekByID Dequeue", Role: Fetch},
		{Type: "Queue", Name: "Enqueue EnqueueString EnqueueObject EnqueueObjectAsJSON Update", Role: Put},
		{Type: "PriorityQueue", Name: "Peek PeekByOffset PeekByPriorityID Dequeue DequeueByPriority", Role: Fetch},
		{Type: "PriorityQueue", Name: "Enqueue EnqueueString EnqueueObject EnqueueObjectAsJSON Update", Role: Put},
		{Type: "Stack", Name: "Peek PeekByOffset PeekByID Pop", Role: Fetch},
		{Type: "Stack", Name: "Push PushString PushObject PushObjectAsJSON Update", Role: Put},
	},
}

// builtRequest is a request that is built before its method Do sends it, of the
// clients of Elasticsearch and OpenSearch, and of Kubernetes' rest.Request.
var builtRequest = Shape{
	Name: "built request",
	Func: func(fn *types.Func) (Func, bool) {
		sig := fn.Signature()
		if sig.Recv() == nil || fn.Name() != "Do" && fn.Name() != "DoRaw" && fn.Name() != "Stream" || fn.Pkg() == nil || sig.Params().Len() == 0 ||
			!isContextType(sig.Params().At(0).Type()) {
			return Func{}, false
		}
		path := fn.Pkg().Path()
		if !builtClients.MatchString(path) {
			return Func{}, false
		}
		recv := Named(sig.Recv().Type())
		f := Func{Name: fn.Name(), Role: Put}
		if recv != nil && reads.MatchString(recv.Obj().Name()) {
			f.Role = Fetch
		}
		return f, true
	},
}

var builtClients = regexp.MustCompile(`^github\.com/(olivere/elastic|elastic/go-elasticsearch|opensearch-project/opensearch-go)(/|$)|^k8s\.io/client-go/rest$`)

// openAPI sends what go-swagger's clients ask for.
var openAPI = Library{
	Path:   "github.com/go-openapi/runtime",
	Import: "github.com/go-openapi/runtime",
	Module: "github.com/go-openapi/runtime",
	Funcs: []Func{
		{Type: "ClientTransport", Name: "Submit", Role: Put},
	},
}

// apiClient is the client of a service whose exported methods, as far as they
// return an error and are given a context or return the response, are its calls.
var apiClient = Shape{
	Name: "API client",
	Func: func(fn *types.Func) (Func, bool) {
		if fn.Pkg() == nil || !fn.Exported() {
			return Func{}, false
		}
		sig := fn.Signature()
		results := sig.Results()
		if sig.Recv() == nil || results.Len() == 0 || !types.Identical(results.At(results.Len()-1).Type(), types.Universe.Lookup("error").Type()) {
			return Func{}, false
		}
		asks := sig.Params().Len() > 0 && isContextType(sig.Params().At(0).Type())
		if results.Len() > 1 {
			response := Named(results.At(results.Len() - 2).Type())
			asks = asks || response != nil && response.Obj().Name() == "Response" && response.Obj().Pkg() == fn.Pkg()
		}
		if !asks || !apiClients.MatchString(Path(fn.Pkg().Path())) {
			return Func{}, false
		}
		f := Func{Name: fn.Name(), Role: Put}
		if apiReads.MatchString(fn.Name()) || reads.MatchString(fn.Name()) {
			f.Role = Fetch
		}
		return f, true
	},
}

var (
	apiClients = regexp.MustCompile(`^github\.com/(docker/docker|moby/moby)/client$|` +
		`^github\.com/ethereum/go-ethereum/(ethclient|rpc)(/|$)|` +
		`^github\.com/(google/go-github/github|xanzy/go-gitlab|digitalocean/godo|cloudflare/cloudflare-go|hetznercloud/hcloud-go/hcloud|linode/linodego|sashabaranov/go-openai)$|` +
		`^gitlab\.com/gitlab-org/api/client-go$`)
	apiReads = regexp.MustCompile(`Inspect|List|Logs|Stat|Wait|Info|Ping|Version|Top|Diff|Search|Events|Usage|By(Hash|Number|ID)|At$`)
)
