// A catalogue had essays of deleted poets: bun filters the model's table and its relations, and no other.

package unfilteredread

import (
	"context"
	"time"

	"github.com/uptrace/bun"
)

// An Poet is deleted softly.
type Poet struct {
	bun.BaseModel `bun:"table:poets"`

	ID        int64 `bun:",pk"`
	Name      string
	DeletedAt time.Time `bun:",soft_delete,nullzero"`
}

// A Essay has an poet.
type Essay struct {
	bun.BaseModel `bun:"table:essays"`

	ID     int64 `bun:",pk"`
	Title  string
	PoetID int64
	Poet   *Poet `bun:"rel:belongs-to,join:poet_id=id"`
}

// A Catalogue has essays.
type Catalogue struct {
	db *bun.DB
}

// Poets returns the poets.
func (c *Catalogue) Poets(ctx context.Context) ([]Poet, error) {
	var poets []Poet
	err := c.db.NewSelect().Model(&poets).Order("id").Scan(ctx)
	return poets, err
}

// Poet returns an poet.
func (c *Catalogue) Poet(ctx context.Context, id int64) (*Poet, error) {
	poet := new(Poet)
	err := c.db.NewSelect().Model(poet).Where("id = ?", id).Scan(ctx)
	return poet, err
}

// Remove deletes a poet.
func (c *Catalogue) Remove(ctx context.Context, id int64) error {
	_, err := c.db.NewDelete().Model((*Poet)(nil)).Where("id = ?", id).Exec(ctx)
	return err
}

// Titles returns the titles of essays, with their poets.
func (c *Catalogue) Titles(ctx context.Context) ([]string, error) {
	var titles []string
	err := c.db.NewSelect().Model((*Essay)(nil)).
		ColumnExpr("essay.title || ' by ' || poets.name").
		Join("JOIN poets ON poets.id = essay.poet_id").
		Order("essay.id").Scan(ctx, &titles)
	return titles, err
}

// TitlesOfLive returns the titles of essays, with their poets.
func (c *Catalogue) TitlesOfLive(ctx context.Context) ([]string, error) {
	var titles []string
	err := c.db.NewSelect().Model((*Essay)(nil)).
		ColumnExpr("essay.title || ' by ' || poets.name").
		Join("JOIN poets ON poets.id = essay.poet_id AND poets.deleted_at IS NULL").
		Order("essay.id").Scan(ctx, &titles)
	return titles, err
}

// TitlesByRelation has bun join: the essay of a deleted poet has none.
func (c *Catalogue) TitlesByRelation(ctx context.Context) ([]string, error) {
	var essays []Essay
	err := c.db.NewSelect().Model(&essays).Relation("Poet").Order("essay.id").Scan(ctx)
	var titles []string
	for _, essay := range essays {
		if essay.Poet != nil {
			titles = append(titles, essay.Title+" by "+essay.Poet.Name)
		}
	}
	return titles, err
}
