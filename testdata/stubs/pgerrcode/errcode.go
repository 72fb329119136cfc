// Package pgerrcode has names for PostgreSQL's states.
package pgerrcode

const (
	ConnectionFailure    = "08006"
	UniqueViolation      = "23505"
	SerializationFailure = "40001"
	DeadlockDetected     = "40P01"
	LockNotAvailable     = "55P03"
	QueryCanceled        = "57014"
	AdminShutdown        = "57P01"
)

func IsConnectionException(code string) bool { panic(0) }
func IsTransactionRollback(code string) bool { panic(0) }
