// Package mongo has the signatures of the real one that scenarios need.
package mongo

import (
	"context"
	"io"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
	"go.mongodb.org/mongo-driver/v2/mongo/readpref"
)

type Client struct {
}

func (*Client) AppendDriverInfo(info options.DriverInfo)              { panic(0) }
func (*Client) Disconnect(ctx context.Context) error                  { panic(0) }
func (*Client) Ping(ctx context.Context, rp *readpref.ReadPref) error { panic(0) }
func (*Client) StartSession(opts ...options.Lister[options.SessionOptions]) (*Session, error) {
	panic(0)
}
func (*Client) Database(name string, opts ...options.Lister[options.DatabaseOptions]) *Database {
	panic(0)
}
func (*Client) ListDatabases(ctx context.Context, filter any, opts ...options.Lister[options.ListDatabasesOptions]) (ListDatabasesResult, error) {
	panic(0)
}
func (*Client) ListDatabaseNames(ctx context.Context, filter any, opts ...options.Lister[options.ListDatabasesOptions]) ([]string, error) {
	panic(0)
}
func (*Client) UseSession(ctx context.Context, fn func(context.Context) error) error { panic(0) }
func (*Client) UseSessionWithOptions(ctx context.Context, opts *options.SessionOptionsBuilder, fn func(context.Context) error) error {
	panic(0)
}
func (*Client) Watch(ctx context.Context, pipeline any, opts ...options.Lister[options.ChangeStreamOptions]) (*ChangeStream, error) {
	panic(0)
}
func (*Client) NumberSessionsInProgress() int { panic(0) }
func (*Client) BulkWrite(ctx context.Context, writes []ClientBulkWrite, opts ...options.Lister[options.ClientBulkWriteOptions]) (*ClientBulkWriteResult, error) {
	panic(0)
}

type Collection struct {
}

func (*Collection) Clone(opts ...options.Lister[options.CollectionOptions]) *Collection { panic(0) }
func (*Collection) Name() string                                                        { panic(0) }
func (*Collection) Database() *Database                                                 { panic(0) }
func (*Collection) BulkWrite(ctx context.Context, models []WriteModel, opts ...options.Lister[options.BulkWriteOptions]) (*BulkWriteResult, error) {
	panic(0)
}
func (*Collection) InsertOne(ctx context.Context, document any, opts ...options.Lister[options.InsertOneOptions]) (*InsertOneResult, error) {
	panic(0)
}
func (*Collection) InsertMany(ctx context.Context, documents any, opts ...options.Lister[options.InsertManyOptions]) (*InsertManyResult, error) {
	panic(0)
}
func (*Collection) DeleteOne(ctx context.Context, filter any, opts ...options.Lister[options.DeleteOneOptions]) (*DeleteResult, error) {
	panic(0)
}
func (*Collection) DeleteMany(ctx context.Context, filter any, opts ...options.Lister[options.DeleteManyOptions]) (*DeleteResult, error) {
	panic(0)
}
func (*Collection) UpdateByID(ctx context.Context, id any, update any, opts ...options.Lister[options.UpdateOneOptions]) (*UpdateResult, error) {
	panic(0)
}
func (*Collection) UpdateOne(ctx context.Context, filter any, update any, opts ...options.Lister[options.UpdateOneOptions]) (*UpdateResult, error) {
	panic(0)
}
func (*Collection) UpdateMany(ctx context.Context, filter any, update any, opts ...options.Lister[options.UpdateManyOptions]) (*UpdateResult, error) {
	panic(0)
}
func (*Collection) ReplaceOne(ctx context.Context, filter any, replacement any, opts ...options.Lister[options.ReplaceOptions]) (*UpdateResult, error) {
	panic(0)
}
func (*Collection) Aggregate(ctx context.Context, pipeline any, opts ...options.Lister[options.AggregateOptions]) (*Cursor, error) {
	panic(0)
}
func (*Collection) CountDocuments(ctx context.Context, filter any, opts ...options.Lister[options.CountOptions]) (int64, error) {
	panic(0)
}
func (*Collection) EstimatedDocumentCount(ctx context.Context, opts ...options.Lister[options.EstimatedDocumentCountOptions]) (int64, error) {
	panic(0)
}
func (*Collection) Distinct(ctx context.Context, fieldName string, filter any, opts ...options.Lister[options.DistinctOptions]) *DistinctResult {
	panic(0)
}
func (*Collection) Find(ctx context.Context, filter any, opts ...options.Lister[options.FindOptions]) (*Cursor, error) {
	panic(0)
}
func (*Collection) FindOne(ctx context.Context, filter any, opts ...options.Lister[options.FindOneOptions]) *SingleResult {
	panic(0)
}
func (*Collection) FindOneAndDelete(ctx context.Context, filter any, opts ...options.Lister[options.FindOneAndDeleteOptions]) *SingleResult {
	panic(0)
}
func (*Collection) FindOneAndReplace(ctx context.Context, filter any, replacement any, opts ...options.Lister[options.FindOneAndReplaceOptions]) *SingleResult {
	panic(0)
}
func (*Collection) FindOneAndUpdate(ctx context.Context, filter any, update any, opts ...options.Lister[options.FindOneAndUpdateOptions]) *SingleResult {
	panic(0)
}
func (*Collection) Watch(ctx context.Context, pipeline any, opts ...options.Lister[options.ChangeStreamOptions]) (*ChangeStream, error) {
	panic(0)
}
func (*Collection) Indexes() IndexView             { panic(0) }
func (*Collection) SearchIndexes() SearchIndexView { panic(0) }
func (*Collection) Drop(ctx context.Context, opts ...options.Lister[options.DropCollectionOptions]) error {
	panic(0)
}

