package knowledge

// Databases whose drivers run a function in a transaction, again if it was
// contended.

var firestore = Library{
	Path:   "cloud.google.com/go/firestore",
	Import: "cloud.google.com/go/firestore",
	Module: "cloud.google.com/go/firestore",
	Types:  []Type{{"Client", Pool}, {"Transaction", Tx}},
	Funcs: []Func{
		{Type: "Client", Name: "RunTransaction", Role: Run, Fn: Param(1), FnTx: Param(1), Retries: true},
		{Type: "Client", Name: "GetAll", Role: Query},
		{Type: "Transaction", Name: "Get GetAll Documents DocumentRefs", Role: Query},
		{Type: "Transaction", Name: "Create Set Delete Update", Role: Exec},
		{Type: "DocumentRef", Name: "Get", Role: Fetch},
		{Type: "DocumentRef", Name: "Create Set Delete Update", Role: Put},
		{Type: "DocumentIterator", Name: "Next GetAll", Role: Fetch},
		{Type: "CollectionRef", Name: "Add", Role: Put},
	},
	Retriers: []Retrier{
		{Type: "Client", Name: "RunTransaction", Only: Contended, Bounds: Capped | Cancelled, Waits: true},
	},
}

var datastore = Library{
	Path:   "cloud.google.com/go/datastore",
	Import: "cloud.google.com/go/datastore",
	Module: "cloud.google.com/go/datastore",
	Types:  []Type{{"Client", Pool}, {"Transaction", Tx}},
	Funcs: []Func{
		{Type: "Client", Name: "RunInTransaction", Role: Run, Fn: Param(1), FnTx: Param(0), Retries: true},
		{Type: "Client", Name: "NewTransaction", Role: Begin, Tx: Result(0)},
		{Type: "Client", Name: "Get GetMulti GetAll Count", Role: Query},
		{Type: "Client", Name: "Put PutMulti Delete DeleteMulti Mutate", Role: Exec},
		{Type: "Transaction", Name: "Get GetMulti", Role: Query},
		{Type: "Transaction", Name: "Put PutMulti Delete DeleteMulti Mutate", Role: Exec},
		{Type: "Transaction", Name: "Commit", Role: Commit},
		{Type: "Transaction", Name: "Rollback", Role: Rollback},
	},
	Retriers: []Retrier{
		{Type: "Client", Name: "RunInTransaction", Only: Contended, Bounds: Capped | Cancelled, Waits: true},
	},
}

// walletDB's backends repeat a transaction that was contended; reset is called
// before each attempt.
var walletDB = Library{
	Path:   "github.com/btcsuite/btcwallet/walletdb",
	Import: "github.com/btcsuite/btcwallet/walletdb",
	Module: "github.com/btcsuite/btcwallet/walletdb",
	Funcs: []Func{
		{Type: "DB", Name: "Update", Role: Run, On: Recv, Fn: Param(0), FnTx: Param(0), Retries: true},
		{Type: "DB", Name: "View", Role: Run, On: Recv, Fn: Param(0), FnTx: Param(0), ReadOnly: true, Retries: true},
		{Name: "Update", Role: Run, On: Param(0), Fn: Param(1), FnTx: Param(0)},
		{Name: "View", Role: Run, On: Param(0), Fn: Param(1), FnTx: Param(0), ReadOnly: true},
	},
	Retriers: []Retrier{
		{Type: "DB", Name: "Update View", Only: Contended, Reset: Param(1), Waits: true},
	},
}

var lndKVDB = Library{
	Path:   "github.com/lightningnetwork/lnd/kvdb",
	Import: "github.com/lightningnetwork/lnd/kvdb",
	Module: "github.com/lightningnetwork/lnd/kvdb",
	Funcs: []Func{
		{Name: "Update", Role: Run, On: Param(0), Fn: Param(1), FnTx: Param(0), Retries: true},
		{Name: "View", Role: Run, On: Param(0), Fn: Param(1), FnTx: Param(0), ReadOnly: true, Retries: true},
		{Name: "Batch", Role: Run, On: Param(0), Fn: Param(1), FnTx: Param(0), Retries: true},
	},
	Retriers: []Retrier{
		{Name: "Update View", Only: Contended, Reset: Param(2), Waits: true},
		{Name: "Batch", Only: Contended},
	},
}

