package idcursor

import (
	"context"
	"database/sql"
	"slices"
	"testing"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestKeysetPages(t *testing.T) {
	everybody := []string{"Anna", "Bert", "Cleo", "Dora", "Emil"}
	for _, test := range []struct {
		name   string
		listed func(m *Members, ctx context.Context, mail func(Member)) error
		want   []string
	}{
		{"EachOfBoth", (*Members).EachOfBoth, []string{"Anna", "Bert", "Emil"}},
		{"BothAsRow", (*Members).BothAsRow, everybody},
		{"JoinedAfter", after((*Members).JoinedAfter), []string{"Anna", "Emil", "two of the three"}},
		{"JoinedAfterSeen", after((*Members).JoinedAfterSeen), everybody},
		{"ByID", after((*Members).ByID), []string{"Anna", "Anna", "Bert", "Emil"}},
		{"InOrderOfID", after((*Members).InOrderOfID), everybody},
		{"LookAhead", after(paged((*Members).LookAhead)), []string{"Anna", "Cleo", "Dora", "Emil"}},
		{"LookAheadOnly", after(paged((*Members).LookAheadOnly)), everybody},
	} {
		t.Run(test.name, func(t *testing.T) {
			database.Each(t, membersSchema, func(t *testing.T, db *sql.DB) {
				var names []string
				if err := test.listed(&Members{db}, t.Context(), func(m Member) { names = append(names, m.Name) }); err != nil {
					t.Fatal(err)
				}
				slices.Sort(names)
				if test.name == "JoinedAfter" {
					// Which of those who joined together are on the page is up to the database.
					if len(names) != 4 {
						t.Errorf("listed %q, want four of five", names)
					}
					return
				}
				if !slices.Equal(names, test.want) {
					t.Errorf("listed %q, want %q", names, test.want)
				}
			})
		})
	}
}

// after lists all pages of a function that is told what a page begins after.
func after[C comparable](page func(m *Members, ctx context.Context, after C) ([]Member, C, error)) func(*Members, context.Context, func(Member)) error {
	return func(m *Members, ctx context.Context, mail func(Member)) error {
		var none, cursor C
		for {
			members, next, err := page(m, ctx, cursor)
			if err != nil {
				return err
			}
			for _, member := range members {
				mail(member)
			}
			if cursor = next; cursor == none {
				return nil
			}
		}
	}
}

func paged(page func(m *Members, ctx context.Context, after int64, size int) ([]Member, int64, error)) func(*Members, context.Context, int64) ([]Member, int64, error) {
	return func(m *Members, ctx context.Context, after int64) ([]Member, int64, error) {
		return page(m, ctx, after, 2)
	}
}

func TestKeysetReported(t *testing.T) {
	report := vet.Run(t, "idcursor")
	report.Flags(t, "Members.EachOfBoth", "each for itself")
	report.Silent(t, "Members.BothAsRow")
	report.Flags(t, "Members.JoinedAfter", "joined, which isn't unique")
	report.Silent(t, "Members.JoinedAfterSeen")
	report.Flags(t, "Members.ByID", "ordered by name")
	report.Silent(t, "Members.InOrderOfID")
	report.Flags(t, "Members.LookAhead", "after a row that isn't on this one")
	report.Silent(t, "Members.LookAheadOnly")
}
