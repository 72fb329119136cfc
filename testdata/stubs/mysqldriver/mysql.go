// Package mysql has the errors of the MySQL driver.
package mysql

var ErrInvalidConn error

type MySQLError struct {
	Number   uint16
	SQLState [5]byte
	Message  string
}

func (me *MySQLError) Error() string { panic(0) }
