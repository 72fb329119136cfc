package schema

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// The uses that a line makes stand behind it: // soft delete users [deleted_at]
const usageCases = `
-- go.mod --
module example.com/shop
require gorm.io/gorm v1
-- model/user.go --
package model

import "gorm.io/gorm"

type User struct {
	gorm.Model
	Name  string ''gorm:"uniqueIndex"''
	Token string ''gorm:"unique"''
}

type Tag struct {
	ID   uint
	Name string ''gorm:"uniqueIndex;default:gen_random_uuid()"'' // random key tags [name]
}

type Note struct {
	ID        uint   ''gorm:"primaryKey"''
	Title     string ''gorm:"unique"''
	DeletedAt *int64
}

func (u *User) BeforeDelete(tx *gorm.DB) error {
	u.Name = u.Name + "-gone" // rename on delete users [name]
	return tx.Save(u).Error
}

func (u *User) BeforeCreate(tx *gorm.DB) error {
	u.Token = uuid.NewString() // random key users [token]
	return nil
}
-- store/store.go --
package store

import (
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	m "example.com/shop/model"
)

type Store struct{ db *gorm.DB }

func (s *Store) find(id uint) (*m.User, error) {
	var user m.User
	return &user, s.db.First(&user, id).Error
}

func (s *Store) Delete(id uint) error {
	user, err := s.find(id)
	if err != nil {
		return err
	}
	return s.db.Delete(user).Error // soft delete users [deleted_at]
}

func (s *Store) DeleteRange(users []*m.User) {
	for _, u := range users {
		s.db.Delete(u) // soft delete users [deleted_at]
	}
	s.db.Where("name = ?", "x").Delete(&m.User{}) // soft delete users [deleted_at]
	s.db.Model(&m.User{}).Where("1 = 1").Delete(nil) // soft delete users [deleted_at]
}

func (s *Store) Purge() error {
	return s.db.Unscoped().Where("deleted_at < ?", time.Now()).Delete(&m.User{}).Error // hard delete users []
}

func (s *Store) Rename(user m.User) error {
	user.Name += "-deleted" // rename on delete users [name]
	if err := s.db.Save(&user).Error; err != nil {
		return err
	}
	return s.db.Delete(&user).Error // soft delete users [deleted_at]
}

func (s *Store) Unrelated(a, b m.User) error {
	a.Name = "new"
	return s.db.Delete(&b).Error // soft delete users [deleted_at]
}

func (s *Store) Restore(id uint) error {
	return s.db.Unscoped().Model(&m.User{}).Where("id = ?", id).Update("deleted_at", nil).Error // revive users []
}

func (s *Store) RestoreAll(tx *gorm.DB) {
	tx.Unscoped().Model(&m.User{}).Updates(map[string]any{"deleted_at": gorm.Expr("NULL"), "name": "x"}) // revive users []
}

func (s *Store) RestoreRow(id uint) error {
	user, err := s.find(id)
	user.DeletedAt = gorm.DeletedAt{} // revive users []
	return err
}

func (s *Store) New(name string) error {
	user := m.User{Name: name}
	user.DeletedAt = gorm.DeletedAt{}
	return s.db.Create(&user).Error // create users []
}

func (s *Store) Reuse(name string) error {
	var user m.User
	err := s.db.Unscoped().Where("name = ?", name).First(&user).Error // revive users []
	if err != nil {
		return s.db.Create(&m.User{Name: name}).Error // create users []
	}
	return s.db.Save(&user).Error
}

func (s *Store) Upsert(user *m.User) error {
	return s.db.Clauses(clause.OnConflict{DoUpdates: clause.AssignmentColumns([]string{"deleted_at"})}).Create(user).Error // create users [] + revive users []
}

func (s *Store) Archive(id uint) {
	s.db.Model(&m.Note{}).Where("id = ?", id).Update("deleted_at", time.Now().Unix()) // soft delete notes [deleted_at]
	s.db.Model(&m.Note{ID: id}).Updates(map[string]any{"deleted_at": 5, "title": "old"}) // soft delete notes [deleted_at] + rename on delete notes [title]
	s.db.Delete(&m.Note{}, id) // hard delete notes []
	s.db.Table("notes").Where("id = ?", id).Update("deleted_at", 0) // revive notes []
}

func (s *Store) Raw(name string) {
	s.db.Exec("UPDATE notes SET deleted_at = now() WHERE title = ?", name) // soft delete notes [deleted_at]
	s.db.Exec("UPDATE notes SET deleted_at = NULL WHERE title = ?", name) // revive notes []
	s.db.Exec("UPDATE notes SET title = title || id, " + "deleted_at = now()") // soft delete notes [deleted_at] + rename on delete notes [title]
	s.db.Exec("INSERT INTO notes (title) VALUES (?)", name) // create notes [title]
	s.db.Exec("INSERT INTO others (title) VALUES (?)", name)
	s.db.Exec("DELETE FROM notes") // hard delete notes []
}

func (s *Store) Tokens(user *m.User) {
	key, err := newToken(user.ID)
	s.db.Model(user).Update("token", key) // random key users [token]
}

func SeedUsers(db *gorm.DB) {
	db.Unscoped().Delete(&m.User{}, "1 = 1") // hard delete users [] seeding
}

type cache struct{}

func (cache) Delete(key string) {}

func (s *Store) Cache(c cache, name string) { c.Delete(name) }
-- go.sum --
-- queries.sql --
-- name: Gone
UPDATE notes SET deleted_at = now() WHERE id = $1; -- soft delete notes [deleted_at]
UPDATE notes SET title = 'x' WHERE id = $1;
`

