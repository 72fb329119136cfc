// GORM's generic API, and its first version, write the old key, too.

package staleassociation

import (
	"context"

	gormv1 "github.com/jinzhu/gorm"
	"gorm.io/gorm"
)

type Ship struct {
	ID        int64
	CaptainID int64
	Captain   *Captain
	Crates    []Crate
}

type Captain struct {
	ID int64
}

type Crate struct {
	ID     int64
	ShipID int64
}

func commandGeneric(ctx context.Context, db *gorm.DB, id, captain int64) error {
	ship, err := gorm.G[Ship](db).Preload("Captain", nil).Where("id = ?", id).First(ctx)
	if err != nil {
		return err
	}
	ship.CaptainID = captain // want `is written while`
	_, err = gorm.G[Ship](db).Where("id = ?", id).Updates(ctx, ship)
	return err
}

func unloadGeneric(ctx context.Context, db *gorm.DB, id int64) error {
	ships, err := gorm.G[Ship](db).Preload("Crates", nil).Where("id = ?", id).Find(ctx)
	if err != nil {
		return err
	}
	if _, err := gorm.G[Crate](db).Where("ship_id = ?", id).Delete(ctx); err != nil {
		return err
	}
	_, err = gorm.G[Ship](db).Where("id = ?", id).Updates(ctx, ships[0]) // want `still holds`
	return err
}

func commandGenericColumn(ctx context.Context, db *gorm.DB, id, captain int64) error {
	ship, err := gorm.G[Ship](db).Preload("Captain", nil).Where("id = ?", id).First(ctx)
	if err != nil {
		return err
	}
	_, err = gorm.G[Ship](db).Where("id = ?", ship.ID).Update(ctx, "captain_id", captain)
	return err
}

func commandV1(db *gormv1.DB, id, captain int64) error {
	var ship Ship
	if err := db.Preload("Captain").First(&ship, id).Error; err != nil {
		return err
	}
	ship.CaptainID = captain // want `is written while`
	return db.Save(&ship).Error
}

func unloadV1(db *gormv1.DB, id int64) error {
	var ship Ship
	if err := db.Preload("Crates").First(&ship, id).Error; err != nil {
		return err
	}
	if err := db.Where("ship_id = ?", id).Delete(&Crate{}).Error; err != nil {
		return err
	}
	return db.Save(&ship).Error // want `still holds`
}

// The setting is one of the first version, and works there.
func unloadV1Setting(db *gormv1.DB, id int64) error {
	var ship Ship
	if err := db.Preload("Crates").First(&ship, id).Error; err != nil {
		return err
	}
	if err := db.Where("ship_id = ?", id).Delete(&Crate{}).Error; err != nil {
		return err
	}
	return db.Set("gorm:save_associations", false).Save(&ship).Error
}

func unloadV2Setting(db *gorm.DB, id int64) error {
	var ship Ship
	if err := db.Preload("Crates").First(&ship, id).Error; err != nil {
		return err
	}
	if err := db.Where("ship_id = ?", id).Delete(&Crate{}).Error; err != nil {
		return err
	}
	return db.Set("gorm:save_associations", false).Save(&ship).Error // want `still holds`
}

func commandV1Forgetting(db *gormv1.DB, id, captain int64) error {
	var ship Ship
	if err := db.Preload("Captain").First(&ship, id).Error; err != nil {
		return err
	}
	ship.CaptainID, ship.Captain = captain, nil
	return db.Save(&ship).Error
}
