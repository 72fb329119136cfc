// Members still saw deleted spaces in their menu: the query joins a table that the ORM doesn't filter there.

package unfilteredread

import (
	"context"

	"gorm.io/gorm"
)

// A Space is deleted softly.
type Space struct {
	ID        int64
	Name      string
	DeletedAt gorm.DeletedAt
}

// A Membership outlives its space.
type Membership struct {
	ID      int64
	Member  string
	SpaceID int64
	Space   Space
}

// Spaces have members.
type Spaces struct {
	db *gorm.DB
}

// All returns the spaces.
func (s *Spaces) All(ctx context.Context) ([]Space, error) {
	var spaces []Space
	err := s.db.WithContext(ctx).Order("id").Find(&spaces).Error
	return spaces, err
}

// Named returns the space of a name.
func (s *Spaces) Named(ctx context.Context, name string) (*Space, error) {
	var space Space
	err := s.db.WithContext(ctx).First(&space, "name = ?", name).Error
	return &space, err
}

// Count returns how many spaces there are.
func (s *Spaces) Count(ctx context.Context) (int64, error) {
	var n int64
	err := s.db.WithContext(ctx).Model(&Space{}).Count(&n).Error
	return n, err
}

// CountTable counts the rows of the table, as no model says which are live.
func (s *Spaces) CountTable(ctx context.Context) (int64, error) {
	var n int64
	err := s.db.WithContext(ctx).Table("spaces").Count(&n).Error
	return n, err
}

// Menu returns the names of a member's spaces.
func (s *Spaces) Menu(ctx context.Context, member string) ([]string, error) {
	var names []string
	err := s.db.WithContext(ctx).Model(&Membership{}).
		Joins("JOIN spaces ON spaces.id = memberships.space_id").
		Where("memberships.member = ?", member).
		Order("spaces.id").Pluck("spaces.name", &names).Error
	return names, err
}

// MenuRaw returns the names of a member's spaces.
func (s *Spaces) MenuRaw(ctx context.Context, member string) ([]string, error) {
	var names []string
	err := s.db.WithContext(ctx).Raw(`
		SELECT s.name FROM memberships m JOIN spaces s ON s.id = m.space_id
		WHERE m.member = ? ORDER BY s.id`, member).Scan(&names).Error
	return names, err
}

// MenuOfLive has the filter itself.
func (s *Spaces) MenuOfLive(ctx context.Context, member string) ([]string, error) {
	var names []string
	err := s.db.WithContext(ctx).Model(&Membership{}).
		Joins("JOIN spaces ON spaces.id = memberships.space_id AND spaces.deleted_at IS NULL").
		Where("memberships.member = ?", member).
		Order("spaces.id").Pluck("spaces.name", &names).Error
	return names, err
}

// MenuByName joins by the association's name: the ORM filters.
func (s *Spaces) MenuByName(ctx context.Context, member string) ([]string, error) {
	var memberships []Membership
	err := s.db.WithContext(ctx).InnerJoins("Space").
		Where("memberships.member = ?", member).
		Order("space_id").Find(&memberships).Error
	var names []string
	for _, m := range memberships {
		names = append(names, m.Space.Name)
	}
	return names, err
}

// MenuBySubquery asks the model which spaces are live.
func (s *Spaces) MenuBySubquery(ctx context.Context, member string) ([]string, error) {
	var names []string
	db := s.db.WithContext(ctx)
	mine := db.Model(&Membership{}).Select("space_id").Where("member = ?", member)
	err := db.Model(&Space{}).Where("id IN (?)", mine).Order("id").Pluck("name", &names).Error
	return names, err
}

// Trash returns the deleted spaces.
func (s *Spaces) Trash(ctx context.Context) ([]Space, error) {
	var spaces []Space
	err := s.db.WithContext(ctx).Unscoped().Where("deleted_at IS NOT NULL").Order("id").Find(&spaces).Error
	return spaces, err
}

// Restore brings a space back.
func (s *Spaces) Restore(ctx context.Context, name string) error {
	var space Space
	if err := s.db.WithContext(ctx).Unscoped().First(&space, "name = ?", name).Error; err != nil {
		return err
	}
	return s.db.WithContext(ctx).Unscoped().Model(&space).Update("deleted_at", nil).Error
}