const entUsageCases = `
-- go.mod --
module example.com/shop
-- ent/schema/pet.go --
package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

type Pet struct {
	ent.Schema
}

func (Pet) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").Unique(),
		field.String("code").DefaultFunc(ulid.Make), // random key pets [code]
		field.Time("deleted_at").Optional().Nillable(),
	}
}

func (Pet) Indexes() []ent.Index { return []ent.Index{index.Fields("name", "code").Unique()} }
-- ent/pet.go --
// Code generated by ent, DO NOT EDIT.

package ent

type Pet struct{ Name string }
-- repo/repo.go --
package repo

import "example.com/shop/ent"

type repo struct{ db *ent.Client }

func (r *repo) remove(ctx context.Context, id int) error {
	query := r.db.Pet.
		UpdateOneID(id).
		SetDeletedAt(clock.Now()) // soft delete pets [deleted_at]
	return query.Exec(ctx)
}

func (r *repo) rename(ctx context.Context, pet *ent.Pet) error {
	return pet.Update().SetName("x").SetDeletedAt(time.Now()).Exec(ctx) // soft delete pets [deleted_at] + rename on delete pets [name]
}

func (r *repo) restore(ctx context.Context, id int) error {
	return r.db.Pet.UpdateOneID(id).ClearDeletedAt().Exec(ctx) // revive pets []
}

func (r *repo) put(ctx context.Context) error {
	return r.db.Pet.Create().SetName("x").OnConflictColumns("name").UpdateDeletedAt().Exec(ctx) // create pets [] + revive pets []
}

func (r *repo) purge(ctx context.Context) error {
	_, err := r.db.Pet.Delete().Exec(ctx) // hard delete pets []
	return err
}
`

const otherUsageCases = `
-- go.mod --
module example.com/shop
require xorm.io/xorm v1
-- bun.go --
package shop

import "github.com/uptrace/bun"

type Item struct {
	bun.BaseModel ''bun:"table:items"''

	ID        int64     ''bun:",pk"''
	SKU       string    ''bun:",unique"''
	DeletedAt time.Time ''bun:",soft_delete,nullzero"''
}

func items(ctx context.Context, db *bun.DB, item *Item) {
	db.NewDelete().Model(item).WherePK().Exec(ctx) // soft delete items [deleted_at]
	db.NewDelete().Model((*Item)(nil)).Where("sku = ?", 1).ForceDelete().Exec(ctx) // hard delete items []
	db.NewUpdate().Model(item).WhereAllWithDeleted().Set("deleted_at = NULL").Exec(ctx) // revive items []
	db.NewUpdate().Model(item).Set("sku = ?", "x").Exec(ctx)
}

func newItems(ctx context.Context, db *bun.DB, item *Item) {
	db.NewInsert().Model(item).Exec(ctx) // create items []
	db.NewInsert().Model(item).On("CONFLICT (sku) DO UPDATE").Set("deleted_at = NULL").Exec(ctx) // create items [] + revive items []
}
-- xorm.go --
package shop

type Book struct {
	ID      int64     ''xorm:"pk autoincr"''
	ISBN    string    ''xorm:"unique"''
	Deleted time.Time ''xorm:"deleted"''
}

func books(e *xorm.Engine, id int64) {
	e.ID(id).Delete(&Book{}) // soft delete book [deleted]
	e.ID(id).Unscoped().Delete(new(Book)) // hard delete book []
}

func settleBook(e *xorm.Engine, id int64, book *Book) {
	e.ID(id).MustCols("deleted").Update(book) // revive book []
	e.ID(id).MustCols("isbn").Update(book)
}

func newBook(e *xorm.Engine) {
	e.Insert(&Book{}) // create book []
}
-- builder.go --
package shop

func builder(sq squirrel.StatementBuilderType) {
	sq.Update("shelves").Set("deleted_at", time.Now()).Where("id = 1") // soft delete shelves [deleted_at]
	sq.Update("shelves").SetMap(map[string]any{"deleted_at": nil}) // revive shelves []
	sq.Update("shelves").Set("deleted", 1).Set("name", "x") // soft delete shelves [deleted] + rename on delete shelves [name]
}
`

