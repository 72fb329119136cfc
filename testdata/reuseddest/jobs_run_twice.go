// Jobs ran twice and others never: their batch, by whose last row the next is read, was sorted.

package reuseddest

import (
	"slices"
	"sort"

	"gorm.io/gorm"
)

type Job struct {
	ID       uint
	Priority int
	Done     bool
}

func byPriority(db *gorm.DB, run func(Job)) error {
	var jobs []Job
	return db.FindInBatches(&jobs, 100, func(tx *gorm.DB, batch int) error {
		slices.SortFunc(jobs, func(a, b Job) int { return b.Priority - a.Priority }) // want `jobs changed in its callback: its last row is where the next batch begins, so rows repeat or are skipped; change a clone`
		for _, j := range jobs {
			run(j)
		}
		return nil
	}).Error
}

func bySort(db *gorm.DB, run func(Job)) error {
	var jobs []Job
	return db.FindInBatches(&jobs, 100, func(tx *gorm.DB, batch int) error {
		sort.Slice(jobs, func(i, j int) bool { return jobs[i].Priority > jobs[j].Priority }) // want `jobs changed in its callback`
		return nil
	}).Error
}

func emptied(db *gorm.DB, run func(Job)) error {
	var jobs []Job
	return db.FindInBatches(&jobs, 100, func(tx *gorm.DB, batch int) error {
		for _, j := range jobs {
			run(j)
		}
		jobs = jobs[:0] // want `jobs changed in its callback`
		return nil
	}).Error
}

func deleted(db *gorm.DB, run func([]Job) error) error {
	var jobs []Job
	return db.FindInBatches(&jobs, 100, func(tx *gorm.DB, batch int) error {
		jobs = slices.DeleteFunc(jobs, func(j Job) bool { return j.Done }) // want `jobs changed in its callback`
		return run(jobs)
	}).Error
}

func deletedElsewhere(db *gorm.DB, run func([]Job) error) error {
	var jobs []Job
	return db.FindInBatches(&jobs, 100, func(tx *gorm.DB, batch int) error {
		open := slices.DeleteFunc(jobs, func(j Job) bool { return j.Done }) // want `jobs changed in its callback`
		return run(open)
	}).Error
}

func filtered(db *gorm.DB, run func([]Job) error) error {
	var jobs []Job
	return db.FindInBatches(&jobs, 100, func(tx *gorm.DB, batch int) error {
		var open []Job
		for _, j := range jobs {
			if !j.Done {
				open = append(open, j)
			}
		}
		jobs = open // want `jobs changed in its callback`
		return run(jobs)
	}).Error
}

func readAgain(db *gorm.DB, run func([]Job) error) error {
	var jobs []Job
	return db.FindInBatches(&jobs, 100, func(tx *gorm.DB, batch int) error {
		tx.Where("done").Find(&jobs) // want `jobs changed in its callback`
		return run(jobs)
	}).Error
}

func genericSorted(db *gorm.DB) error {
	return gorm.G[Job](db).FindInBatches(nil, 100, func(jobs []Job, batch int) error {
		slices.Reverse(jobs) // want `jobs changed in its callback`
		return nil
	})
}

func urgentFirst(db *gorm.DB, run func([]Job) error) error {
	var jobs []Job
	return db.Order("priority DESC").FindInBatches(&jobs, 100, func(tx *gorm.DB, batch int) error { // want `batches ordered by priority DESC: each begins after the last row's primary key, so rows with lower keys are never seen; drop the order`
		return run(jobs)
	}).Error
}

func newestFirst(db *gorm.DB, run func([]Job) error) error {
	var jobs []Job
	return db.Where("done = ?", false).
		Order("id desc"). // want `batches ordered by id DESC`
		FindInBatches(&jobs, 100, func(tx *gorm.DB, batch int) error {
			return run(jobs)
		}).Error
}

func inOrderOfKey(db *gorm.DB, run func([]Job) error) error {
	var jobs []Job
	return db.Order("jobs.id ASC").FindInBatches(&jobs, 100, func(tx *gorm.DB, batch int) error {
		return run(jobs)
	}).Error
}

func elementsChanged(db *gorm.DB, run func([]Job) error) error {
	var jobs []Job
	return db.FindInBatches(&jobs, 100, func(tx *gorm.DB, batch int) error {
		for i := range jobs {
			jobs[i].Done = true
		}
		open := jobs[:0]
		for _, j := range jobs {
			if j.Priority > 0 {
				open = append(open, j)
			}
		}
		sorted := slices.Clone(jobs)
		slices.SortFunc(sorted, func(a, b Job) int { return a.Priority - b.Priority })
		tx.Save(&jobs)
		return run(open)
	}).Error
}

// The generic API's callback has a header of its own.
func genericShortened(db *gorm.DB, run func([]Job) error) error {
	return gorm.G[Job](db).FindInBatches(nil, 100, func(jobs []Job, batch int) error {
		jobs = jobs[:len(jobs)/2]
		return run(jobs)
	})
}
