// Posts were tagged with two tags of one name: FirstOrCreate is two statements.

package checkinsert

import (
	"context"
	"errors"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// A Tag has a name.
type Tag struct {
	ID   int64
	Name string
}

// Tags are created when they are first used.
type Tags struct {
	db *gorm.DB
}

// Migrate creates the tables of tags and labels.
func Migrate(db *gorm.DB) error { return db.AutoMigrate(&Tag{}, &Label{}) }

// Use returns the tag of a name.
func (t *Tags) Use(ctx context.Context, name string) (*Tag, error) {
	var tag Tag
	err := t.db.WithContext(ctx).Where(Tag{Name: name}).FirstOrCreate(&tag).Error
	return &tag, err
}

// UseInTwo looks for it itself.
func (t *Tags) UseInTwo(ctx context.Context, name string) (*Tag, error) {
	tag, err := t.find(ctx, name)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		tag = &Tag{Name: name}
		err = t.db.WithContext(ctx).Create(tag).Error
	}
	return tag, err
}

func (t *Tags) find(ctx context.Context, name string) (*Tag, error) {
	var tag Tag
	err := t.db.WithContext(ctx).First(&tag, "name = ?", name).Error
	return &tag, err
}

// A Label is a tag that is the only one of its name.
type Label struct {
	ID   int64
	Name string `gorm:"uniqueIndex"`
}

// Labels are created when they are first used.
type Labels struct {
	db *gorm.DB
}

// Use returns the label of a name.
func (l *Labels) Use(ctx context.Context, name string) (*Label, error) {
	db := l.db.WithContext(ctx)
	if err := db.Clauses(clause.OnConflict{DoNothing: true}).Create(&Label{Name: name}).Error; err != nil {
		return nil, err
	}
	var label Label
	err := db.First(&label, "name = ?", name).Error
	return &label, err
}

// UseFirst fails for who comes second.
func (l *Labels) UseFirst(ctx context.Context, name string) (*Label, error) {
	var label Label
	err := l.db.WithContext(ctx).Where(Label{Name: name}).FirstOrCreate(&label).Error
	return &label, err
}
