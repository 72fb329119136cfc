// On SQLite the write through the outer GORM handle waited for the lock of the
// transaction it stood in.

package outerhandle

import (
	"context"

	"gorm.io/gorm"
)

type order struct{ ID int64 }

type orders struct{ db *gorm.DB }

var gormDB *gorm.DB

func (o *orders) receiverInClosure(ctx context.Context) error {
	return o.db.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		if err := tx.Create(&order{}).Error; err != nil {
			return err
		}
		return o.db.Where("id = ?", 1).Delete(&order{}).Error // want `query inside a transaction runs outside it on o.db`
	})
}

func (o *orders) transactionInClosure(ctx context.Context) error {
	return o.db.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		if err := tx.Create(&order{}).Error; err != nil {
			return err
		}
		return tx.WithContext(ctx).Where("id = ?", 1).Delete(&order{}).Error
	})
}

func globalInClosure() error {
	return gormDB.Transaction(func(tx *gorm.DB) error {
		if err := tx.Create(&order{}).Error; err != nil {
			return err
		}
		return gormDB.Create(&order{}).Error // want `query inside a transaction runs outside it on gormDB`
	})
}

func globalShadowed() error {
	return gormDB.Transaction(func(gormDB *gorm.DB) error { return gormDB.Create(&order{}).Error })
}

func (o *orders) find(id int64) (found order, err error) {
	return found, o.db.First(&found, id).Error
}

func (o *orders) withTx(tx *gorm.DB) *orders { return &orders{db: tx} }

func (o *orders) methodInClosure() error {
	return o.db.Transaction(func(tx *gorm.DB) error {
		if _, err := o.withTx(tx).find(1); err != nil {
			return err
		}
		_, err := o.find(1) // want `query by find inside a transaction runs outside it`
		return err
	})
}

func (o *orders) manual() error {
	tx := o.db.Begin()
	if tx.Error != nil {
		return tx.Error
	}
	if err := tx.Create(&order{}).Error; err != nil {
		tx.Rollback()
		return err
	}
	if err := o.db.Save(&order{}).Error; err != nil { // want `query inside a transaction runs outside it on o.db`
		tx.Rollback()
		return err
	}
	if err := tx.Commit().Error; err != nil {
		return err
	}
	return o.db.First(&order{}).Error
}

// nestedTransaction of GORM's is a savepoint.
func (o *orders) nestedTransaction() error {
	return o.db.Transaction(func(tx *gorm.DB) error {
		return tx.Transaction(func(tx2 *gorm.DB) error { return tx2.Create(&order{}).Error })
	})
}

func (o *orders) nestedOnPool() error {
	return o.db.Transaction(func(tx *gorm.DB) error {
		if err := tx.Create(&order{}).Error; err != nil {
			return err
		}
		return o.db.Transaction(func(tx2 *gorm.DB) error { return tx2.Create(&order{}).Error }) // want `query inside a transaction runs outside it on o.db`
	})
}

// subquery builds a part of a query of tx.
func (o *orders) subquery() error {
	return o.db.Transaction(func(tx *gorm.DB) error {
		return tx.Where("id IN (?)", o.db.Model(&order{}).Select("id")).Delete(&order{}).Error
	})
}

// AfterCreate has the transaction as its parameter.
func (o *order) AfterCreate(tx *gorm.DB) error {
	return tx.Session(&gorm.Session{NewDB: true}).Create(&order{}).Error
}

func genericsAPI(ctx context.Context, db *gorm.DB) error {
	return db.Transaction(func(tx *gorm.DB) error {
		if err := gorm.G[order](tx).Create(ctx, &order{}); err != nil {
			return err
		}
		_, err := gorm.G[order](db).Where("id = ?", 1).First(ctx) // want `query inside a transaction runs outside it on db`
		return err
	})
}
