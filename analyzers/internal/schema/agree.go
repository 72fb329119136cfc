package schema

// agreed returns what tables of one name agree on, nil if there are none.
func agreed(tables []*Table) *Table {
	if len(tables) == 0 {
		return nil
	}
	return tables[0]
}

// agreedColumn returns what columns agree on, nil if there are none.
func agreedColumn(columns []*Column) *Column {
	if len(columns) == 0 {
		return nil
	}
	return columns[0]
}
