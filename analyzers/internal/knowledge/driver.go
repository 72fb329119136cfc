package knowledge

import "go/types"

// openers are the functions that take the name of a driver or dialect, and
// which parameter it is.
var openers = map[key]Ref{
	{"database/sql", "", "Open"}:                      Param(0),
	{"entgo.io/ent/dialect/sql", "", "Open"}:          Param(0),
	{"entgo.io/ent/dialect/sql", "", "OpenDB"}:        Param(0),
	{"github.com/doug-martin/goqu", "", "Dialect"}:    Param(0),
	{"github.com/doug-martin/goqu", "", "New"}:        Param(0),
	{"github.com/go-ozzo/ozzo-dbx", "", "MustOpen"}:   Param(0),
	{"github.com/go-ozzo/ozzo-dbx", "", "Open"}:       Param(0),
	{"github.com/go-xorm/xorm", "", "NewEngine"}:      Param(0),
	{"github.com/gocraft/dbr", "", "Open"}:            Param(0),
	{"github.com/jinzhu/gorm", "", "Open"}:            Param(0),
	{"github.com/jmoiron/sqlx", "", "Connect"}:        Param(0),
	{"github.com/jmoiron/sqlx", "", "ConnectContext"}: Param(1),
	{"github.com/jmoiron/sqlx", "", "MustConnect"}:    Param(0),
	{"github.com/jmoiron/sqlx", "", "MustOpen"}:       Param(0),
	{"github.com/jmoiron/sqlx", "", "NewDb"}:          Param(1),
	{"github.com/jmoiron/sqlx", "", "Open"}:           Param(0),
	{"github.com/pocketbase/dbx", "", "MustOpen"}:     Param(0),
	{"github.com/pocketbase/dbx", "", "Open"}:         Param(0),
	{"github.com/upper/db", "", "Open"}:               Param(0),
	{"xorm.io/xorm", "", "NewEngine"}:                 Param(0),
}

// DriverOf returns the parameter of fn that is the name of a driver.
func DriverOf(fn *types.Func) (Ref, bool) {
	k, ok := keyOf(fn.Origin())
	if !ok {
		return 0, false
	}
	ref, ok := openers[k]
	return ref, ok
}
