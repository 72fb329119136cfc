// Package spanner has the signatures of the real one that scenarios need.
package spanner

import (
	"context"
	"time"

	"cloud.google.com/go/spanner/apiv1/spannerpb"
)

type Client struct {
}

func (*Client) DatabaseName() string                      { panic(0) }
func (*Client) ClientID() string                          { panic(0) }
func (*Client) Close()                                    { panic(0) }
func (*Client) Single() *ReadOnlyTransaction              { panic(0) }
func (*Client) ReadOnlyTransaction() *ReadOnlyTransaction { panic(0) }
func (*Client) BatchReadOnlyTransaction(ctx context.Context, tb TimestampBound) (*BatchReadOnlyTransaction, error) {
	panic(0)
}
func (*Client) BatchReadOnlyTransactionFromID(tid BatchReadOnlyTransactionID) *BatchReadOnlyTransaction {
	panic(0)
}
func (*Client) ReadWriteTransaction(ctx context.Context, f func(context.Context, *ReadWriteTransaction) error) (commitTimestamp time.Time, err error) {
	panic(0)
}
func (*Client) ReadWriteTransactionWithOptions(ctx context.Context, f func(context.Context, *ReadWriteTransaction) error, options TransactionOptions) (resp CommitResponse, err error) {
	panic(0)
}
func (*Client) Apply(ctx context.Context, ms []*Mutation, opts ...ApplyOption) (commitTimestamp time.Time, err error) {
	panic(0)
}
func (*Client) BatchWrite(ctx context.Context, mgs []*MutationGroup) *BatchWriteResponseIterator {
	panic(0)
}
func (*Client) BatchWriteWithOptions(ctx context.Context, mgs []*MutationGroup, opts BatchWriteOptions) *BatchWriteResponseIterator {
	panic(0)
}
func (*Client) PartitionedUpdate(ctx context.Context, statement Statement) (count int64, err error) {
	panic(0)
}
func (*Client) PartitionedUpdateWithOptions(ctx context.Context, statement Statement, opts QueryOptions) (count int64, err error) {
	panic(0)
}

type CommitResponse struct {
	CommitTs time.Time
}

func Delete(table string, ks KeySet) *Mutation { panic(0) }

func Insert(table string, cols []string, vals []any) *Mutation { panic(0) }

func InsertMap(table string, in map[string]any) *Mutation { panic(0) }

func InsertOrUpdate(table string, cols []string, vals []any) *Mutation { panic(0) }

type Key []any

func (Key) String() string     { panic(0) }
func (Key) AsPrefix() KeyRange { panic(0) }

type KeySet interface {
}

type Mutation struct {
}

func NewReadWriteStmtBasedTransaction(ctx context.Context, c *Client) (*ReadWriteStmtBasedTransaction, error) {
	panic(0)
}

func NewStatement(sql string) Statement { panic(0) }

type ReadOnlyTransaction struct {
	txReadOnly
}

func (*ReadOnlyTransaction) Close()                                                    { panic(0) }
func (*ReadOnlyTransaction) Timestamp() (time.Time, error)                             { panic(0) }
func (*ReadOnlyTransaction) WithTimestampBound(tb TimestampBound) *ReadOnlyTransaction { panic(0) }
func (*ReadOnlyTransaction) WithBeginTransactionOption(option BeginTransactionOption) *ReadOnlyTransaction {
	panic(0)
}

type ReadWriteStmtBasedTransaction struct {
	ReadWriteTransaction
}

func (*ReadWriteStmtBasedTransaction) Commit(ctx context.Context) (time.Time, error) { panic(0) }
func (*ReadWriteStmtBasedTransaction) CommitWithReturnResp(ctx context.Context) (CommitResponse, error) {
	panic(0)
}
func (*ReadWriteStmtBasedTransaction) Rollback(ctx context.Context) { panic(0) }
func (*ReadWriteStmtBasedTransaction) ResetForRetry(ctx context.Context) (*ReadWriteStmtBasedTransaction, error) {
	panic(0)
}

type ReadWriteTransaction struct {
	txReadOnly
}

func (*ReadWriteTransaction) BufferWrite(ms []*Mutation) error { panic(0) }
func (*ReadWriteTransaction) Update(ctx context.Context, stmt Statement) (rowCount int64, err error) {
	panic(0)
}
func (*ReadWriteTransaction) UpdateWithOptions(ctx context.Context, stmt Statement, opts QueryOptions) (rowCount int64, err error) {
	panic(0)
}
func (*ReadWriteTransaction) BatchUpdate(ctx context.Context, stmts []Statement) (_ []int64, err error) {
	panic(0)
}
func (*ReadWriteTransaction) BatchUpdateWithOptions(ctx context.Context, stmts []Statement, opts QueryOptions) (_ []int64, err error) {
	panic(0)
}

