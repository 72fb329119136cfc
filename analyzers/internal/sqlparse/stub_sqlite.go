package sqlparse

import "errors"

func parseSQLite(sql string) ([]*Statement, error) { return nil, errors.New("not yet") }
