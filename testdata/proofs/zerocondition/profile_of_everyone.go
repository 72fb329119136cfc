// Whoever saved a profile saved it for everyone.

package zerocondition

import (
	"context"

	gormv1 "github.com/jinzhu/gorm"
	"xorm.io/xorm"
)

// A Profile belongs to a user.
type Profile struct {
	ID   int64 `xorm:"pk autoincr 'id'"`
	Name string
}

// Profiles are xorm's.
type Profiles struct {
	db *xorm.Engine
}

// SaveUnkeyed relies on the key that the value holds: xorm sees no condition.
func (p *Profiles) SaveUnkeyed(ctx context.Context, profile *Profile) error {
	_, err := p.db.Context(ctx).Update(profile)
	return err
}

// Save names the key.
func (p *Profiles) Save(ctx context.Context, profile *Profile) error {
	_, err := p.db.Context(ctx).ID(profile.ID).Update(profile)
	return err
}

// OldProfiles are those of GORM v1, which refuses nothing.
type OldProfiles struct {
	db *gormv1.DB
}

// RenameUnkeyed renames everyone.
func (p *OldProfiles) RenameUnkeyed(name string) error {
	return p.db.Model(&Profile{}).Update("name", name).Error
}

// Rename renames one.
func (p *OldProfiles) Rename(id int64, name string) error {
	return p.db.Model(&Profile{}).Where("id = ?", id).Update("name", name).Error
}

// RemoveByValue deletes everyone: a name is no condition of Delete.
func (p *OldProfiles) RemoveByValue(name string) error {
	return p.db.Delete(&Profile{Name: name}).Error
}

// Remove compares the name.
func (p *OldProfiles) Remove(name string) error {
	return p.db.Where("name = ?", name).Delete(&Profile{}).Error
}
