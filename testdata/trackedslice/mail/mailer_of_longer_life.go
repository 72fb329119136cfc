// A mailer held the group in a field between two of its methods.

package mail

import (
	"slices"

	"gorm.io/gorm"
)

type mailer struct {
	db    *gorm.DB
	group Group
}

func (m *mailer) run(id int64) error {
	if err := m.db.Preload("Users").First(&m.group, id).Error; err != nil {
		return err
	}
	if err := send(slices.DeleteFunc(m.group.Users, inactive)); err != nil { // want `blank row`
		return err
	}
	return m.db.Save(&m.group).Error
}

func (m *mailer) load(id int64) error {
	return m.db.Preload("Users").First(&m.group, id).Error
}

// shared, opt-in
func (m *mailer) cut() []User {
	return slices.DeleteFunc(m.group.Users, inactive) // want `m.group.Users still holds`
}

func (m *mailer) save() error { return m.db.Save(&m.group).Error }

func (m *mailer) runInSteps(id int64) error {
	if err := m.load(id); err != nil {
		return err
	}
	if err := send(m.cut()); err != nil { // want `blank row`
		return err
	}
	return m.save()
}
