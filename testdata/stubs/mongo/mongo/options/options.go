// Package options has the signatures of the real one that scenarios need.
package options

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/event"
	"go.mongodb.org/mongo-driver/v2/mongo/readconcern"
	"go.mongodb.org/mongo-driver/v2/mongo/readpref"
	"go.mongodb.org/mongo-driver/v2/mongo/writeconcern"
)

func Client() *ClientOptions { panic(0) }

type ClientOptions struct {
	AppName                           *string
	ConnectTimeout                    *time.Duration
	Compressors                       []string
	Direct                            *bool
	DisableCertificateRevocationCheck *bool
	DisableOCSPEndpointCheck          *bool
	HeartbeatInterval                 *time.Duration
	Hosts                             []string
	HTTPClient                        *http.Client
	LoadBalanced                      *bool
	LocalThreshold                    *time.Duration
	MaxConnIdleTime                   *time.Duration
	MaxPoolSize                       *uint64
	MinPoolSize                       *uint64
	MaxConnecting                     *uint64
	ReplicaSet                        *string
	RetryReads                        *bool
	RetryWrites                       *bool
	ServerMonitoringMode              *string
	ServerSelectionTimeout            *time.Duration
	SRVMaxHosts                       *int
	SRVServiceName                    *string
	Timeout                           *time.Duration
	TLSConfig                         *tls.Config
	ZlibLevel                         *int
	ZstdLevel                         *int
	MaxAdaptiveRetries                *uint
	EnableOverloadRetargeting         *bool
}

func (*ClientOptions) GetURI() string                                               { panic(0) }
func (*ClientOptions) Validate() error                                              { panic(0) }
func (*ClientOptions) ApplyURI(uri string) *ClientOptions                           { panic(0) }
func (*ClientOptions) SetAppName(s string) *ClientOptions                           { panic(0) }
func (*ClientOptions) SetAuth(auth Credential) *ClientOptions                       { panic(0) }
func (*ClientOptions) SetCompressors(comps []string) *ClientOptions                 { panic(0) }
func (*ClientOptions) SetConnectTimeout(d time.Duration) *ClientOptions             { panic(0) }
func (*ClientOptions) SetDialer(d ContextDialer) *ClientOptions                     { panic(0) }
func (*ClientOptions) SetDirect(b bool) *ClientOptions                              { panic(0) }
func (*ClientOptions) SetHeartbeatInterval(d time.Duration) *ClientOptions          { panic(0) }
func (*ClientOptions) SetHosts(s []string) *ClientOptions                           { panic(0) }
func (*ClientOptions) SetLoadBalanced(lb bool) *ClientOptions                       { panic(0) }
func (*ClientOptions) SetLocalThreshold(d time.Duration) *ClientOptions             { panic(0) }
func (*ClientOptions) SetLoggerOptions(lopts *LoggerOptions) *ClientOptions         { panic(0) }
func (*ClientOptions) SetMaxConnIdleTime(d time.Duration) *ClientOptions            { panic(0) }
func (*ClientOptions) SetMaxPoolSize(u uint64) *ClientOptions                       { panic(0) }
func (*ClientOptions) SetMinPoolSize(u uint64) *ClientOptions                       { panic(0) }
func (*ClientOptions) SetMaxConnecting(u uint64) *ClientOptions                     { panic(0) }
func (*ClientOptions) SetPoolMonitor(m *event.PoolMonitor) *ClientOptions           { panic(0) }
func (*ClientOptions) SetMonitor(m *event.CommandMonitor) *ClientOptions            { panic(0) }
func (*ClientOptions) SetServerMonitor(m *event.ServerMonitor) *ClientOptions       { panic(0) }
func (*ClientOptions) SetReadConcern(rc *readconcern.ReadConcern) *ClientOptions    { panic(0) }
func (*ClientOptions) SetReadPreference(rp *readpref.ReadPref) *ClientOptions       { panic(0) }
func (*ClientOptions) SetBSONOptions(bopts *BSONOptions) *ClientOptions             { panic(0) }
func (*ClientOptions) SetRegistry(registry *bson.Registry) *ClientOptions           { panic(0) }
func (*ClientOptions) SetReplicaSet(s string) *ClientOptions                        { panic(0) }
func (*ClientOptions) SetRetryWrites(b bool) *ClientOptions                         { panic(0) }
func (*ClientOptions) SetRetryReads(b bool) *ClientOptions                          { panic(0) }
func (*ClientOptions) SetMaxAdaptiveRetries(n uint) *ClientOptions                  { panic(0) }
func (*ClientOptions) SetEnableOverloadRetargeting(b bool) *ClientOptions           { panic(0) }
func (*ClientOptions) SetServerSelectionTimeout(d time.Duration) *ClientOptions     { panic(0) }
func (*ClientOptions) SetTimeout(d time.Duration) *ClientOptions                    { panic(0) }
func (*ClientOptions) SetTLSConfig(cfg *tls.Config) *ClientOptions                  { panic(0) }
func (*ClientOptions) SetHTTPClient(client *http.Client) *ClientOptions             { panic(0) }
func (*ClientOptions) SetWriteConcern(wc *writeconcern.WriteConcern) *ClientOptions { panic(0) }
func (*ClientOptions) SetZlibLevel(level int) *ClientOptions                        { panic(0) }
func (*ClientOptions) SetZstdLevel(level int) *ClientOptions                        { panic(0) }
func (*ClientOptions) SetAutoEncryptionOptions(aeopts *AutoEncryptionOptions) *ClientOptions {
	panic(0)
}
func (*ClientOptions) SetDisableCertificateRevocationCheck(disableCheck bool) *ClientOptions {
	panic(0)
}
func (*ClientOptions) SetDisableOCSPEndpointCheck(disableCheck bool) *ClientOptions { panic(0) }
func (*ClientOptions) SetServerAPIOptions(sopts *ServerAPIOptions) *ClientOptions   { panic(0) }
func (*ClientOptions) SetServerMonitoringMode(mode string) *ClientOptions           { panic(0) }
func (*ClientOptions) SetSRVMaxHosts(srvMaxHosts int) *ClientOptions                { panic(0) }
func (*ClientOptions) SetSRVServiceName(srvName string) *ClientOptions              { panic(0) }
func (*ClientOptions) SetDriverInfo(info *DriverInfo) *ClientOptions                { panic(0) }

