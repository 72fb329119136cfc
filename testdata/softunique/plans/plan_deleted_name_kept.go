// A plan's name was gone with the plan: the migration made it unique, and GORM deletes softly.

package plans

import "gorm.io/gorm"

type Plan struct {
	gorm.Model
	Name string
}

func deletePlan(db *gorm.DB, id uint) error { return db.Delete(&Plan{}, id).Error }

func createPlan(db *gorm.DB, name string) error { return db.Create(&Plan{Name: name}).Error }

type Price struct {
	gorm.Model
	PlanID   int64
	Currency string
}

func deletePrice(db *gorm.DB, id uint) error { return db.Delete(&Price{}, id).Error }

func createPrice(db *gorm.DB, p *Price) error { return db.Create(p).Error }

// A Coupon's tag is overridden by the DDL.
type Coupon struct {
	gorm.Model
	Code string `gorm:"uniqueIndex"`
}

func deleteCoupon(db *gorm.DB, id uint) error { return db.Delete(&Coupon{}, id).Error }

func createCoupon(db *gorm.DB, code string) error { return db.Create(&Coupon{Code: code}).Error }

type Offer struct {
	gorm.Model
	Slug string
}

func deleteOffer(db *gorm.DB, id uint) error { return db.Delete(&Offer{}, id).Error }

func createOffer(db *gorm.DB, slug string) error { return db.Create(&Offer{Slug: slug}).Error }

type Rebate struct {
	gorm.Model
	Code string
}

func deleteRebate(db *gorm.DB, id uint) error { return db.Delete(&Rebate{}, id).Error }

func createRebate(db *gorm.DB, code string) error { return db.Create(&Rebate{Code: code}).Error }

type Tax struct {
	gorm.Model
	Code string
}

func deleteTax(db *gorm.DB, id uint) error { return db.Delete(&Tax{}, id).Error }

func createTax(db *gorm.DB, code string) error { return db.Create(&Tax{Code: code}).Error }
