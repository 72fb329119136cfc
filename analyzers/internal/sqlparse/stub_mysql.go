package sqlparse

import "errors"

func parseMySQL(sql string) ([]*Statement, error) { return nil, errors.New("not yet") }
