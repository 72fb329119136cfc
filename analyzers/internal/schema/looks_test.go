package schema

import (
	"slices"
	"testing"
)

func TestLooks(t *testing.T) {
	for src, want := range map[string][]string{
		"if row.DeletedAt.Valid {":                {"DeletedAt"},
		"if !row.IsDeleted() {":                   {"IsDeleted"},
		"if u, err := get(); u.Deleted {":         {"Deleted"},
		"return !x.removed":                       {"removed"},
		"switch o.DeletedAt {":                    {"DeletedAt"},
		"case StatusDeleted, StatusGone:":         {"StatusDeleted"},
		"ok := a.Trashed == true":                 {"Trashed"},
		"ok := nil != (a.DeletedAt)":              {"DeletedAt"},
		"row.DeletedAt = now":                     nil,
		"return s.Deleted":                        nil,
		"type Deleted struct {":                   nil,
		"func (s *Store) DeleteUser(id int) {}":   nil,
		"rows.Scan(&r.DeletedAt)":                 nil,
		"if err := s.Delete(ctx); err != nil { }": nil,
		"elete": nil,
	} {
		if got := looksIn([]byte(src)); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", src, got, want)
		}
	}
}
