// Package pgconn has the signatures of the real one that scenarios need.
package pgconn

import (
	"context"
	"crypto/tls"
	"io"
	"net"

	"github.com/jackc/pgx/v5/pgproto3"
)

type CommandTag struct {
}

func (CommandTag) RowsAffected() int64 { panic(0) }
func (CommandTag) String() string      { panic(0) }
func (CommandTag) Insert() bool        { panic(0) }
func (CommandTag) Update() bool        { panic(0) }
func (CommandTag) Delete() bool        { panic(0) }
func (CommandTag) Select() bool        { panic(0) }

type PgConn struct {
}

func (*PgConn) ReceiveMessage(ctx context.Context) (pgproto3.BackendMessage, error) { panic(0) }
func (*PgConn) Conn() net.Conn                                                      { panic(0) }
func (*PgConn) PID() uint32                                                         { panic(0) }
func (*PgConn) TxStatus() byte                                                      { panic(0) }
func (*PgConn) SecretKey() []byte                                                   { panic(0) }
func (*PgConn) Frontend() *pgproto3.Frontend                                        { panic(0) }
func (*PgConn) Close(ctx context.Context) error                                     { panic(0) }
func (*PgConn) CleanupDone() chan struct{}                                          { panic(0) }
func (*PgConn) IsClosed() bool                                                      { panic(0) }
func (*PgConn) IsBusy() bool                                                        { panic(0) }
func (*PgConn) ParameterStatus(key string) string                                   { panic(0) }
func (*PgConn) Prepare(ctx context.Context, name string, sql string, paramOIDs []uint32) (*StatementDescription, error) {
	panic(0)
}
func (*PgConn) Deallocate(ctx context.Context, name string) error       { panic(0) }
func (*PgConn) CancelRequest(ctx context.Context) error                 { panic(0) }
func (*PgConn) WaitForNotification(ctx context.Context) error           { panic(0) }
func (*PgConn) Exec(ctx context.Context, sql string) *MultiResultReader { panic(0) }
func (*PgConn) ExecParams(ctx context.Context, sql string, paramValues [][]byte, paramOIDs []uint32, paramFormats []int16, resultFormats []int16) *ResultReader {
	panic(0)
}
func (*PgConn) ExecPrepared(ctx context.Context, stmtName string, paramValues [][]byte, paramFormats []int16, resultFormats []int16) *ResultReader {
	panic(0)
}
func (*PgConn) ExecStatement(ctx context.Context, statementDescription *StatementDescription, paramValues [][]byte, paramFormats []int16, resultFormats []int16) *ResultReader {
	panic(0)
}
func (*PgConn) CopyTo(ctx context.Context, w io.Writer, sql string) (CommandTag, error)   { panic(0) }
func (*PgConn) CopyFrom(ctx context.Context, r io.Reader, sql string) (CommandTag, error) { panic(0) }
func (*PgConn) ExecBatch(ctx context.Context, batch *Batch) *MultiResultReader            { panic(0) }
func (*PgConn) EscapeString(s string) (string, error)                                     { panic(0) }
func (*PgConn) CheckConn() error                                                          { panic(0) }
func (*PgConn) Ping(ctx context.Context) error                                            { panic(0) }
func (*PgConn) SyncConn(ctx context.Context) error                                        { panic(0) }
func (*PgConn) CustomData() map[string]any                                                { panic(0) }
func (*PgConn) Hijack() (*HijackedConn, error)                                            { panic(0) }
func (*PgConn) StartPipeline(ctx context.Context) *Pipeline                               { panic(0) }

type PgError struct {
	Severity            string
	SeverityUnlocalized string
	Code                string
	Message             string
	Detail              string
	Hint                string
	Position            int32
	InternalPosition    int32
	InternalQuery       string
	Where               string
	SchemaName          string
	TableName           string
	ColumnName          string
	DataTypeName        string
	ConstraintName      string
	File                string
	Line                int32
	Routine             string
}

func (*PgError) Error() string    { panic(0) }
func (*PgError) SQLState() string { panic(0) }

func SafeToRetry(err error) bool { panic(0) }
func Timeout(err error) bool     { panic(0) }

type Batch struct {
}

func (*Batch) ExecParams(sql string, paramValues [][]byte, paramOIDs []uint32, paramFormats []int16, resultFormats []int16) {
	panic(0)
}
func (*Batch) ExecPrepared(stmtName string, paramValues [][]byte, paramFormats []int16, resultFormats []int16) {
	panic(0)
}

type FieldDescription struct {
	Name                 string
	TableOID             uint32
	TableAttributeNumber uint16
	DataTypeOID          uint32
	DataTypeSize         int16
	TypeModifier         int32
	Format               int16
}

type HijackedConn struct {
	Conn              net.Conn
	TLSConfig         *tls.Config
	PID               uint32
	SecretKey         []byte
	ParameterStatuses map[string]string
	TxStatus          byte
	CustomData        map[string]any
}

type MultiResultReader struct {
}

func (*MultiResultReader) NextResult() bool { panic(0) }
func (*MultiResultReader) Close() error     { panic(0) }

type Notification struct {
	PID     uint32
	Channel string
	Payload string
}

type Pipeline struct {
}

func (*Pipeline) SendPrepare(name string, sql string, paramOIDs []uint32) { panic(0) }
func (*Pipeline) SendDeallocate(name string)                              { panic(0) }
func (*Pipeline) SendQueryParams(sql string, paramValues [][]byte, paramOIDs []uint32, paramFormats []int16, resultFormats []int16) {
	panic(0)
}
func (*Pipeline) SendQueryPrepared(stmtName string, paramValues [][]byte, paramFormats []int16, resultFormats []int16) {
	panic(0)
}
func (*Pipeline) SendFlushRequest()                    { panic(0) }
func (*Pipeline) SendPipelineSync()                    { panic(0) }
func (*Pipeline) Flush() error                         { panic(0) }
func (*Pipeline) Sync() error                          { panic(0) }
func (*Pipeline) GetResults() (results any, err error) { panic(0) }
func (*Pipeline) Close() error                         { panic(0) }

type ResultReader struct {
}

func (*ResultReader) NextRow() bool              { panic(0) }
func (*ResultReader) Values() [][]byte           { panic(0) }
func (*ResultReader) Close() (CommandTag, error) { panic(0) }

type StatementDescription struct {
	Name      string
	SQL       string
	ParamOIDs []uint32
}
