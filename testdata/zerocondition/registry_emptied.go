// A device registry was emptied when its upstream answered with no devices.
// Where the DELETE has another condition, NOT IN is opt-in (sync).

package zerocondition

import (
	"context"

	"github.com/Masterminds/squirrel"
	"gorm.io/gorm"
	"xorm.io/xorm"

	"github.com/datavet/datavet/testdata/zerocondition/ent"
	"github.com/datavet/datavet/testdata/zerocondition/ent/device"
)

type Device struct {
	ID    int
	HubID int
}

func keepByEnt(ctx context.Context, client *ent.Client, ids []int) error {
	_, err := client.Device.Delete().Where(device.IDNotIn(ids...)).Exec(ctx) // want `NOT IN an empty list is true of every row: the DELETE takes the whole table`
	return err
}

func keepSomeByEnt(ctx context.Context, client *ent.Client, ids []int) error {
	if len(ids) == 0 {
		return nil
	}
	_, err := client.Device.Delete().Where(device.IDNotIn(ids...)).Exec(ctx)
	return err
}

func keepTwo(ctx context.Context, client *ent.Client) error {
	ids := []int{1, 2}
	_, err := client.Device.Delete().Where(device.IDNotIn(ids...)).Exec(ctx)
	return err
}

func keepThese(ctx context.Context, client *ent.Client) error {
	_, err := client.Device.Delete().Where(device.IDNotIn(1, 2)).Exec(ctx)
	return err
}

func keepByGORM(db *gorm.DB, ids []int) error {
	return db.Not(map[string]any{"id": ids}).Delete(&Device{}).Error // want `NOT IN an empty list is true of every row`
}

// Opt-in: with no devices a hub is meant to have none, perhaps.
func keepOfHub(db *gorm.DB, hubID int, ids []int) error {
	return db.Where("hub_id = ?", hubID).Not(map[string]any{"id": ids}).Delete(&Device{}).Error // want `NOT IN an empty list is true of every row: the DELETE takes all that the rest matches`
}

// NOT IN (NULL) is true of no row.
func keepByText(db *gorm.DB, ids []int) error {
	return db.Where("id NOT IN ?", ids).Delete(&Device{}).Error
}

// IN (NULL), too.
func forgetByMap(db *gorm.DB, ids []int) error {
	return db.Where(map[string]any{"id": ids}).Delete(&Device{}).Error
}

func forgetOfHub(db *gorm.DB, hubID int, ids []int) error {
	return db.Where("hub_id = ?", hubID).Delete(&Device{}, ids).Error // want `an empty list is no condition: the DELETE takes every row that the rest matches`
}

func forgetSomeOfHub(db *gorm.DB, hubID int, ids []int) error {
	if len(ids) > 0 {
		return db.Where("hub_id = ?", hubID).Delete(&Device{}, ids).Error
	}
	return nil
}

// GORM refuses it without any condition.
func forget(db *gorm.DB, ids []int) error {
	return db.Delete(&Device{}, ids).Error
}

func keepByXorm(db *xorm.Engine, ids []int) error {
	_, err := db.NotIn("id", ids).Delete(&Device{}) // want `NOT IN an empty list is true of every row`
	return err
}

func keepBySquirrel(ids []int) squirrel.DeleteBuilder {
	return squirrel.Delete("devices").Where(squirrel.NotEq{"id": ids})
}

func keepSQL(ids []int) (string, []any, error) {
	return squirrel.Delete("devices").Where(squirrel.NotEq{"id": ids}).ToSql() // want `NOT IN an empty list is true of every row`
}

// What is read may be all.
func listOthers(db *gorm.DB, ids []int) (devices []Device) {
	db.Not(map[string]any{"id": ids}).Find(&devices)
	return devices
}
