// Cancelling an invoice deleted its lines, and the invoice that was saved with
// its new state brought them back, with their old ids.

package staleassociation

import (
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

type Invoice struct {
	ID       int64
	Number   string
	State    string
	Cents    int64
	Lines    []Line
	Payments []*Payment
	Address  *Address
}

type Line struct {
	ID        int64
	InvoiceID int64
	Cents     int64
}

type Payment struct {
	ID        int64
	InvoiceID int64
}

type Address struct {
	ID        int64
	InvoiceID int64
}

type Receipt struct {
	ID    int64
	Cents int64
}

func cancel(db *gorm.DB, id int64) error {
	var invoice Invoice
	if err := db.Preload("Lines").First(&invoice, id).Error; err != nil {
		return err
	}
	if err := db.Where("invoice_id = ?", id).Delete(&Line{}).Error; err != nil {
		return err
	}
	invoice.State = "cancelled"
	return db.Save(&invoice).Error // want `still holds`
}

func cancelInAllWays(db *gorm.DB, id int64, way int) error {
	invoice := &Invoice{}
	if err := db.Preload("Lines").Preload("Payments").First(invoice, "id = ?", id).Error; err != nil {
		return err
	}
	if err := db.Delete(&Payment{}, "invoice_id = ?", id).Error; err != nil {
		return err
	}
	switch way {
	case 0:
		return db.Updates(invoice).Error // want `still holds`
	case 1:
		return db.Model(invoice).Update("state", "cancelled").Error // want `still holds`
	case 2:
		return db.Model(invoice).UpdateColumn("state", "cancelled").Error // want `still holds`
	case 3:
		return db.Model(invoice).Updates(map[string]any{"state": "cancelled"}).Error // want `still holds`
	case 4:
		return db.Model(invoice).Updates(Invoice{State: "cancelled"}).Error // want `still holds`
	case 5:
		return db.Select("*").Updates(invoice).Error // want `still holds`
	case 6:
		return db.Omit("Lines").Save(invoice).Error // want `still holds`
	case 7:
		return db.Select("State", "Payments").Save(invoice).Error // want `still holds`
	case 8:
		return db.Clauses(clause.OnConflict{UpdateAll: true}).Create(invoice).Error // want `still holds`
	case 9:
		return db.Save(&invoice).Error // want `still holds`
	case 10:
		return db.Save([]*Invoice{invoice}).Error // want `still holds`
	case 11:
		return db.Omit("payments").Save(invoice).Error // want `still holds`
	}
	return nil
}

func cancelProtected(db *gorm.DB, id int64, way int) error {
	invoice := &Invoice{}
	if err := db.Preload("Lines").Preload("Payments").First(invoice, "id = ?", id).Error; err != nil {
		return err
	}
	if err := db.Delete(&Payment{}, "invoice_id = ?", id).Error; err != nil {
		return err
	}
	invoice.State = "cancelled"
	switch way {
	case 0:
		return db.Omit(clause.Associations).Save(invoice).Error
	case 1:
		return db.Omit("Payments").Save(invoice).Error
	case 2:
		return db.Omit("Lines, Payments").Save(invoice).Error
	case 3:
		return db.Select("State").Updates(invoice).Error
	case 4:
		return db.Select("State", "Lines").Updates(invoice).Error
	case 5:
		return db.Model(&Invoice{ID: id}).Update("state", "cancelled").Error
	case 6:
		return db.Model(&Invoice{}).Where("id = ?", id).Update("state", "cancelled").Error
	case 7:
		return db.Table("invoices").Where("id = ?", id).Update("state", "cancelled").Error
	case 8:
		return db.Select(invoiceColumns).Updates(invoice).Error
	case 9:
		return db.Model(&Line{}).Where("invoice_id = ?", id).Update("cents", invoice.Cents).Error
	}
	return db.Save(&Receipt{Cents: invoice.Cents}).Error
}

var invoiceColumns = []string{"State", "Number"}

func cancelItsOwnLines(db *gorm.DB, id int64) error {
	var invoice Invoice
	if err := db.Preload("Lines").Preload("Address").First(&invoice, id).Error; err != nil {
		return err
	}
	for _, line := range invoice.Lines {
		if err := db.Delete(&line).Error; err != nil {
			return err
		}
	}
	if err := db.Delete(invoice.Address).Error; err != nil {
		return err
	}
	invoice.State = "cancelled"
	return db.Save(&invoice).Error // want `still holds`
}

func cancelByStatement(db *gorm.DB, id int64) error {
	var invoice Invoice
	if err := db.Preload("Lines").First(&invoice, id).Error; err != nil {
		return err
	}
	if err := db.Exec("DELETE FROM lines WHERE invoice_id = ?", id).Error; err != nil {
		return err
	}
	invoice.State = "cancelled"
	return db.Save(&invoice).Error // want `still holds`
}

func cancelInTransaction(db *gorm.DB, id int64) error {
	var invoice Invoice
	if err := db.Preload("Lines").First(&invoice, id).Error; err != nil {
		return err
	}
	return db.Transaction(func(tx *gorm.DB) error {
		if err := tx.Where("invoice_id = ?", id).Delete(&Line{}).Error; err != nil {
			return err
		}
		invoice.State = "cancelled"
		return tx.Save(&invoice).Error // want `still holds`
	})
}

func cancelPerhapsLoaded(db *gorm.DB, id int64, summed bool) error {
	var invoice Invoice
	query := db
	if summed {
		query = query.Preload("Lines")
	}
	if err := query.First(&invoice, id).Error; err != nil {
		return err
	}
	if err := db.Where("invoice_id = ?", id).Delete(&Line{}).Error; err != nil {
		return err
	}
	return db.Save(&invoice).Error // want `still holds`
}

func cancelLoadedByHand(db *gorm.DB, id int64) error {
	var invoice Invoice
	if err := db.First(&invoice, id).Error; err != nil {
		return err
	}
	if err := db.Model(&invoice).Association("Lines").Find(&invoice.Lines); err != nil {
		return err
	}
	if err := db.Where("invoice_id = ?", id).Delete(&Line{}).Error; err != nil {
		return err
	}
	return db.Save(&invoice).Error // want `still holds`
}

// A second load without the association doesn't empty the field.
func cancelReloadedBare(db *gorm.DB, id int64) error {
	var invoice Invoice
	if err := db.Preload("Lines").First(&invoice, id).Error; err != nil {
		return err
	}
	if err := db.Where("invoice_id = ?", id).Delete(&Line{}).Error; err != nil {
		return err
	}
	if err := db.First(&invoice, id).Error; err != nil {
		return err
	}
	return db.Save(&invoice).Error // want `still holds`
}

func cancelAllExpired(db *gorm.DB, until time.Time) error {
	var invoices []Invoice
	if err := db.Preload("Lines").Where("due < ?", until).Find(&invoices).Error; err != nil {
		return err
	}
	for i := range invoices {
		if err := db.Where("invoice_id = ?", invoices[i].ID).Delete(&Line{}).Error; err != nil {
			return err
		}
		invoices[i].State = "cancelled"
		if err := db.Save(&invoices[i]).Error; err != nil { // want `still holds`
			return err
		}
	}
	return nil
}

func cancelAllAtOnce(db *gorm.DB, until time.Time) error {
	var invoices []*Invoice
	if err := db.Preload("Lines").Where("due < ?", until).Find(&invoices).Error; err != nil {
		return err
	}
	for _, invoice := range invoices {
		if err := db.Where("invoice_id = ?", invoice.ID).Delete(&Line{}).Error; err != nil {
			return err
		}
		invoice.State = "cancelled"
	}
	return db.Save(&invoices).Error // want `still holds`
}

func replaceLines(db *gorm.DB, id int64, lines []Line) error {
	var invoice Invoice
	if err := db.Preload("Lines").First(&invoice, id).Error; err != nil {
		return err
	}
	if err := db.Where("invoice_id = ?", id).Delete(&Line{}).Error; err != nil {
		return err
	}
	invoice.Lines = lines
	return db.Save(&invoice).Error
}

func cancelEmptied(db *gorm.DB, id int64) error {
	var invoice Invoice
	if err := db.Preload("Lines").First(&invoice, id).Error; err != nil {
		return err
	}
	if err := db.Where("invoice_id = ?", id).Delete(&Line{}).Error; err != nil {
		return err
	}
	invoice.Lines = nil
	return db.Save(&invoice).Error
}

func cancelCut(db *gorm.DB, id int64) error {
	var invoice Invoice
	if err := db.Preload("Lines").First(&invoice, id).Error; err != nil {
		return err
	}
	if err := db.Where("invoice_id = ?", id).Delete(&Line{}).Error; err != nil {
		return err
	}
	invoice.Lines = invoice.Lines[:0]
	return db.Save(&invoice).Error
}

func cancelForgotten(db *gorm.DB, id int64) error {
	var invoice Invoice
	if err := db.Preload("Lines").First(&invoice, id).Error; err != nil {
		return err
	}
	if err := db.Where("invoice_id = ?", id).Delete(&Line{}).Error; err != nil {
		return err
	}
	invoice.forgetLines()
	return db.Save(&invoice).Error
}

func (i *Invoice) forgetLines() { i.Lines = nil }

func cancelReloaded(db *gorm.DB, id int64) error {
	var invoice Invoice
	if err := db.Preload("Lines").First(&invoice, id).Error; err != nil {
		return err
	}
	if err := db.Where("invoice_id = ?", id).Delete(&Line{}).Error; err != nil {
		return err
	}
	if err := db.Preload("Lines").First(&invoice, id).Error; err != nil {
		return err
	}
	return db.Save(&invoice).Error
}

func cancelLoadedAfter(db *gorm.DB, id int64) error {
	if err := db.Where("invoice_id = ?", id).Delete(&Line{}).Error; err != nil {
		return err
	}
	var invoice Invoice
	if err := db.Preload("Lines").First(&invoice, id).Error; err != nil {
		return err
	}
	return db.Save(&invoice).Error
}

func cancelThenDelete(db *gorm.DB, id int64) error {
	var invoice Invoice
	if err := db.Preload("Lines").First(&invoice, id).Error; err != nil {
		return err
	}
	invoice.State = "cancelled"
	if err := db.Save(&invoice).Error; err != nil {
		return err
	}
	return db.Where("invoice_id = ?", id).Delete(&Line{}).Error
}

func cancelUnloaded(db *gorm.DB, id int64) error {
	var invoice Invoice
	if err := db.Preload("Payments").First(&invoice, id).Error; err != nil {
		return err
	}
	if err := db.Where("invoice_id = ?", id).Delete(&Line{}).Error; err != nil {
		return err
	}
	invoice.State = "cancelled"
	return db.Save(&invoice).Error
}

func cancelEither(db *gorm.DB, id int64, purge bool) error {
	var invoice Invoice
	if err := db.Preload("Lines").First(&invoice, id).Error; err != nil {
		return err
	}
	if purge {
		return db.Where("invoice_id = ?", id).Delete(&Line{}).Error
	}
	invoice.State = "cancelled"
	return db.Save(&invoice).Error
}

func cancelWithDeferredDelete(db *gorm.DB, id int64) error {
	var invoice Invoice
	if err := db.Preload("Lines").First(&invoice, id).Error; err != nil {
		return err
	}
	defer db.Where("invoice_id = ?", id).Delete(&Line{})
	invoice.State = "cancelled"
	return db.Save(&invoice).Error
}

func deleteInvoice(db *gorm.DB, id int64) error {
	var invoice Invoice
	if err := db.Preload("Lines").First(&invoice, id).Error; err != nil {
		return err
	}
	if err := db.Where("invoice_id = ?", id).Delete(&Line{}).Error; err != nil {
		return err
	}
	return db.Delete(&invoice).Error
}

func copyAndKeep(db *gorm.DB, id int64) error {
	var invoice, fresh Invoice
	if err := db.Preload("Lines").First(&invoice, id).Error; err != nil {
		return err
	}
	if err := db.Where("invoice_id = ?", id).Delete(&Line{}).Error; err != nil {
		return err
	}
	if err := db.First(&fresh, id).Error; err != nil {
		return err
	}
	fresh.Cents = invoice.Cents
	return db.Save(&fresh).Error
}

// The lines that are deleted are those of the other invoice.
func dropDuplicate(db *gorm.DB, kept, duplicate int64) error {
	var invoice Invoice
	if err := db.Preload("Lines").First(&invoice, kept).Error; err != nil {
		return err
	}
	if err := db.Where("invoice_id = ?", duplicate).Delete(&Line{}).Error; err != nil {
		return err
	}
	invoice.State = "checked"
	return db.Save(&invoice).Error
}

// Rows that are only edited keep their edits: GORM upserts the key alone.
func discountLines(db *gorm.DB, id int64) error {
	var invoice Invoice
	if err := db.Preload("Lines").First(&invoice, id).Error; err != nil {
		return err
	}
	if err := db.Model(&Line{}).Where("invoice_id = ?", id).Update("cents", gorm.Expr("cents / 2")).Error; err != nil {
		return err
	}
	invoice.Cents /= 2
	return db.Save(&invoice).Error
}

// The lines are deleted so that those of the field are inserted anew.
func (i *Invoice) rewrite(db *gorm.DB) error {
	if err := db.Where("invoice_id = ?", i.ID).Delete(&Line{}).Error; err != nil {
		return err
	}
	return db.Save(i).Error
}

func renumber(db *gorm.DB, id int64, number string) error {
	var invoice Invoice
	if err := db.Preload("Lines").First(&invoice, id).Error; err != nil {
		return err
	}
	invoice.Number = number
	return invoice.rewrite(db)
}
