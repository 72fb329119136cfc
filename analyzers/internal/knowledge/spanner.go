package knowledge

var spanner = Library{
	Path:   "cloud.google.com/go/spanner",
	Import: "cloud.google.com/go/spanner",
	Module: "cloud.google.com/go/spanner",
	Types: []Type{
		{"Client", Pool},
		{"ReadWriteTransaction", Tx},
		{"ReadWriteStmtBasedTransaction", Tx},
		// Reads the database as of a time, in no read-write transaction.
		{"ReadOnlyTransaction", Either},
		{"BatchReadOnlyTransaction", Either},
	},
	Funcs: []Func{
		{Type: "Client", Name: "ReadWriteTransaction ReadWriteTransactionWithOptions", Role: Run, Fn: Param(1), FnTx: Param(1), Retries: true},
		{Type: "Client", Name: "ReadOnlyTransaction BatchReadOnlyTransaction", Role: Begin, Tx: Result(0), ReadOnly: true},
		{Type: "Client", Name: "Single BatchReadOnlyTransactionFromID", Role: Derive},
		{Type: "Client", Name: "Apply BatchWrite BatchWriteWithOptions PartitionedUpdate PartitionedUpdateWithOptions", Role: Exec},

		{Type: "ReadWriteTransaction", Name: "BufferWrite Update UpdateWithOptions BatchUpdate BatchUpdateWithOptions", Role: Exec},
		{Name: "NewReadWriteStmtBasedTransaction NewReadWriteStmtBasedTransactionWithOptions NewReadWriteStmtBasedTransactionWithCallbackForOptions", Role: Begin, On: Param(1), Tx: Result(0)},
		{Type: "ReadWriteStmtBasedTransaction", Name: "ResetForRetry", Role: Begin, Tx: Result(0)},
		{Type: "ReadWriteStmtBasedTransaction", Name: "Commit CommitWithReturnResp", Role: Commit},
		{Type: "ReadWriteStmtBasedTransaction", Name: "Rollback", Role: Rollback},

		{Type: "ReadOnlyTransaction", Name: "WithTimestampBound WithBeginTransactionOption", Role: Derive},
		{Type: "ReadOnlyTransaction", Name: "Close", Role: Rollback},
		{Type: "BatchReadOnlyTransaction", Name: "Close Cleanup", Role: Rollback},
		{Type: "BatchReadOnlyTransaction", Name: "Execute PartitionQuery PartitionQueryWithOptions PartitionRead PartitionReadWithOptions PartitionReadUsingIndex PartitionReadUsingIndexWithOptions", Role: Query},
		// Both kinds of transaction embed it.
		{Type: "txReadOnly", Name: "Query QueryWithOptions QueryWithStats AnalyzeQuery Read ReadWithOptions ReadUsingIndex ReadRow ReadRowWithOptions ReadRowUsingIndex", Role: Query},
		{Type: "RowIterator", Name: "Do", Role: Invoke, Fn: Param(0)},
	},
	Texts: []Text{
		{Name: "NewStatement", SQL: Param(0)},
		{Type: "Statement", Field: "SQL", ArgsField: "Params", Named: true},
	},
	Retriers: []Retrier{
		{Type: "Client", Name: "ReadWriteTransaction ReadWriteTransactionWithOptions", Only: Contended, Bounds: Cancelled, Waits: true},
	},
	Fails: []Fail{
		{Name: "ErrCode", Code: GRPC},
	},
}
