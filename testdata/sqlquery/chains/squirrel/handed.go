package squirrel

import (
	"database/sql"

	sq "github.com/Masterminds/squirrel"
)

// A configs has the builder for itself, as many stores do.
type configs struct {
	db sq.BaseRunner
	sq.StatementBuilderType
}

func open(db *sql.DB) configs {
	return configs{db, statements(db)}
}

var statements = sq.StatementBuilder.PlaceholderFormat(sq.Dollar).RunWith

var live = sq.Eq{"deleted_at": nil}

func (c configs) find(filter sq.Sqlizer) (*sql.Rows, error) {
	return c.Select("id", "max(version)").From("configs").Where(filter).GroupBy("id").OrderBy("id").Query() // query: SELECT configs [id] max(version) grouped WHERE (deleted_at IS NULL AND id > last) ORDER id // query: SELECT configs [id] max(version) grouped WHERE deleted_at IS NULL ORDER id // query: SELECT configs [id] max(version) grouped WHERE owner = by ORDER id // query: SELECT configs holed [id] max(version) grouped WHERE hole ORDER id
}

func (c configs) all() (*sql.Rows, error) { return c.find(live) }

func (c configs) since(last int64) (*sql.Rows, error) {
	return c.find(sq.And{live, sq.Gt{"id": last}})
}

func (c configs) owned(by string, unknown sq.Sqlizer) (*sql.Rows, error) {
	mine := sq.Eq{"owner": by}
	if _, err := c.find(mine); err != nil {
		return nil, err
	}
	return c.find(unknown)
}

// Find is called from elsewhere, too.
func (c configs) Find(filters ...sq.Sqlizer) (*sql.Rows, error) {
	return c.Select("id").From("configs").Where(sq.And(filters)).Query() // query: SELECT configs [id] WHERE (deleted_at IS NULL AND id < 3) // query: SELECT configs holed [id] WHERE hole
}

func (c configs) versions(ids []int64) (*sql.Rows, error) {
	keys := mapped(ids, func(id int64) sq.Sqlizer { return sq.Eq{"id": id, "state": "live"} })
	if _, err := c.Find(live, sq.Lt{"id": 3}); err != nil {
		return nil, err
	}
	return c.Select("id").From("configs").Where(sq.And{live, sq.Or(keys)}).Query() // query: SELECT configs [id] WHERE (deleted_at IS NULL AND id = id AND state = "live")
}

func mapped[A, B any](list []A, f func(A) B) []B {
	var out []B
	for _, a := range list {
		out = append(out, f(a))
	}
	return out
}

func (c configs) suffixes(id int64) {
	c.Insert("configs").Columns("id").Values(id).Suffix("ON CONFLICT (id) DO NOTHING").Exec()      // query: INSERT configs conflict (id) = (id)
	c.Insert("configs").Columns("id").Values(id).Suffix("RETURNING id").Query()                    // query: INSERT configs (id) = (id)
	c.Select("id").Distinct().From("configs").Where(live).Suffix("FOR UPDATE SKIP LOCKED").Query() // query: SELECT configs [id] grouped locks WHERE deleted_at IS NULL
}
