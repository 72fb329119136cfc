// The key that a machine was registered with was revoked, and existed again as
// soon as the machine said its version.

package staleassociation

import "gorm.io/gorm"

type Machine struct {
	ID      int64
	Version string
	KeyID   *int64
	Key     *AuthKey
	OwnerID int64
	Owner   MachineOwner
}

type AuthKey struct {
	ID     int64
	Uses   []KeyUse
	Secret string
}

type KeyUse struct {
	ID        int64
	AuthKeyID int64
}

type MachineOwner struct {
	ID int64
}

func revoke(db *gorm.DB, id int64, version string) error {
	var machine Machine
	if err := db.Joins("Key").Preload("Owner").First(&machine, id).Error; err != nil {
		return err
	}
	if err := db.Delete(&AuthKey{}, machine.KeyID).Error; err != nil {
		return err
	}
	machine.Version = version
	return db.Updates(&machine).Error // want `still holds`
}

func revokeHeld(db *gorm.DB, id int64, version string) error {
	var machine Machine
	if err := db.Preload("Key").First(&machine, id).Error; err != nil {
		return err
	}
	if err := db.Delete(machine.Key).Error; err != nil {
		return err
	}
	return db.Model(&machine).Update("version", version).Error // want `still holds`
}

func forgetUses(db *gorm.DB, id int64) error {
	var machine Machine
	if err := db.Preload("Key.Uses").First(&machine, id).Error; err != nil {
		return err
	}
	if err := db.Where("auth_key_id = ?", machine.KeyID).Delete(&KeyUse{}).Error; err != nil {
		return err
	}
	return db.Save(&machine).Error // want `still holds`
}

func revokeNamingColumns(db *gorm.DB, id int64, version string) error {
	var machine Machine
	if err := db.Joins("Key").First(&machine, id).Error; err != nil {
		return err
	}
	if err := db.Delete(&AuthKey{}, machine.KeyID).Error; err != nil {
		return err
	}
	machine.Version = version
	return db.Select("Version").Updates(&machine).Error
}

func revokeOmitting(db *gorm.DB, id int64, version string) error {
	var machine Machine
	if err := db.Joins("Key").First(&machine, id).Error; err != nil {
		return err
	}
	if err := db.Delete(&AuthKey{}, machine.KeyID).Error; err != nil {
		return err
	}
	machine.Version = version
	return db.Omit("KeyID", "Key").Updates(&machine).Error
}

func revokeForgetting(db *gorm.DB, id int64) error {
	var machine Machine
	if err := db.Preload("Key").First(&machine, id).Error; err != nil {
		return err
	}
	if err := db.Delete(machine.Key).Error; err != nil {
		return err
	}
	machine.Key, machine.KeyID = nil, nil
	return db.Save(&machine).Error
}

// A join that is SQL loads no association.
func revokeJoinedBySQL(db *gorm.DB, id int64) error {
	var machine Machine
	if err := db.Joins("JOIN auth_keys ON auth_keys.id = machines.key_id").First(&machine, id).Error; err != nil {
		return err
	}
	if err := db.Delete(&AuthKey{}, machine.KeyID).Error; err != nil {
		return err
	}
	return db.Save(&machine).Error
}