var neo4j = Library{
	Path:   "github.com/neo4j/neo4j-go-driver/neo4j",
	Import: "github.com/neo4j/neo4j-go-driver/v5/neo4j",
	Module: "github.com/neo4j/neo4j-go-driver/v5",
	Types:  []Type{{"SessionWithContext", Pool}, {"ManagedTransaction", Tx}, {"ExplicitTransaction", Tx}},
	Funcs: []Func{
		{Type: "SessionWithContext", Name: "ExecuteWrite", Role: Run, Fn: Param(1), FnTx: Param(0), Retries: true},
		{Type: "SessionWithContext", Name: "ExecuteRead", Role: Run, Fn: Param(1), FnTx: Param(0), ReadOnly: true, Retries: true},
		{Name: "ExecuteWrite", Role: Run, On: Param(1), Fn: Param(2), FnTx: Param(0), Retries: true},
		{Name: "ExecuteRead", Role: Run, On: Param(1), Fn: Param(2), FnTx: Param(0), ReadOnly: true, Retries: true},
		{Type: "SessionWithContext", Name: "BeginTransaction", Role: Begin, Tx: Result(0)},
		{Type: "SessionWithContext", Name: "Run", Role: Exec},
		{Type: "ManagedTransaction", Name: "Run", Role: Exec},
		{Type: "ExplicitTransaction", Name: "Run", Role: Exec},
		{Type: "ExplicitTransaction", Name: "Commit", Role: Commit},
		{Type: "ExplicitTransaction", Name: "Rollback Close", Role: Rollback},
	},
	Retriers: []Retrier{
		{Type: "SessionWithContext", Name: "ExecuteWrite ExecuteRead", Only: Contended | Refused, Bounds: Deadline | Cancelled, Waits: true},
		{Name: "ExecuteWrite ExecuteRead", Only: Contended | Refused, Bounds: Deadline | Cancelled, Waits: true},
	},
}

var gocb = Library{
	Path:   "github.com/couchbase/gocb",
	Import: "github.com/couchbase/gocb/v2",
	Module: "github.com/couchbase/gocb/v2",
	Types:  []Type{{"TransactionAttemptContext", Tx}},
	Funcs: []Func{
		{Type: "Transactions", Name: "Run", Role: Run, Fn: Param(0), FnTx: Param(0), Retries: true},
		{Type: "TransactionAttemptContext", Name: "Get Query", Role: Query},
		{Type: "TransactionAttemptContext", Name: "Insert Replace Remove", Role: Exec},
	},
	Retriers: []Retrier{
		{Type: "Transactions", Name: "Run", Only: Contended, Bounds: Deadline, Waits: true},
	},
}

// What etcd's STM has read is compared when it commits.
var etcdSTM = Library{
	Path:   "go.etcd.io/etcd/client/v3/concurrency",
	Import: "go.etcd.io/etcd/client/v3/concurrency",
	Module: "go.etcd.io/etcd/client/v3",
	Types:  []Type{{"STM", Tx}},
	Funcs: []Func{
		{Name: "NewSTM", Role: Run, Fn: Param(1), FnTx: Param(0), Retries: true},
		{Name: "NewSTMRepeatable NewSTMSerializable NewSTMReadCommitted", Role: Run, Fn: Param(2), FnTx: Param(0), Retries: true},
		{Type: "STM", Name: "Get Rev", Role: Query},
		{Type: "STM", Name: "Put Del", Role: Exec},
		{Type: "Mutex", Name: "Lock TryLock Unlock", Role: Put},
	},
	Retriers: []Retrier{
		{Name: "NewSTM NewSTMRepeatable NewSTMSerializable NewSTMReadCommitted", Only: Contended},
	},
}

