// GORM's first version writes the old key, too, and the old columns of the one who has it.

package staleassociation

import "github.com/jinzhu/gorm"

// A Task has a worker.
type Task struct {
	ID       int64
	WorkerID int64
	Worker   *Worker
	Steps    []TaskStep
}

// A TaskStep is a step of a task.
type TaskStep struct {
	ID     int64
	TaskID int64
}

// A Worker has tasks.
type Worker struct {
	ID   int64
	Name string
}

// Tasks are given to workers.
type Tasks struct {
	db *gorm.DB
}

// GivePreloaded changes the key of a task that holds its worker.
func (t *Tasks) GivePreloaded(id, worker int64) error {
	var task Task
	if err := t.db.Preload("Worker").First(&task, id).Error; err != nil {
		return err
	}
	task.WorkerID = worker
	return t.db.Save(&task).Error
}

// GiveForgetting forgets the old worker.
func (t *Tasks) GiveForgetting(id, worker int64) error {
	var task Task
	if err := t.db.Preload("Worker").First(&task, id).Error; err != nil {
		return err
	}
	task.WorkerID, task.Worker = worker, nil
	return t.db.Save(&task).Error
}

// ClearSaving deletes the steps of a task that holds them.
func (t *Tasks) ClearSaving(id int64) error {
	var task Task
	if err := t.db.Preload("Steps").First(&task, id).Error; err != nil {
		return err
	}
	if err := t.db.Where("task_id = ?", task.ID).Delete(&TaskStep{}).Error; err != nil {
		return err
	}
	return t.db.Save(&task).Error
}

// ClearSetting keeps associations from being saved, which only this version
// does by a setting.
func (t *Tasks) ClearSetting(id int64) error {
	var task Task
	if err := t.db.Preload("Steps").First(&task, id).Error; err != nil {
		return err
	}
	if err := t.db.Where("task_id = ?", task.ID).Delete(&TaskStep{}).Error; err != nil {
		return err
	}
	return t.db.Set("gorm:save_associations", false).Save(&task).Error
}

// ClearForgetting forgets the steps, too.
func (t *Tasks) ClearForgetting(id int64) error {
	var task Task
	if err := t.db.Preload("Steps").First(&task, id).Error; err != nil {
		return err
	}
	if err := t.db.Where("task_id = ?", task.ID).Delete(&TaskStep{}).Error; err != nil {
		return err
	}
	task.Steps = nil
	return t.db.Save(&task).Error
}
