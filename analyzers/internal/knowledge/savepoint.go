package knowledge

import "go/types"

// savepoints are the methods that set a savepoint or go back to one.
var savepoints = map[key]bool{
	{"gorm.io/gorm", "DB", "SavePoint"}:                               true,
	{"gorm.io/gorm", "DB", "RollbackTo"}:                              true,
	{"github.com/go-gorp/gorp", "Transaction", "Savepoint"}:           true,
	{"github.com/go-gorp/gorp", "Transaction", "RollbackToSavepoint"}: true,
	{"gopkg.in/gorp", "Transaction", "Savepoint"}:                     true,
	{"gopkg.in/gorp", "Transaction", "RollbackToSavepoint"}:           true,
}

// IsSavepoint reports whether fn sets a savepoint or goes back to one. A
// transaction that is begun on a transaction is one, too.
func IsSavepoint(fn *types.Func) bool {
	k, ok := keyOf(fn.Origin())
	return ok && savepoints[k]
}