func Connect(opts ...*options.ClientOptions) (*Client, error) { panic(0) }

type Cursor struct {
	Current bson.Raw
}

func (*Cursor) ID() int64                                  { panic(0) }
func (*Cursor) Next(ctx context.Context) bool              { panic(0) }
func (*Cursor) TryNext(ctx context.Context) bool           { panic(0) }
func (*Cursor) Decode(val any) error                       { panic(0) }
func (*Cursor) Err() error                                 { panic(0) }
func (*Cursor) Close(ctx context.Context) error            { panic(0) }
func (*Cursor) All(ctx context.Context, results any) error { panic(0) }
func (*Cursor) RemainingBatchLength() int                  { panic(0) }
func (*Cursor) SetBatchSize(batchSize int32)               { panic(0) }
func (*Cursor) SetMaxAwaitTime(dur time.Duration)          { panic(0) }
func (*Cursor) SetComment(comment any)                     { panic(0) }

type Database struct {
}

func (*Database) Client() *Client { panic(0) }
func (*Database) Name() string    { panic(0) }
func (*Database) Collection(name string, opts ...options.Lister[options.CollectionOptions]) *Collection {
	panic(0)
}
func (*Database) Aggregate(ctx context.Context, pipeline any, opts ...options.Lister[options.AggregateOptions]) (*Cursor, error) {
	panic(0)
}
func (*Database) RunCommand(ctx context.Context, runCommand any, opts ...options.Lister[options.RunCmdOptions]) *SingleResult {
	panic(0)
}
func (*Database) RunCommandCursor(ctx context.Context, runCommand any, opts ...options.Lister[options.RunCmdOptions]) (*Cursor, error) {
	panic(0)
}
func (*Database) Drop(ctx context.Context) error { panic(0) }
func (*Database) ListCollectionSpecifications(ctx context.Context, filter any, opts ...options.Lister[options.ListCollectionsOptions]) ([]CollectionSpecification, error) {
	panic(0)
}
func (*Database) ListCollections(ctx context.Context, filter any, opts ...options.Lister[options.ListCollectionsOptions]) (*Cursor, error) {
	panic(0)
}
func (*Database) ListCollectionNames(ctx context.Context, filter any, opts ...options.Lister[options.ListCollectionsOptions]) ([]string, error) {
	panic(0)
}
func (*Database) Watch(ctx context.Context, pipeline any, opts ...options.Lister[options.ChangeStreamOptions]) (*ChangeStream, error) {
	panic(0)
}
func (*Database) CreateCollection(ctx context.Context, name string, opts ...options.Lister[options.CreateCollectionOptions]) error {
	panic(0)
}
func (*Database) CreateView(ctx context.Context, viewName string, viewOn string, pipeline any, opts ...options.Lister[options.CreateViewOptions]) error {
	panic(0)
}
func (*Database) GridFSBucket(opts ...options.Lister[options.BucketOptions]) *GridFSBucket { panic(0) }

type DeleteResult struct {
	DeletedCount int64
	Acknowledged bool
}

var ErrNoDocuments error

type IndexView struct {
}

func (IndexView) List(ctx context.Context, opts ...options.Lister[options.ListIndexesOptions]) (*Cursor, error) {
	panic(0)
}
func (IndexView) ListSpecifications(ctx context.Context, opts ...options.Lister[options.ListIndexesOptions]) ([]IndexSpecification, error) {
	panic(0)
}
func (IndexView) CreateOne(ctx context.Context, model IndexModel, opts ...options.Lister[options.CreateIndexesOptions]) (string, error) {
	panic(0)
}
func (IndexView) CreateMany(ctx context.Context, models []IndexModel, opts ...options.Lister[options.CreateIndexesOptions]) ([]string, error) {
	panic(0)
}
func (IndexView) DropOne(ctx context.Context, name string, opts ...options.Lister[options.DropIndexesOptions]) error {
	panic(0)
}
func (IndexView) DropWithKey(ctx context.Context, keySpecDocument any, opts ...options.Lister[options.DropIndexesOptions]) error {
	panic(0)
}
func (IndexView) DropAll(ctx context.Context, opts ...options.Lister[options.DropIndexesOptions]) error {
	panic(0)
}

