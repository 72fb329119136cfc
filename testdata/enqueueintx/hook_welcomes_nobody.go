// GORM rolled the user back after AfterCreate had welcomed them.

package enqueueintx

import (
	"github.com/hibiken/asynq"
	"gorm.io/gorm"
	"xorm.io/xorm"

	"github.com/datavet/datavet/testdata/wrappers/promoted"
)

var hookJobs *asynq.Client

type account struct{ ID int64 }

func (a *account) AfterCreate(tx *gorm.DB) error {
	if err := tx.Create(&profile{}).Error; err != nil {
		return err
	}
	_, err := hookJobs.Enqueue(asynq.NewTask("welcome", nil)) // want `job enqueued inside the transaction of AfterCreate`
	return err
}

func (a *account) BeforeDelete(tx *gorm.DB) (err error) {
	return enqueueFarewell() // want `job enqueued inside the transaction of BeforeDelete`
}

func enqueueFarewell() error {
	_, err := hookJobs.Enqueue(asynq.NewTask("farewell", nil))
	return err
}

// AfterFind runs without a transaction of GORM's own.
func (a *account) AfterFind(tx *gorm.DB) error {
	_, err := hookJobs.Enqueue(asynq.NewTask("seen", nil))
	return err
}

// AfterCommit is no hook of GORM's.
func (a *account) AfterCommit(tx *gorm.DB) error {
	_, err := hookJobs.Enqueue(asynq.NewTask("created", nil))
	return err
}

type profile struct{ ID int64 }

// AfterInsert is xorm's, which calls it when the session has committed.
func (p *profile) AfterInsert() { _, _ = hookJobs.Enqueue(asynq.NewTask("welcome", nil)) }

func createInsideGorm(db *gorm.DB) error {
	return db.Transaction(func(tx *gorm.DB) error {
		if err := tx.Create(&account{}).Error; err != nil {
			return err
		}
		return enqueueFarewell() // want `job enqueued inside a transaction`
	})
}

func createThenEnqueueGorm(db *gorm.DB) error {
	if err := db.Transaction(func(tx *gorm.DB) error { return tx.Create(&account{}).Error }); err != nil {
		return err
	}
	return enqueueFarewell()
}

func beginGorm(db *gorm.DB) error {
	tx := db.Begin()
	if tx.Error != nil {
		return tx.Error
	}
	defer tx.Rollback()
	if err := tx.Create(&account{}).Error; err != nil {
		return err
	}
	if err := enqueueFarewell(); err != nil { // want `job enqueued inside a transaction`
		return err
	}
	return tx.Commit().Error
}

func sessionXorm(engine *xorm.Engine) error {
	session := engine.NewSession()
	defer session.Close()
	if err := session.Begin(); err != nil {
		return err
	}
	if _, err := session.Insert(&profile{}); err != nil {
		return err
	}
	if err := enqueueFarewell(); err != nil { // want `job enqueued inside a transaction`
		return err
	}
	return session.Commit()
}

// sessionWithoutBegin has no transaction.
func sessionWithoutBegin(engine *xorm.Engine) error {
	session := engine.NewSession()
	defer session.Close()
	if _, err := session.Insert(&profile{}); err != nil {
		return err
	}
	return enqueueFarewell()
}

func runnerXorm(engine *xorm.Engine) error {
	_, err := engine.Transaction(func(session *xorm.Session) (any, error) {
		if _, err := session.Insert(&profile{}); err != nil {
			return nil, err
		}
		return nil, enqueueFarewell() // want `job enqueued inside a transaction`
	})
	return err
}

// promotedPool has a Commit method, for it embeds *gorm.DB, and is a pool
// nevertheless.
func promotedPool(client *promoted.Client) error {
	if err := client.Create(&account{}).Error; err != nil {
		return err
	}
	return enqueueFarewell()
}

func promotedInside(client *promoted.Client) error {
	return client.Transaction(func(tx *gorm.DB) error {
		if err := client.WithTx(tx).Create(&account{}).Error; err != nil {
			return err
		}
		return enqueueFarewell() // want `job enqueued inside a transaction`
	})
}
