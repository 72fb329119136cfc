package knowledge

// A session, and so its transaction, travels in the context: the methods of
// Collection and Database run in the transaction of their context.
var mongo = Library{
	Path:   "go.mongodb.org/mongo-driver/mongo",
	Import: "go.mongodb.org/mongo-driver/v2/mongo go.mongodb.org/mongo-driver/mongo",
	Module: "go.mongodb.org/mongo-driver/v2 go.mongodb.org/mongo-driver",
	Types: []Type{
		{"Session", Conn},
		{"SessionContext", Conn},
	},
	Funcs: []Func{
		{Type: "Client", Name: "StartSession", Role: Derive},
		{Type: "Client", Name: "UseSession", Role: Invoke, On: Recv, Fn: Param(1), FnCtx: Param(0)},
		{Type: "Client", Name: "UseSessionWithOptions", Role: Invoke, On: Recv, Fn: Param(2), FnCtx: Param(0)},
		{Type: "Client", Name: "BulkWrite", Role: Exec, On: Param(0)},
		{Type: "Client", Name: "ListDatabases ListDatabaseNames", Role: Query, On: Param(0)},

		{Type: "Session", Name: "WithTransaction", Role: Run, Fn: Param(1), FnCtx: Param(0), Retries: true},
		{Type: "Session", Name: "StartTransaction", Role: Begin, Tx: Recv},
		{Type: "Session", Name: "CommitTransaction", Role: Commit},
		{Type: "Session", Name: "AbortTransaction EndSession", Role: Rollback},
		{Name: "NewSessionContext", Role: ToCtx, Tx: Param(1)},
		{Name: "SessionFromContext", Role: FromCtx, On: Param(0)},
		{Name: "WithSession", Role: Invoke, On: Param(1), Fn: Param(2), FnCtx: Param(0)},

		{Type: "Database", Name: "Aggregate ListCollections ListCollectionNames ListCollectionSpecifications", Role: Query, On: Param(0)},
		{Type: "Database", Name: "RunCommand RunCommandCursor CreateCollection CreateView Drop", Role: Exec, On: Param(0)},
		{Type: "Collection", Name: "Find FindOne CountDocuments EstimatedDocumentCount Distinct Aggregate", Role: Query, On: Param(0)},
		{Type: "Collection", Name: "InsertOne InsertMany UpdateOne UpdateMany UpdateByID ReplaceOne DeleteOne DeleteMany BulkWrite FindOneAndDelete FindOneAndReplace FindOneAndUpdate Drop", Role: Exec, On: Param(0)},
		{Type: "IndexView", Name: "List ListSpecifications", Role: Query, On: Param(0)},
		{Type: "IndexView", Name: "CreateOne CreateMany DropOne DropAll", Role: Exec, On: Param(0)},
		{Type: "Client", Name: "Ping", Role: Fetch},
		{Type: "Client", Name: "Watch", Role: Fetch},
		{Type: "Database", Name: "Watch", Role: Fetch},
		{Type: "Collection", Name: "Watch", Role: Fetch},
	},
	Retriers: []Retrier{
		{Type: "Session", Name: "WithTransaction", Only: Contended, Bounds: Deadline | Cancelled, Waits: true},
	},
	Fails: []Fail{
		{Name: "ErrNoDocuments", Is: NotFound},
		{Name: "IsDuplicateKeyError", Is: Duplicate},
		{Name: "IsTimeout IsNetworkError", Is: Timeout},
		{Name: "ErrClientDisconnected", Is: Permanent},
	},
}
