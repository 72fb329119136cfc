// Posts were under two hashtags of one name: FirstOrCreate is two statements.

package checkinsert

import (
	"context"
	"errors"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

const hashtags = `
CREATE TABLE hashtags (id BIGSERIAL PRIMARY KEY, name TEXT NOT NULL);
`

// A Hashtag has a name.
type Hashtag struct {
	ID   int64 `gorm:"primaryKey"`
	Name string
}

// Hashtags are created when they are first used.
type Hashtags struct {
	db *gorm.DB
}

// Use returns the hashtag of a name.
func (h *Hashtags) Use(ctx context.Context, name string) (*Hashtag, error) {
	var hashtag Hashtag
	err := h.db.WithContext(ctx).Where(Hashtag{Name: name}).FirstOrCreate(&hashtag).Error
	return &hashtag, err
}

// UseInTwo looks for it itself.
func (h *Hashtags) UseInTwo(ctx context.Context, name string) (*Hashtag, error) {
	hashtag, err := h.find(ctx, name)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		hashtag = &Hashtag{Name: name}
		err = h.db.WithContext(ctx).Create(hashtag).Error
	}
	return hashtag, err
}

func (h *Hashtags) find(ctx context.Context, name string) (*Hashtag, error) {
	var hashtag Hashtag
	err := h.db.WithContext(ctx).First(&hashtag, "name = ?", name).Error
	return &hashtag, err
}

const keywords = `
CREATE TABLE keywords (id BIGSERIAL PRIMARY KEY, name TEXT NOT NULL UNIQUE);
`

// A Keyword is a hashtag that is the only one of its name.
type Keyword struct {
	ID   int64 `gorm:"primaryKey"`
	Name string
}

// Keywords are created when they are first used.
type Keywords struct {
	db *gorm.DB
}

// Use returns the keyword of a name.
func (k *Keywords) Use(ctx context.Context, name string) (*Keyword, error) {
	db := k.db.WithContext(ctx)
	if err := db.Clauses(clause.OnConflict{DoNothing: true}).Create(&Keyword{Name: name}).Error; err != nil {
		return nil, err
	}
	var keyword Keyword
	err := db.First(&keyword, "name = ?", name).Error
	return &keyword, err
}

// UseFirst fails for who comes second.
func (k *Keywords) UseFirst(ctx context.Context, name string) (*Keyword, error) {
	var keyword Keyword
	err := k.db.WithContext(ctx).Where(Keyword{Name: name}).FirstOrCreate(&keyword).Error
	return &keyword, err
}
