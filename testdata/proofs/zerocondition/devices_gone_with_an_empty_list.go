// A device registry was emptied when its upstream answered with no devices.

package zerocondition

import (
	"context"

	"github.com/Masterminds/squirrel"
	"gorm.io/gorm"
	"xorm.io/xorm"

	"github.com/datavet/datavet/testdata/proofs/zerocondition/ent"
	"github.com/datavet/datavet/testdata/proofs/zerocondition/ent/device"
)

// A Device is known by the id that its maker gave it.
type Device struct {
	ID   int
	Name string
}

// Registry keeps the devices in sync with their maker's list.
type Registry struct {
	client *ent.Client
}

// KeepUnchecked deletes what the list lacks: all, if it is empty.
func (r *Registry) KeepUnchecked(ctx context.Context, ids []int) error {
	_, err := r.client.Device.Delete().Where(device.IDNotIn(ids...)).Exec(ctx)
	return err
}

// Keep takes an empty list for a failure.
func (r *Registry) Keep(ctx context.Context, ids []int) error {
	if len(ids) == 0 {
		return nil
	}
	_, err := r.client.Device.Delete().Where(device.IDNotIn(ids...)).Exec(ctx)
	return err
}

// Devices are those of GORM.
type Devices struct {
	db *gorm.DB
}

// KeepUnchecked negates a map.
func (d *Devices) KeepUnchecked(ctx context.Context, ids []int) error {
	return d.db.WithContext(ctx).Not(map[string]any{"id": ids}).Delete(&Device{}).Error
}

// Keep takes an empty list for a failure.
func (d *Devices) Keep(ctx context.Context, ids []int) error {
	if len(ids) == 0 {
		return nil
	}
	return d.db.WithContext(ctx).Not(map[string]any{"id": ids}).Delete(&Device{}).Error
}

// KeepByText binds the list to a text: NOT IN (NULL), which is true of no row.
func (d *Devices) KeepByText(ctx context.Context, ids []int) error {
	return d.db.WithContext(ctx).Where("id NOT IN ?", ids).Delete(&Device{}).Error
}

// ForgetUnchecked deletes by primary keys: an empty list is no condition.
func (d *Devices) ForgetUnchecked(ctx context.Context, name string, ids []int) error {
	return d.db.WithContext(ctx).Where("name = ?", name).Delete(&Device{}, ids).Error
}

// Forget compares the key by name.
func (d *Devices) Forget(ctx context.Context, name string, ids []int) error {
	return d.db.WithContext(ctx).Where("name = ?", name).Where("id IN ?", ids).Delete(&Device{}).Error
}

// Engine has the devices of xorm.
type Engine struct {
	db *xorm.Engine
}

// KeepUnchecked is NOT IN ().
func (e *Engine) KeepUnchecked(ctx context.Context, ids []int) error {
	_, err := e.db.Context(ctx).NotIn("id", ids).Delete(&Device{})
	return err
}

// KeepSQL returns the statement that squirrel makes of it.
func KeepSQL(ids []int) (string, []any, error) {
	return squirrel.Delete("devices").Where(squirrel.NotEq{"id": ids}).ToSql()
}
