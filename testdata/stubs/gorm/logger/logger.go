// Package logger has the signatures of the real one that scenarios need.
package logger

import (
	"context"
	"time"
)

type Interface interface {
	Error(context.Context, string, ...any)
	Info(context.Context, string, ...any)
	LogMode(LogLevel) Interface
	Trace(ctx context.Context, begin time.Time, fc func() (sql string, rowsAffected int64), err error)
	Warn(context.Context, string, ...any)
}

type LogLevel int

const (
	Error  LogLevel = 2
	Info   LogLevel = 4
	Silent LogLevel = 1
	Warn   LogLevel = 3
)