// The rows that a line's soft delete is about stand behind it, and what goes
// with them: // by [upload_id] with [uploads]
const selectionCases = `
-- go.mod --
module example.com/shop
require gorm.io/gorm v1
-- model.go --
package shop

import "gorm.io/gorm"

type Upload struct {
	gorm.Model
	Status string
}

type Chunk struct {
	gorm.Model
	UploadID uint
	Number   int
	Live     bool
}

func chunks(db *gorm.DB, id uint, c *Chunk, cond string, scope func(*gorm.DB) *gorm.DB) {
	db.Where("upload_id = ?", id).Delete(&Chunk{}) // by [upload_id]
	db.Where("upload_id IN ? AND (number = ?)", id, 1).Delete(&Chunk{}) // by [upload_id number]
	db.Where("upload_id = ?", id).Where("number", 1).Delete(&Chunk{}) // by [upload_id number]
	db.Where(map[string]any{"upload_id": id}).Delete(&Chunk{}) // by [upload_id]
	db.Where(&Chunk{UploadID: id}).Delete(&Chunk{}) // by [upload_id]
	db.Delete(&Chunk{}, "upload_id = ?", id) // by [upload_id]
	db.Delete(&Chunk{}, id) // by [id]
	db.Delete(c) // by [id]
	db.Delete(&Chunk{Model: gorm.Model{ID: id}}) // by [] open
	db.Delete(&Chunk{Number: 1}) // by []
	db.Where("upload_id = ? AND deleted_at IS NULL", id).Delete(&Chunk{}) // by [upload_id]
	db.Where("upload_id = ? AND number > ?", id, 1).Delete(&Chunk{}) // by [upload_id] open
	db.Where("upload_id = ? OR number = ?", id, 1).Delete(&Chunk{}) // by [] open
	db.Where("upload_id = number").Delete(&Chunk{}) // by [] open
	db.Where(cond, id).Delete(&Chunk{}) // by [] open
	db.Where("upload_id = ?", id).Not("live").Delete(&Chunk{}) // by [upload_id] open
	db.Scopes(scope).Where("upload_id = ?", id).Delete(&Chunk{}) // by [upload_id] open
	db.Model(&Chunk{}).Where("upload_id = ?", id).Update("deleted_at", 1) // by [upload_id]
	db.Exec("UPDATE chunks SET deleted_at = now() WHERE upload_id = ?", id) // by [upload_id]
	db.Exec("UPDATE chunks SET deleted_at = now() WHERE upload_id > ?", id) // by [] open
	db.Exec("UPDATE chunks SET deleted_at = now()") // by [] open
	squirrel.Update("chunks").Set("deleted_at", 1).Where(squirrel.Eq{"upload_id": id}) // by [upload_id]
	squirrel.Update("chunks").Set("deleted_at", 1).Where(squirrel.And{squirrel.Eq{"upload_id": id}, squirrel.Gt{"number": 1}}) // by [upload_id] open
}

func finish(db *gorm.DB, id uint) {
	db.Model(&Upload{}).Where("id = ?", id).Update("status", "done")
	db.Where("upload_id = ?", id).Delete(&Chunk{}) // by [upload_id] with [uploads]
}

func finishBySQL(db *gorm.DB, id uint) {
	db.Exec("UPDATE uploads SET status = 'done' WHERE id = ?", id)
	db.Where("upload_id = ?", id).Delete(&Chunk{}) // by [upload_id] with [uploads]
}

func finishRow(db *gorm.DB, up *Upload) {
	up.Status = "done"
	db.Save(up)
	db.Where("upload_id = ?", up.ID).Delete(&Chunk{}) // by [upload_id] with [uploads]
}

func drop(db *gorm.DB, id uint) {
	dropChunks(db, id)
	db.Delete(&Upload{}, id) // by [id]
}

func expire(db *gorm.DB, id uint) {
	db.Delete(&Upload{}, id) // by [id]
	dropChunks(db, id)
}

func dropChunks(db *gorm.DB, id uint) {
	db.Where("upload_id = ?", id).Delete(&Chunk{}) // by [upload_id] with [uploads]
}

func replace(db *gorm.DB, id uint) {
	db.Model(&Upload{}).Where("id = ?", id).Update("status", "new")
	db.Where("upload_id = ?", id).Delete(&Chunk{}) // by [upload_id]
	db.Create(&Chunk{UploadID: id})
}
`