type Lister[T any] interface {
	List() []func(*T) error
}

func Session() *SessionOptionsBuilder { panic(0) }

type SessionOptions struct {
	CausalConsistency         *bool
	DefaultTransactionOptions *TransactionOptionsBuilder
	Snapshot                  *bool
}

type SessionOptionsBuilder struct {
	Opts []func(*SessionOptions) error
}

func (*SessionOptionsBuilder) List() []func(*SessionOptions) error                { panic(0) }
func (*SessionOptionsBuilder) SetCausalConsistency(b bool) *SessionOptionsBuilder { panic(0) }
func (*SessionOptionsBuilder) SetDefaultTransactionOptions(dt *TransactionOptionsBuilder) *SessionOptionsBuilder {
	panic(0)
}
func (*SessionOptionsBuilder) SetSnapshot(b bool) *SessionOptionsBuilder               { panic(0) }
func (*SessionOptionsBuilder) SetSnapshotTime(t bson.Timestamp) *SessionOptionsBuilder { panic(0) }

func Transaction() *TransactionOptionsBuilder { panic(0) }

type TransactionOptions struct {
}

type TransactionOptionsBuilder struct {
	Opts []func(*TransactionOptions) error
}

func (*TransactionOptionsBuilder) List() []func(*TransactionOptions) error { panic(0) }
func (*TransactionOptionsBuilder) SetReadConcern(rc *readconcern.ReadConcern) *TransactionOptionsBuilder {
	panic(0)
}
func (*TransactionOptionsBuilder) SetReadPreference(rp *readpref.ReadPref) *TransactionOptionsBuilder {
	panic(0)
}
func (*TransactionOptionsBuilder) SetWriteConcern(wc *writeconcern.WriteConcern) *TransactionOptionsBuilder {
	panic(0)
}

type AggregateOptions struct {
	AllowDiskUse             *bool
	BatchSize                *int32
	BypassDocumentValidation *bool
	MaxAwaitTime             *time.Duration
	Comment                  any
	Hint                     any
	Let                      any
	Custom                   bson.M
}

type AutoEncryptionOptions struct {
	KeyVaultClientOptions *ClientOptions
	KeyVaultNamespace     string
	KmsProviders          map[string]map[string]any
	SchemaMap             map[string]any
	BypassAutoEncryption  *bool
	ExtraOptions          map[string]any
	TLSConfig             map[string]*tls.Config
	HTTPClient            *http.Client
	EncryptedFieldsMap    map[string]any
	BypassQueryAnalysis   *bool
	KeyExpiration         *time.Duration
}

type BSONOptions struct {
	UseJSONStructTags       bool
	ErrorOnInlineDuplicates bool
	IntMinSize              bool
	NilMapAsEmpty           bool
	NilSliceAsEmpty         bool
	NilByteSliceAsEmpty     bool
	OmitZeroStruct          bool
	OmitEmpty               bool
	StringifyMapKeysWithFmt bool
	AllowTruncatingDoubles  bool
	BinaryAsSlice           bool
	DefaultDocumentM        bool
	DefaultDocumentMap      bool
	ObjectIDAsHexString     bool
	UseLocalTimeZone        bool
	ZeroMaps                bool
	ZeroStructs             bool
}

