// The rota had the beds of wards that were closed: GORM filters the model's own table, and no other that is named.

package rota

import (
	"context"

	"gorm.io/gorm"
)

type Ward struct {
	gorm.Model
	Name string
}

type Shift struct {
	ID     uint `gorm:"primaryKey"`
	WardID uint
	Nurse  string
}

type store struct{ db *gorm.DB }

func (s *store) wards(ctx context.Context) (list []Ward, err error) {
	err = s.db.WithContext(ctx).Order("name").Find(&list).Error
	return list, err
}

func (s *store) named(ctx context.Context, name string) (*Ward, error) {
	var w Ward
	err := s.db.WithContext(ctx).Where("name = ?", name).First(&w).Error
	return &w, err
}

func (s *store) closeWard(ctx context.Context, id uint) error {
	return s.db.WithContext(ctx).Delete(&Ward{}, id).Error
}

func (s *store) wardsOf(ctx context.Context, nurse string) (names []string, err error) {
	err = s.db.WithContext(ctx).Model(&Shift{}).
		Joins("JOIN wards ON wards.id = shifts.ward_id"). // want `deleted rows of wards are read`
		Where("shifts.nurse = ?", nurse).
		Pluck("wards.name", &names).Error
	return names, err
}

func (s *store) openWardsOf(ctx context.Context, nurse string) (names []string, err error) {
	err = s.db.WithContext(ctx).Model(&Shift{}).
		Joins("JOIN wards ON wards.id = shifts.ward_id AND wards.deleted_at IS NULL").
		Where("shifts.nurse = ?", nurse).
		Pluck("wards.name", &names).Error
	return names, err
}

func (s *store) count(ctx context.Context) (n int64, err error) {
	err = s.db.WithContext(ctx).Table("wards").Count(&n).Error // want `deleted rows of wards are read`
	return n, err
}

func (s *store) report(ctx context.Context) (names []string, err error) {
	err = s.db.WithContext(ctx).Raw("SELECT name FROM wards ORDER BY name").Scan(&names).Error // want `deleted rows of wards are read`
	return names, err
}

// GORM was told.
func (s *store) ever(ctx context.Context) (list []Ward, err error) {
	err = s.db.WithContext(ctx).Unscoped().Order("name").Find(&list).Error
	return list, err
}