func TestSelections(t *testing.T) {
	var want, got []string
	root := t.TempDir()
	for _, file := range txtar.Parse([]byte(strings.ReplaceAll(selectionCases, "''", "`"))).Files {
		if err := os.WriteFile(filepath.Join(root, file.Name), file.Data, 0o666); err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(file.Data), "\n") {
			if _, by, ok := strings.Cut(line, " // "); ok {
				want = append(want, fmt.Sprintf("%d %s", i+1, by))
			}
		}
	}
	for _, use := range read(t, root).Uses {
		if use.Kind != SoftDeletes {
			continue
		}
		line := fmt.Sprintf("%d by %v", use.Place.Line, use.By)
		if use.Open {
			line += " open"
		}
		if len(use.With) > 0 && use.Table == "chunks" {
			line += fmt.Sprintf(" with %v", use.With)
		}
		got = append(got, line)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestRefers(t *testing.T) {
	for _, c := range []struct {
		column, table string
		want          bool
	}{
		{"upload_id", "uploads", true},
		{"upload_id", "media_uploads", true},
		{"category_id", "categories", true},
		{"workflowVersionId", "WorkflowVersion", true},
		{"load_id", "uploads", false},
		{"upload", "uploads", false},
		{"id", "uploads", false},
	} {
		if got := Refers(c.column, c.table); got != c.want {
			t.Errorf("Refers(%q, %q) = %t", c.column, c.table, got)
		}
	}
}

func TestUses(t *testing.T) {
	for name, cases := range map[string]string{"gorm": usageCases, "ent": entUsageCases, "others": otherUsageCases} {
		t.Run(name, func(t *testing.T) { testUses(t, strings.ReplaceAll(cases, "''", "`")) })
	}
}

func testUses(t *testing.T, cases string) {
	root := t.TempDir()
	var want []string
	for _, file := range txtar.Parse([]byte(cases)).Files {
		name := filepath.Join(root, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, file.Data, 0o666); err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(file.Data), "\n") {
			mark := " // "
			if strings.HasSuffix(file.Name, ".sql") {
				mark = "; -- "
			}
			if _, uses, ok := strings.Cut(line, mark); ok {
				for use := range strings.SplitSeq(uses, " + ") {
					want = append(want, fmt.Sprintf("%s:%d %s", file.Name, i+1, use))
				}
			}
		}
	}
	var got []string
	for _, use := range read(t, root).Uses {
		line := fmt.Sprintf("%s:%d %s %s %v", use.Place.File, use.Place.Line, use.Kind, use.Table, use.Columns)
		if use.Seeding {
			line += " seeding"
		}
		got = append(got, line)
	}
	slices.Sort(want)
	slices.Sort(got)
	for _, line := range want {
		if i := slices.Index(got, line); i >= 0 {
			got = slices.Delete(got, i, i+1)
		} else {
			t.Errorf("not found: %s", line)
		}
	}
	for _, line := range got {
		t.Errorf("unexpected: %s", line)
	}
}
