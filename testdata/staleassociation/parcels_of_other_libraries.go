// Near miss: bun, xorm and pop write the columns of the struct, and nothing of
// what it holds.

package staleassociation

import (
	"context"

	"github.com/gobuffalo/pop/v6"
	"github.com/uptrace/bun"
	"xorm.io/xorm"
)

type Parcel struct {
	ID       int64   `bun:",pk" xorm:"pk" db:"id"`
	DriverID int64   `bun:"driver_id" db:"driver_id"`
	Driver   *Driver `bun:"rel:belongs-to,join:driver_id=id" xorm:"-" belongs_to:"driver"`
	Stops    []Stop  `bun:"rel:has-many,join:id=parcel_id" xorm:"-" has_many:"stops"`
}

type Driver struct {
	ID int64 `bun:",pk" xorm:"pk" db:"id"`
}

type Stop struct {
	ID       int64 `bun:",pk" xorm:"pk" db:"id"`
	ParcelID int64 `db:"parcel_id"`
}

func giveByBun(ctx context.Context, db *bun.DB, id, driver int64) error {
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

func giveByXorm(engine *xorm.Engine, id, driver int64) error {
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
	_, err := engine.ID(id).Update(&parcel)
	return err
}

func giveByPop(db *pop.Connection, id, driver int64) error {
	var parcel Parcel
	if err := db.Eager("Driver", "Stops").Find(&parcel, id); err != nil {
		return err
	}
	if err := db.RawQuery("DELETE FROM stops WHERE parcel_id = ?", id).Exec(); err != nil {
		return err
	}
	parcel.DriverID = driver
	return db.Update(&parcel)
}
