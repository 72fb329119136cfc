// Package log has the signatures of the real one that scenarios need.
package log

type LogLevel int