type BucketOptions struct {
	Name           *string
	ChunkSizeBytes *int32
}

type BulkWriteOptions struct {
	BypassDocumentValidation *bool
	Comment                  any
	Ordered                  *bool
	Let                      any
}

type ChangeStreamOptions struct {
	BatchSize          *int32
	Comment            any
	MaxAwaitTime       *time.Duration
	ResumeAfter        any
	ShowExpandedEvents *bool
	StartAfter         any
	Custom             bson.M
	CustomPipeline     bson.M
}

type ClientBulkWriteOptions struct {
	BypassDocumentValidation *bool
	Comment                  any
	Ordered                  *bool
	Let                      any
	VerboseResults           *bool
}

type CollectionOptions struct {
}

type ContextDialer interface {
	DialContext(ctx context.Context, network string, address string) (net.Conn, error)
}

type CountOptions struct {
	Comment any
	Hint    any
	Limit   *int64
	Skip    *int64
}

type CreateCollectionOptions struct {
	Capped                       *bool
	ChangeStreamPreAndPostImages any
	MaxDocuments                 *int64
	SizeInBytes                  *int64
	StorageEngine                any
	ValidationAction             *string
	ValidationLevel              *string
	Validator                    any
	ExpireAfterSeconds           *int64
	EncryptedFields              any
	ClusteredIndex               any
}

type CreateIndexesOptions struct {
	CommitQuorum any
}

type CreateViewOptions struct {
}

type Credential struct {
	AuthMechanism           string
	AuthMechanismProperties map[string]string
	AuthSource              string
	Username                string
	Password                string
	PasswordSet             bool
}

type DatabaseOptions struct {
}

type DeleteManyOptions struct {
	Comment any
	Hint    any
	Let     any
}

type DeleteOneOptions struct {
	Comment any
	Hint    any
	Let     any
}

type DistinctOptions struct {
	Comment any
	Hint    any
}

type DriverInfo struct {
	Name     string
	Version  string
	Platform string
}

type DropCollectionOptions struct {
	EncryptedFields any
}

type DropIndexesOptions struct {
}

type EstimatedDocumentCountOptions struct {
	Comment any
}

type FindOneAndDeleteOptions struct {
	Comment    any
	Projection any
	Sort       any
	Hint       any
	Let        any
}

type FindOneAndReplaceOptions struct {
	BypassDocumentValidation *bool
	Comment                  any
	Projection               any
	Sort                     any
	Upsert                   *bool
	Hint                     any
	Let                      any
}

type FindOneAndUpdateOptions struct {
	ArrayFilters             []any
	BypassDocumentValidation *bool
	Comment                  any
	Projection               any
	Sort                     any
	Upsert                   *bool
	Hint                     any
	Let                      any
}

type FindOneOptions struct {
	AllowPartialResults *bool
	Comment             any
	Hint                any
	Max                 any
	Min                 any
	OplogReplay         *bool
	Projection          any
	ReturnKey           *bool
	ShowRecordID        *bool
	Skip                *int64
	Sort                any
}

type FindOptions struct {
	AllowPartialResults *bool
	Comment             any
	Hint                any
	Max                 any
	MaxAwaitTime        *time.Duration
	Min                 any
	OplogReplay         *bool
	Projection          any
	ReturnKey           *bool
	ShowRecordID        *bool
	Skip                *int64
	Sort                any
	AllowDiskUse        *bool
	BatchSize           *int32
	Let                 any
	Limit               *int64
	NoCursorTimeout     *bool
}

type InsertManyOptions struct {
	BypassDocumentValidation *bool
	Comment                  any
	Ordered                  *bool
}

type InsertOneOptions struct {
	BypassDocumentValidation *bool
	Comment                  any
}

type ListCollectionsOptions struct {
	NameOnly              *bool
	BatchSize             *int32
	AuthorizedCollections *bool
}

type ListDatabasesOptions struct {
	NameOnly            *bool
	AuthorizedDatabases *bool
}

type ListIndexesOptions struct {
	BatchSize *int32
}

type LoggerOptions struct {
	MaxDocumentLength uint
}

type ReplaceOptions struct {
	BypassDocumentValidation *bool
	Comment                  any
	Hint                     any
	Upsert                   *bool
	Let                      any
	Sort                     any
}

type RunCmdOptions struct {
}

type ServerAPIOptions struct {
	Strict            *bool
	DeprecationErrors *bool
}

type UpdateManyOptions struct {
	ArrayFilters             []any
	BypassDocumentValidation *bool
	Comment                  any
	Hint                     any
	Upsert                   *bool
	Let                      any
}

type UpdateOneOptions struct {
	ArrayFilters             []any
	BypassDocumentValidation *bool
	Comment                  any
	Hint                     any
	Upsert                   *bool
	Let                      any
	Sort                     any
}
