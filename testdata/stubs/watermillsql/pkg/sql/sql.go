// Package sql has the signatures of watermill's publishers on a database.
package sql

import (
	"context"
	"database/sql"

	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"
)

type ContextExecutor interface {
	Executor
	ExecContext(ctx context.Context, query string, args ...interface{}) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...interface{}) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...interface{}) *sql.Row
}

type Executor interface {
	Exec(query string, args ...interface{}) (sql.Result, error)
	Query(query string, args ...interface{}) (*sql.Rows, error)
	QueryRow(query string, args ...interface{}) *sql.Row
}

type SchemaAdapter interface{ SubscribeIsolationLevel() sql.IsolationLevel }

type DefaultPostgreSQLSchema struct{}

func (s DefaultPostgreSQLSchema) SubscribeIsolationLevel() sql.IsolationLevel { panic(0) }

type PublisherConfig struct {
	SchemaAdapter        SchemaAdapter
	AutoInitializeSchema bool
}

type Publisher struct{}

func NewPublisher(db ContextExecutor, config PublisherConfig, logger watermill.LoggerAdapter) (*Publisher, error) {
	panic(0)
}

func (p *Publisher) Publish(topic string, messages ...*message.Message) (err error) { panic(0) }
func (p *Publisher) Close() error                                                   { panic(0) }
