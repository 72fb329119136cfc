// An editor was dismissed, and had all roles again since the same request saved the note about it.

package staleassociation

import (
	"context"

	"gorm.io/gorm"
)

// An Employee has roles.
type Employee struct {
	ID    int64
	Note  string
	Roles []Role `gorm:"many2many:employee_roles"`
}

// A Role is had by employees.
type Role struct {
	ID   int64
	Name string
}

// Employees are dismissed by taking all roles from them.
type Employees struct {
	db *gorm.DB
}

// DismissByQuery deletes the links by SQL that GORM doesn't understand.
func (e *Employees) DismissByQuery(ctx context.Context, id int64, note string) error {
	db := e.db.WithContext(ctx)
	var employee Employee
	if err := db.Preload("Roles").First(&employee, id).Error; err != nil {
		return err
	}
	if err := db.Exec("DELETE FROM employee_roles WHERE employee_id = ?", id).Error; err != nil {
		return err
	}
	employee.Note = note
	return db.Save(&employee).Error
}

// DismissByOther takes the roles from another value of the same row.
func (e *Employees) DismissByOther(ctx context.Context, id int64, note string) error {
	db := e.db.WithContext(ctx)
	var employee Employee
	if err := db.Preload("Roles").First(&employee, id).Error; err != nil {
		return err
	}
	if err := db.Model(&Employee{ID: id}).Association("Roles").Clear(); err != nil {
		return err
	}
	employee.Note = note
	return db.Save(&employee).Error
}

// DismissBySame takes the roles from the value, too.
func (e *Employees) DismissBySame(ctx context.Context, id int64, note string) error {
	db := e.db.WithContext(ctx)
	var employee Employee
	if err := db.Preload("Roles").First(&employee, id).Error; err != nil {
		return err
	}
	if err := db.Model(&employee).Association("Roles").Clear(); err != nil {
		return err
	}
	employee.Note = note
	return db.Save(&employee).Error
}

// DismissReloading saves what it has loaded after it had taken the roles.
func (e *Employees) DismissReloading(ctx context.Context, id int64, note string) error {
	db := e.db.WithContext(ctx)
	if err := db.Exec("DELETE FROM employee_roles WHERE employee_id = ?", id).Error; err != nil {
		return err
	}
	var employee Employee
	if err := db.Preload("Roles").First(&employee, id).Error; err != nil {
		return err
	}
	employee.Note = note
	return db.Save(&employee).Error
}
