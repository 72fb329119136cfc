package schema

// A UseKind is what code does with the rows of a table.
type UseKind uint8

const (
	// SoftDeletes is a statement or call that marks rows as deleted.
	SoftDeletes UseKind = iota
	// HardDeletes is a delete past the soft delete.
	HardDeletes
	// Revives makes deleted rows live again, or looks for them before it
	// creates one.
	Revives
	// Renames changes columns of a row that is being deleted, so that their
	// values are free again: Columns says which.
	Renames
	// Random fills Columns with values that never occur twice.
	Random
	// Creates inserts rows.
	Creates
)

func (k UseKind) String() string {
	return [...]string{"soft delete", "hard delete", "revive", "rename on delete", "random key", "create"}[k]
}

// A Use is what one place of the module's code does with the rows of a table.
type Use struct {
	Kind UseKind
	// Model is nil if the use names the table only.
	Model   *Model
	Table   string
	Columns []string
	Place   Place
	// Func is the function around it, "Type.Method" or "name"; empty in .sql
	// files.
	Func string
	// Seeding says that it only stands where test or example data is made or
	// cleaned up.
	Seeding bool
}

// usesOf returns what the module's code does with the models, and the
// statements of its .sql files with tables, by file and position.
func (s *source) usesOf(models []*Model, files []*File) []*Use { return nil }
