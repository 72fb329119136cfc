// A rollout found its first device only: the variable still held that one's key.

package reuseddest

import (
	"gorm.io/gorm"
	"xorm.io/xorm"
)

// A Device is rolled out to.
type Device struct {
	ID   int64
	Name string
}

// Rollout looks up devices.
type Rollout struct {
	db   *gorm.DB
	xorm *xorm.Engine
}

// NamesOfOne looks every device up into one variable.
func (r *Rollout) NamesOfOne(ids []int64) (names []string, missing int) {
	var device Device
	for _, id := range ids {
		if err := r.db.First(&device, id).Error; err != nil {
			missing++
			continue
		}
		names = append(names, device.Name)
	}
	return names, missing
}

// Names has a variable for each.
func (r *Rollout) Names(ids []int64) (names []string, missing int) {
	for _, id := range ids {
		var device Device
		if err := r.db.First(&device, id).Error; err != nil {
			missing++
			continue
		}
		names = append(names, device.Name)
	}
	return names, missing
}

// NameTaken asks by name with a device that was found by key.
func (r *Rollout) NameTaken(id int64, name string) (bool, error) {
	var device Device
	if err := r.db.First(&device, id).Error; err != nil {
		return false, err
	}
	return r.db.Limit(1).Find(&device, "name = ?", name).RowsAffected > 0, nil
}

// NameTakenByOther asks with another variable.
func (r *Rollout) NameTakenByOther(id int64, name string) (bool, error) {
	var device, other Device
	if err := r.db.First(&device, id).Error; err != nil {
		return false, err
	}
	return r.db.Limit(1).Find(&other, "name = ?", name).RowsAffected > 0, nil
}

// RegisterInto has the second device inserted under the first one's key.
func (r *Rollout) RegisterInto(names []string) error {
	var device Device
	for _, name := range names {
		if err := r.db.FirstOrCreate(&device, Device{Name: name}).Error; err != nil {
			return err
		}
	}
	return nil
}

// Register has a variable for each.
func (r *Rollout) Register(names []string) error {
	for _, name := range names {
		var device Device
		if err := r.db.FirstOrCreate(&device, Device{Name: name}).Error; err != nil {
			return err
		}
	}
	return nil
}

// Either asks again where nothing was found: the key is still zero.
func (r *Rollout) Either(name, alias string) (Device, error) {
	var device Device
	err := r.db.Where("name = ?", name).First(&device).Error
	if err != nil {
		err = r.db.Where("name = ?", alias).First(&device).Error
	}
	return device, err
}

// Reload asks for the row that it has.
func (r *Rollout) Reload(id int64) (Device, error) {
	var device Device
	if err := r.db.First(&device, id).Error; err != nil {
		return device, err
	}
	if err := r.db.Model(&Device{}).Where("id = ?", id).Update("name", "renamed").Error; err != nil {
		return device, err
	}
	return device, r.db.First(&device, id).Error
}

// Scanned reads by Scan, which doesn't ask for the key.
func (r *Rollout) Scanned(ids []int64) (names []string) {
	var device Device
	for _, id := range ids {
		r.db.Model(&Device{}).Where("id = ?", id).Scan(&device)
		names = append(names, device.Name)
	}
	return names
}

// NamesOfOneByXorm does the same with xorm, which asks by all fields that are set.
func (r *Rollout) NamesOfOneByXorm(ids []int64) (names []string, err error) {
	var device Device
	for _, id := range ids {
		found, err := r.xorm.Table("devices").Where("id = ?", id).Get(&device)
		if err != nil {
			return nil, err
		}
		if found {
			names = append(names, device.Name)
		}
	}
	return names, nil
}

// NamesByXorm has a variable for each.
func (r *Rollout) NamesByXorm(ids []int64) (names []string, err error) {
	for _, id := range ids {
		var device Device
		found, err := r.xorm.Table("devices").Where("id = ?", id).Get(&device)
		if err != nil {
			return nil, err
		}
		if found {
			names = append(names, device.Name)
		}
	}
	return names, nil
}