type Row struct {
}

func (*Row) String() string                          { panic(0) }
func (*Row) Detach() *Row                            { panic(0) }
func (*Row) Size() int                               { panic(0) }
func (*Row) ColumnName(i int) string                 { panic(0) }
func (*Row) ColumnIndex(name string) (int, error)    { panic(0) }
func (*Row) ColumnNames() []string                   { panic(0) }
func (*Row) ColumnType(i int) *spannerpb.Type        { panic(0) }
func (*Row) Column(i int, ptr any) error             { panic(0) }
func (*Row) ColumnByName(name string, ptr any) error { panic(0) }
func (*Row) Columns(ptrs ...any) error               { panic(0) }
func (*Row) ToStruct(p any) error                    { panic(0) }
func (*Row) ToStructLenient(p any) error             { panic(0) }

type RowIterator struct {
	QueryStats map[string]any
	RowCount   int64
}

func (*RowIterator) Next() (*Row, error)           { panic(0) }
func (*RowIterator) Do(f func(r *Row) error) error { panic(0) }
func (*RowIterator) Stop()                         { panic(0) }

type Statement struct {
	SQL    string
	Params map[string]any
}

func StrongRead() TimestampBound { panic(0) }

type TimestampBound struct {
}

func (TimestampBound) String() string { panic(0) }

type TransactionOptions struct {
	TransactionTag              string
	ExcludeTxnFromChangeStreams bool
}

func Update(table string, cols []string, vals []any) *Mutation { panic(0) }

type txReadEnv interface {
}

type txReadOnly struct {
	txReadEnv
}

func (*txReadOnly) Read(ctx context.Context, table string, keys KeySet, columns []string) *RowIterator {
	panic(0)
}
func (*txReadOnly) ReadUsingIndex(ctx context.Context, table string, index string, keys KeySet, columns []string) (ri *RowIterator) {
	panic(0)
}
func (*txReadOnly) ReadWithOptions(ctx context.Context, table string, keys KeySet, columns []string, opts *ReadOptions) (ri *RowIterator) {
	panic(0)
}
func (*txReadOnly) ReadRow(ctx context.Context, table string, key Key, columns []string) (*Row, error) {
	panic(0)
}
func (*txReadOnly) ReadRowWithOptions(ctx context.Context, table string, key Key, columns []string, opts *ReadOptions) (*Row, error) {
	panic(0)
}
func (*txReadOnly) ReadRowUsingIndex(ctx context.Context, table string, index string, key Key, columns []string) (*Row, error) {
	panic(0)
}
func (*txReadOnly) Query(ctx context.Context, statement Statement) *RowIterator { panic(0) }
func (*txReadOnly) QueryWithOptions(ctx context.Context, statement Statement, opts QueryOptions) *RowIterator {
	panic(0)
}
func (*txReadOnly) QueryWithStats(ctx context.Context, statement Statement) *RowIterator { panic(0) }
func (*txReadOnly) AnalyzeQuery(ctx context.Context, statement Statement) (*spannerpb.QueryPlan, error) {
	panic(0)
}

type ApplyOption func(*applyOption)

type BatchReadOnlyTransaction struct {
}

func (*BatchReadOnlyTransaction) Close()                      { panic(0) }
func (*BatchReadOnlyTransaction) Cleanup(ctx context.Context) { panic(0) }

type BatchReadOnlyTransactionID struct {
}

func (BatchReadOnlyTransactionID) MarshalBinary() (data []byte, err error) { panic(0) }
func (*BatchReadOnlyTransactionID) UnmarshalBinary(data []byte) error      { panic(0) }

type BatchWriteOptions struct {
	TransactionTag              string
	ExcludeTxnFromChangeStreams bool
}

type BatchWriteResponseIterator struct {
}

func (*BatchWriteResponseIterator) Stop() { panic(0) }

type BeginTransactionOption int

const (
	DefaultBeginTransaction  BeginTransactionOption = 0
	ExplicitBeginTransaction BeginTransactionOption = 2
	InlinedBeginTransaction  BeginTransactionOption = 1
)

type KeyRange struct {
	Start Key
	End   Key
}

func (KeyRange) String() string { panic(0) }

type MutationGroup struct {
	Mutations []*Mutation
}

type QueryOptions struct {
	RequestTag                  string
	DataBoostEnabled            bool
	ExcludeTxnFromChangeStreams bool
	LastStatement               bool
	ExperimentalBorrowRows      bool
}

type ReadOptions struct {
	Index                  string
	Limit                  int
	RequestTag             string
	DataBoostEnabled       bool
	ExperimentalBorrowRows bool
}

type applyOption struct {
}
