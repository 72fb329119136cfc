// A catalogue had books of deleted authors: bun filters the model's table and its relations, and no other.

package unfilteredread

import (
	"context"
	"time"

	"github.com/uptrace/bun"
)

// An Author is deleted softly.
type Author struct {
	bun.BaseModel `bun:"table:authors"`

	ID        int64 `bun:",pk"`
	Name      string
	DeletedAt time.Time `bun:",soft_delete,nullzero"`
}

// A Book has an author.
type Book struct {
	bun.BaseModel `bun:"table:books"`

	ID       int64 `bun:",pk"`
	Title    string
	AuthorID int64
	Author   *Author `bun:"rel:belongs-to,join:author_id=id"`
}

// A Catalogue has books.
type Catalogue struct {
	db *bun.DB
}

// Authors returns the authors.
func (c *Catalogue) Authors(ctx context.Context) ([]Author, error) {
	var authors []Author
	err := c.db.NewSelect().Model(&authors).Order("id").Scan(ctx)
	return authors, err
}

// Author returns an author.
func (c *Catalogue) Author(ctx context.Context, id int64) (*Author, error) {
	author := new(Author)
	err := c.db.NewSelect().Model(author).Where("id = ?", id).Scan(ctx)
	return author, err
}

// Titles returns the titles of books, with their authors.
func (c *Catalogue) Titles(ctx context.Context) ([]string, error) {
	var titles []string
	err := c.db.NewSelect().Model((*Book)(nil)).
		ColumnExpr("book.title || ' by ' || authors.name").
		Join("JOIN authors ON authors.id = book.author_id").
		Order("book.id").Scan(ctx, &titles)
	return titles, err
}

// TitlesOfLive returns the titles of books, with their authors.
func (c *Catalogue) TitlesOfLive(ctx context.Context) ([]string, error) {
	var titles []string
	err := c.db.NewSelect().Model((*Book)(nil)).
		ColumnExpr("book.title || ' by ' || authors.name").
		Join("JOIN authors ON authors.id = book.author_id AND authors.deleted_at IS NULL").
		Order("book.id").Scan(ctx, &titles)
	return titles, err
}

// TitlesByRelation has bun join: the book of a deleted author has none.
func (c *Catalogue) TitlesByRelation(ctx context.Context) ([]string, error) {
	var books []Book
	err := c.db.NewSelect().Model(&books).Relation("Author").Order("book.id").Scan(ctx)
	var titles []string
	for _, book := range books {
		if book.Author != nil {
			titles = append(titles, book.Title+" by "+book.Author.Name)
		}
	}
	return titles, err
}
