// Near miss: bun and xorm write the columns of the struct, and nothing of what it holds.

package staleassociation

import (
	"context"

	"github.com/uptrace/bun"
	"xorm.io/xorm"
)

// A Parcel has a driver.
type Parcel struct {
	ID       int64   `bun:",pk,autoincrement" xorm:"pk autoincr 'id'"`
	DriverID int64   `xorm:"'driver_id'"`
	Driver   *Driver `bun:"rel:belongs-to,join:driver_id=id" xorm:"-"`
	Stops    []*Stop `bun:"rel:has-many,join:id=parcel_id" xorm:"-"`
}

// A Driver has parcels.
type Driver struct {
	ID int64 `bun:",pk,autoincrement" xorm:"pk autoincr 'id'"`
}

// A Stop is where a parcel was.
type Stop struct {
	ID       int64 `bun:",pk,autoincrement" xorm:"pk autoincr 'id'"`
	ParcelID int64 `xorm:"'parcel_id'"`
}

// GiveByBun changes the key of a parcel that holds its driver, and saves it with
// the stops that it has deleted.
func GiveByBun(ctx context.Context, db *bun.DB, id, driver int64) error {
	var parcel Parcel
	if err := db.NewSelect().Model(&parcel).Relation("Driver").Relation("Stops").Where("parcel.id = ?", id).Scan(ctx); err != nil {
		return err
	}
	if _, err := db.NewDelete().Model((*Stop)(nil)).Where("parcel_id = ?", id).Exec(ctx); err != nil {
		return err
	}
	parcel.DriverID = driver
	_, err := db.NewUpdate().Model(&parcel).WherePK().Exec(ctx)
	return err
}

// GiveByXorm does the same with what it loads by itself.
func GiveByXorm(engine *xorm.Engine, id, driver int64) error {
	var parcel Parcel
	if _, err := engine.ID(id).Get(&parcel); err != nil {
		return err
	}
	if err := engine.Where("parcel_id = ?", id).Find(&parcel.Stops); err != nil {
		return err
	}
	if _, err := engine.Where("parcel_id = ?", id).Delete(&Stop{}); err != nil {
		return err
	}
	parcel.DriverID = driver
	_, err := engine.ID(id).Cols("driver_id").Update(&parcel)
	return err
}