// ydb repeats what can't have been done, and what options say to be idempotent.
var (
	ydbTable = ydbClient("table", "TransactionActor")
	ydbQuery = ydbClient("query", "TxActor")
	ydbRetry = Library{
		Path:   ydbPath + "/retry",
		Import: ydbModule + "/retry",
		Module: ydbModule,
		Funcs: []Func{
			{Name: "Retry", Role: Invoke, Fn: Param(1), On: Param(0), FnCtx: Param(0), Retries: true},
			{Name: "Do", Role: Invoke, On: Param(1), Fn: Param(2), FnTx: Param(1), Retries: true},
			{Name: "DoTx", Role: Run, On: Param(1), Fn: Param(2), FnTx: Param(1), Retries: true},
		},
		Retriers: []Retrier{
			{Name: "Retry Do DoTx", Only: Contended | Refused, Bounds: Cancelled, Waits: true},
		},
	}
)

const (
	ydbPath   = "github.com/ydb-platform/ydb-go-sdk"
	ydbModule = ydbPath + "/v3"
)

func ydbClient(name, tx string) Library {
	return Library{
		Path:   ydbPath + "/" + name,
		Import: ydbModule + "/" + name,
		Module: ydbModule,
		Types:  []Type{{"Client", Pool}, {tx, Tx}},
		Funcs: []Func{
			{Type: "Client", Name: "Do", Role: Invoke, On: Recv, Fn: Param(1), Retries: true},
			{Type: "Client", Name: "DoTx", Role: Run, Fn: Param(1), FnTx: Param(1), Retries: true},
		},
		Retriers: []Retrier{
			{Type: "Client", Name: "Do DoTx", Only: Contended | Refused, Bounds: Cancelled, Waits: true},
		},
	}
}

// foundationDB repeats also what may have been committed.
var foundationDB = Library{
	Path:   "github.com/apple/foundationdb/bindings/go/src/fdb",
	Import: "github.com/apple/foundationdb/bindings/go/src/fdb",
	Module: "github.com/apple/foundationdb/bindings/go",
	Types:  []Type{{"Database", Pool}, {"Transaction", Tx}},
	Funcs: []Func{
		{Type: "Database", Name: "Transact", Role: Run, Fn: Param(0), FnTx: Param(0), Retries: true},
		{Type: "Database", Name: "ReadTransact", Role: Run, Fn: Param(0), FnTx: Param(0), ReadOnly: true, Retries: true},
		{Type: "Transactor", Name: "Transact", Role: Run, On: Recv, Fn: Param(0), FnTx: Param(0), Retries: true},
		{Type: "ReadTransactor", Name: "ReadTransact", Role: Run, On: Recv, Fn: Param(0), FnTx: Param(0), ReadOnly: true, Retries: true},
	},
	Retriers: []Retrier{
		{Type: "Database", Name: "Transact ReadTransact", Only: Contended | Timeout, Waits: true},
		{Type: "Transactor", Name: "Transact", Only: Contended | Timeout, Waits: true},
		{Type: "ReadTransactor", Name: "ReadTransact", Only: Contended | Timeout, Waits: true},
	},
}

// A batch of bbolt's is run again without the function that failed.
var bbolt = Library{
	Path:   "go.etcd.io/bbolt",
	Import: "go.etcd.io/bbolt",
	Module: "go.etcd.io/bbolt",
	Funcs: []Func{
		{Type: "DB", Name: "Update View", Role: Invoke, Fn: Param(0)},
		{Type: "DB", Name: "Batch", Role: Invoke, Fn: Param(0), Retries: true},
	},
	Retriers: []Retrier{
		{Type: "DB", Name: "Batch", Bounds: Capped},
	},
	Cells: []Cell{
		{Type: "Bucket", Name: "Get", Key: Param(0), Keys: 1},
		{Type: "Bucket", Name: "Put", Writes: true, Key: Param(0), Keys: 1},
	},
}
