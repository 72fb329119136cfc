package sqlparse

import "testing"

// TestSubsEnd holds that no query is within itself, be it recursive.
func TestSubsEnd(t *testing.T) {
	for _, d := range []Dialect{PostgreSQL, MySQL, SQLite} {
		for _, sql := range []string{
			"WITH RECURSIVE up AS (SELECT id FROM up) SELECT id FROM up",
			`WITH RECURSIVE up AS (SELECT id FROM jobs WHERE id = 1
				UNION ALL SELECT j.id FROM jobs j JOIN up ON j.id = up.parent WHERE EXISTS (SELECT 1 FROM up))
				SELECT id FROM up`,
			`WITH RECURSIVE a AS (SELECT id FROM jobs), b AS (SELECT id FROM a WHERE id IN (SELECT id FROM b))
				SELECT id FROM b WHERE id IN (SELECT id FROM a)`,
		} {
			s, err := Parse(sql, d)
			if err != nil {
				t.Errorf("dialect %d: %v", d, err)
				continue
			}
			around := map[*Query]bool{}
			var walk func(q *Query)
			walk = func(q *Query) {
				if around[q] {
					t.Fatalf("dialect %d: a query of %s is within itself", d, sql)
				}
				around[q] = true
				for _, sub := range q.Subs {
					walk(sub)
				}
				delete(around, q)
			}
			walk(s.Query)
		}
	}
}
