// Package watermill has watermill's signatures.
package watermill

type LogFields map[string]interface{}

type LoggerAdapter interface {
	Error(msg string, err error, fields LogFields)
	Info(msg string, fields LogFields)
	Debug(msg string, fields LogFields)
	Trace(msg string, fields LogFields)
	With(fields LogFields) LoggerAdapter
}

type NopLogger struct{}

func (NopLogger) Error(msg string, err error, fields LogFields) { panic(0) }
func (NopLogger) Info(msg string, fields LogFields)             { panic(0) }
func (NopLogger) Debug(msg string, fields LogFields)            { panic(0) }
func (NopLogger) Trace(msg string, fields LogFields)            { panic(0) }
func (l NopLogger) With(fields LogFields) LoggerAdapter         { panic(0) }

func NewUUID() string { panic(0) }