type InsertManyResult struct {
	InsertedIDs  []any
	Acknowledged bool
}

type InsertOneResult struct {
	InsertedID   any
	Acknowledged bool
}

func NewSessionContext(parent context.Context, sess *Session) context.Context { panic(0) }

type Session struct {
}

func (*Session) ID() bson.Raw                   { panic(0) }
func (*Session) EndSession(ctx context.Context) { panic(0) }
func (*Session) WithTransaction(ctx context.Context, fn func(ctx context.Context) (any, error), opts ...options.Lister[options.TransactionOptions]) (any, error) {
	panic(0)
}
func (*Session) StartTransaction(opts ...options.Lister[options.TransactionOptions]) error { panic(0) }
func (*Session) AbortTransaction(ctx context.Context) error                                { panic(0) }
func (*Session) CommitTransaction(ctx context.Context) error                               { panic(0) }
func (*Session) ClusterTime() bson.Raw                                                     { panic(0) }
func (*Session) SnapshotTime() bson.Timestamp                                              { panic(0) }
func (*Session) AdvanceClusterTime(d bson.Raw) error                                       { panic(0) }
func (*Session) OperationTime() *bson.Timestamp                                            { panic(0) }
func (*Session) AdvanceOperationTime(ts *bson.Timestamp) error                             { panic(0) }
func (*Session) Client() *Client                                                           { panic(0) }
func (*Session) TransactionRunning() bool                                                  { panic(0) }

func SessionFromContext(ctx context.Context) *Session { panic(0) }

type SingleResult struct {
	Acknowledged bool
}

func (*SingleResult) Decode(v any) error     { panic(0) }
func (*SingleResult) Raw() (bson.Raw, error) { panic(0) }
func (*SingleResult) Err() error             { panic(0) }

type UpdateResult struct {
	MatchedCount  int64
	ModifiedCount int64
	UpsertedCount int64
	UpsertedID    any
	Acknowledged  bool
}

func WithSession(ctx context.Context, sess *Session, fn func(context.Context) error) error { panic(0) }

type WriteModel interface {
}

type BulkWriteResult struct {
	InsertedCount int64
	MatchedCount  int64
	ModifiedCount int64
	DeletedCount  int64
	UpsertedCount int64
	UpsertedIDs   map[int64]any
	Acknowledged  bool
}

type ChangeStream struct {
	Current bson.Raw
}

func (*ChangeStream) ID() int64                        { panic(0) }
func (*ChangeStream) RemainingBatchLength() int        { panic(0) }
func (*ChangeStream) SetBatchSize(size int32)          { panic(0) }
func (*ChangeStream) Decode(val any) error             { panic(0) }
func (*ChangeStream) Err() error                       { panic(0) }
func (*ChangeStream) Close(ctx context.Context) error  { panic(0) }
func (*ChangeStream) ResumeToken() bson.Raw            { panic(0) }
func (*ChangeStream) Next(ctx context.Context) bool    { panic(0) }
func (*ChangeStream) TryNext(ctx context.Context) bool { panic(0) }

type ClientBulkWrite struct {
	Database   string
	Collection string
}

type ClientBulkWriteResult struct {
	InsertedCount     int64
	MatchedCount      int64
	ModifiedCount     int64
	DeletedCount      int64
	UpsertedCount     int64
	Acknowledged      bool
	HasVerboseResults bool
}

type CollectionSpecification struct {
	Name     string
	Type     string
	ReadOnly bool
	Options  bson.Raw
}

type DistinctResult struct {
}

func (*DistinctResult) Decode(v any) error { panic(0) }
func (*DistinctResult) Err() error         { panic(0) }

type GridFSBucket struct {
}

func (*GridFSBucket) DownloadToStream(ctx context.Context, fileID any, stream io.Writer) (int64, error) {
	panic(0)
}
func (*GridFSBucket) Delete(ctx context.Context, fileID any) error                     { panic(0) }
func (*GridFSBucket) Rename(ctx context.Context, fileID any, newFilename string) error { panic(0) }
func (*GridFSBucket) Drop(ctx context.Context) error                                   { panic(0) }
func (*GridFSBucket) GetFilesCollection() *Collection                                  { panic(0) }
func (*GridFSBucket) GetChunksCollection() *Collection                                 { panic(0) }

type IndexModel struct {
	Keys any
}

type IndexSpecification struct {
	Name               string
	Namespace          string
	KeysDocument       bson.Raw
	Version            int32
	ExpireAfterSeconds *int32
	Sparse             *bool
	Unique             *bool
	Clustered          *bool
}

type ListDatabasesResult struct {
	TotalSize int64
}

type SearchIndexView struct {
}
