// A deleted tag kept its name: bun deletes softly by a tag, too.

package tagsofbun

import (
	"context"
	"time"

	"github.com/uptrace/bun"
)

type Tag struct {
	bun.BaseModel `bun:"table:tags"`

	ID        int64     `bun:"id,pk,autoincrement"`
	Name      string    `bun:"name,unique"` // want `unique \(name\) of tags blocks re-creation`
	DeletedAt time.Time `bun:"deleted_at,soft_delete,nullzero"`
}

func deleteTag(ctx context.Context, db *bun.DB, tag *Tag) error {
	_, err := db.NewDelete().Model(tag).WherePK().Exec(ctx)
	return err
}

func createTag(ctx context.Context, db *bun.DB, tag *Tag) error {
	_, err := db.NewInsert().Model(tag).Exec(ctx)
	return err
}

// A Badge is unique by a group that NULL is in.
type Badge struct {
	bun.BaseModel `bun:"table:badges"`

	ID        int64     `bun:"id,pk,autoincrement"`
	Name      string    `bun:"name,unique:name_live"` // want `unique \(name, deleted_at\) of badges binds no live row`
	DeletedAt time.Time `bun:"deleted_at,soft_delete,nullzero,unique:name_live"`
}

func deleteBadge(ctx context.Context, db *bun.DB, badge *Badge) error {
	_, err := db.NewDelete().Model(badge).WherePK().Exec(ctx)
	return err
}

func createBadge(ctx context.Context, db *bun.DB, badge *Badge) error {
	_, err := db.NewInsert().Model(badge).Exec(ctx)
	return err
}

// A Mark is deleted for good.
type Mark struct {
	bun.BaseModel `bun:"table:marks"`

	ID        int64     `bun:"id,pk,autoincrement"`
	Name      string    `bun:"name,unique"`
	DeletedAt time.Time `bun:"deleted_at,soft_delete,nullzero"`
}

func deleteMark(ctx context.Context, db *bun.DB, mark *Mark) error {
	_, err := db.NewDelete().Model(mark).WherePK().ForceDelete().Exec(ctx)
	return err
}

func createMark(ctx context.Context, db *bun.DB, mark *Mark) error {
	_, err := db.NewInsert().Model(mark).Exec(ctx)
	return err
}
