// A device was removed from a group; an event about it that had been read
// before, and was saved after, put it back. What is loaded in one function and
// saved in another is the opt-in category resave.

package staleassociation

import (
	"context"

	"gorm.io/gorm"
)

type Device struct {
	ID       int64
	UUID     string
	Name     string
	Status   string
	ImageID  int64
	Image    *Image
	Groups   []DeviceGroup `gorm:"many2many:device_groups;save_association:false"` // of the first GORM: no effect
	Updates  *[]DeviceUpdate
	LastSeen int64
}

type Image struct {
	ID int64
}

type DeviceGroup struct {
	ID      int64
	Name    string
	Devices []Device `gorm:"many2many:device_groups"`
}

type DeviceUpdate struct {
	ID       int64
	DeviceID int64
}

type Devices struct {
	ctx context.Context
	db  *gorm.DB
}

func (s *Devices) handleEvent(uuid, name string) error {
	device, err := s.byUUID(uuid)
	if err != nil {
		return err
	}
	if name != "" {
		device.Name = name
	}
	device.LastSeen++
	if result := s.db.Save(device); result.Error != nil { // want `meanwhile`
		return result.Error
	}
	return nil
}

func (s *Devices) rename(uuid, name string) error {
	device, err := s.byUUID(uuid)
	if err != nil {
		return err
	}
	device.Name = name
	return s.db.Save(&device).Error // want `meanwhile`
}

func (s *Devices) byUUID(uuid string) (*Device, error) {
	var device Device
	if result := s.db.Where("uuid = ?", uuid).Preload("Groups").First(&device); result.Error != nil {
		return nil, result.Error
	}
	return &device, nil
}

func (s *Devices) byValue(uuid string) (device Device, err error) {
	err = s.db.Where("uuid = ?", uuid).Preload("Updates").First(&device).Error
	return
}

func (s *Devices) touch(uuid string) error {
	device, err := s.byValue(uuid)
	if err != nil {
		return err
	}
	device.LastSeen++
	return s.db.Model(&device).Update("last_seen", device.LastSeen).Error // want `meanwhile`
}

// byHand loads the groups by a statement of their own.
func (s *Devices) byHand(id int64) (*Device, error) {
	var device Device
	if err := s.db.First(&device, id).Error; err != nil {
		return nil, err
	}
	if err := s.db.Model(&device).Association("Groups").Find(&device.Groups); err != nil {
		return nil, err
	}
	return &device, nil
}

func (s *Devices) setStatus(device *Device, status string) error {
	device.Status = status
	return s.db.Save(device).Error
}

func (s *Devices) disable(id int64) error {
	device, err := s.byHand(id)
	if err != nil {
		return err
	}
	return s.setStatus(device, "disabled") // want `meanwhile`
}

// enrich is given a device and returns it.
func (s *Devices) enrich(device *Device) (*Device, error) {
	if err := s.db.Model(device).Association("Groups").Find(&device.Groups); err != nil {
		return nil, err
	}
	return device, nil
}

func (s *Devices) enable(id int64) error {
	device := &Device{}
	if err := s.db.First(device, id).Error; err != nil {
		return err
	}
	device, err := s.enrich(device)
	if err != nil {
		return err
	}
	device.Status = "enabled"
	return s.db.Save(device).Error // want `meanwhile`
}

func (s *Devices) renameOmitting(uuid, name string) error {
	device, err := s.byUUID(uuid)
	if err != nil {
		return err
	}
	device.Name = name
	return s.db.Omit("Groups").Save(&device).Error
}

func (s *Devices) renameSelecting(uuid, name string) error {
	device, err := s.byUUID(uuid)
	if err != nil {
		return err
	}
	device.Name = name
	return s.db.Select("Name").Updates(device).Error
}

func (s *Devices) renameByID(uuid, name string) error {
	device, err := s.byUUID(uuid)
	if err != nil {
		return err
	}
	return s.db.Model(&Device{}).Where("id = ?", device.ID).Update("name", name).Error
}

func (s *Devices) renameForgetting(uuid, name string) error {
	device, err := s.byUUID(uuid)
	if err != nil {
		return err
	}
	device.Name, device.Groups = name, nil
	return s.db.Save(device).Error
}

// It is the groups that are saved.
func (s *Devices) join(uuid string, group DeviceGroup) error {
	device, err := s.byUUID(uuid)
	if err != nil {
		return err
	}
	device.Groups = append(device.Groups, group)
	return s.db.Save(device).Error
}

func (s *Devices) bare(uuid string) (*Device, error) {
	var device Device
	err := s.db.Where("uuid = ?", uuid).Preload("Image").First(&device).Error
	return &device, err
}

func (s *Devices) renameBare(uuid, name string) error {
	device, err := s.bare(uuid)
	if err != nil {
		return err
	}
	device.Name = name
	return s.db.Save(device).Error
}

// Loaded and saved in one function: what opt-in is not about.
func (s *Devices) renameAtOnce(uuid, name string) error {
	var device Device
	if err := s.db.Where("uuid = ?", uuid).Preload("Groups").First(&device).Error; err != nil {
		return err
	}
	device.Name = name
	return s.db.Save(&device).Error
}

func (s *Devices) show(uuid string) (string, error) {
	device, err := s.byUUID(uuid)
	if err != nil {
		return "", err
	}
	return device.Name, nil
}

// The image of the event, of which the getter has loaded the old one.
func (s *Devices) handleImage(uuid string, image int64) error {
	device, err := s.bare(uuid)
	if err != nil {
		return err
	}
	device.ImageID = image // want `is written while`
	return s.db.Save(device).Error
}

func (s *Devices) handleImageSetting(uuid string, image int64) error {
	device, err := s.bare(uuid)
	if err != nil {
		return err
	}
	device.ImageID = image // want `is written while`
	return s.setStatus(device, "updated")
}

func (s *Devices) setImage(device *Device, image int64) error {
	device.ImageID = image
	return s.db.Save(device).Error
}

func (s *Devices) handleImageThere(uuid string, image int64) error {
	device, err := s.bare(uuid)
	if err != nil {
		return err
	}
	return s.setImage(device, image) // want `is written while`
}

func (s *Devices) handleImageUnloaded(id, image int64) error {
	var device Device
	if err := s.db.First(&device, id).Error; err != nil {
		return err
	}
	return s.setImage(&device, image)
}

func (s *Devices) setImageWhole(device *Device, image *Image) error {
	device.ImageID = image.ID
	device.Image = image
	return s.db.Save(device).Error
}

func (s *Devices) handleImageWhole(uuid string, image *Image) error {
	device, err := s.bare(uuid)
	if err != nil {
		return err
	}
	return s.setImageWhole(device, image)
}

// leave deletes the device's links, of which its getter has loaded all.
func (s *Devices) leave(uuid string) error {
	device, err := s.byUUID(uuid)
	if err != nil {
		return err
	}
	if err := s.unlink(device.ID); err != nil {
		return err
	}
	return s.setStatus(device, "alone") // want `still holds`
}

func (s *Devices) unlink(id int64) error {
	return s.db.Exec("DELETE FROM device_groups WHERE device_id = ?", id).Error
}

func (s *Devices) leaveReloading(uuid string) error {
	device, err := s.byUUID(uuid)
	if err != nil {
		return err
	}
	if err := s.unlink(device.ID); err != nil {
		return err
	}
	if device, err = s.bare(uuid); err != nil {
		return err
	}
	return s.setStatus(device, "alone")
}
