// Deleting a site that had no name deleted the comments of all sites. Findings
// that say unchecked or may be are opt-in: see the rule's page.

package zerocondition

import (
	"encoding/json"
	"errors"
	"net/http"

	"gorm.io/gorm"
)

type Site struct {
	ID   int64
	Name string
}

type Comment struct {
	ID      int64
	Site    string
	Hidden  bool
	Kind    Kind
	Votes   int
	OwnerID int64
}

type Kind int

const (
	Plain Kind = iota
	Reply
)

type commentFilter struct {
	Site  string `json:"site"`
	Text  string `json:"text" validate:"required"`
	Votes int    `json:"votes"`
}

// The incident: the site's row is there, its name is empty. Opt-in.
func deleteSite(db *gorm.DB, id int64) error {
	var site Site
	if err := db.First(&site, id).Error; err != nil {
		return err
	}
	var comments []Comment
	db.Where(&Comment{Site: site.Name}).Find(&comments) // want `Site is no condition if it is zero: rows of any value are selected, and deleted`
	for _, c := range comments {
		if err := db.Delete(&c).Error; err != nil {
			return err
		}
	}
	return nil
}

func deleteSiteByText(db *gorm.DB, id int64) error {
	var site Site
	if err := db.First(&site, id).Error; err != nil {
		return err
	}
	return db.Where("site = ?", site.Name).Delete(&Comment{}).Error
}

func deleteSiteWithName(db *gorm.DB, id int64) error {
	var site Site
	if err := db.First(&site, id).Error; err != nil {
		return err
	}
	if site.Name == "" {
		return errors.New("the site has no name")
	}
	var comments []Comment
	db.Where(&Comment{Site: site.Name}).Find(&comments)
	for _, c := range comments {
		if err := db.Delete(&c).Error; err != nil {
			return err
		}
	}
	return nil
}

func showSite(db *gorm.DB, r *http.Request) (comments []Comment) {
	db.Where(&Comment{Site: r.FormValue("site")}).Find(&comments)
	return comments
}

func deleteOwn(db *gorm.DB, r *http.Request, ownerID int64) error {
	var comments []Comment
	db.Where(&Comment{Site: r.FormValue("site")}).Find(&comments) // want `Site is no condition if it is zero`
	return db.Delete(&comments).Error
}

func deleteByFilter(db *gorm.DB, r *http.Request, owner Comment) error {
	var filter commentFilter
	if err := json.NewDecoder(r.Body).Decode(&filter); err != nil {
		return err
	}
	return db.Where(&Comment{OwnerID: owner.OwnerID, Site: filter.Site}).Delete(&Comment{}).Error // want `Site is no condition if it is zero: the DELETE takes every row that the rest matches`
}

func deleteByCheckedFilter(db *gorm.DB, r *http.Request, owner Comment) error {
	var filter commentFilter
	if err := json.NewDecoder(r.Body).Decode(&filter); err != nil {
		return err
	}
	if filter.Site == "" {
		return errors.New("which site?")
	}
	return db.Where(&Comment{OwnerID: owner.OwnerID, Site: filter.Site}).Delete(&Comment{}).Error
}

func deleteByRequiredText(db *gorm.DB, r *http.Request, owner Comment) error {
	var filter commentFilter
	if err := json.NewDecoder(r.Body).Decode(&filter); err != nil {
		return err
	}
	return db.Where(&Comment{OwnerID: owner.OwnerID, Site: filter.Text}).Delete(&Comment{}).Error
}

func deleteByFlag(db *gorm.DB, owner Comment, hidden bool) error {
	return db.Delete(&Comment{}, &Comment{OwnerID: owner.OwnerID, Hidden: hidden}).Error // want `Hidden is no condition if it is zero: the DELETE`
}

func deleteHidden(db *gorm.DB, owner Comment) error {
	return db.Where(Comment{OwnerID: owner.OwnerID, Hidden: true}).Delete(&Comment{}).Error
}

func deleteShown(db *gorm.DB, owner Comment) error {
	return db.Where(Comment{OwnerID: owner.OwnerID, Hidden: false}).Delete(&Comment{}).Error // want `Hidden is no condition if it is zero: the DELETE`
}

// Named fields are compared even if they are zero.
func deleteByNamedFlag(db *gorm.DB, owner Comment, hidden bool) error {
	return db.Where(&Comment{OwnerID: owner.OwnerID, Hidden: hidden}, "OwnerID", "Hidden").Delete(&Comment{}).Error
}

// Plain is zero, and a kind as any other.
func moveKind(db *gorm.DB, owner Comment, kind Kind) error {
	cond := Comment{Kind: kind} // want `Kind is no condition if it is zero: the UPDATE`
	return db.Model(&Comment{}).Where("owner_id = ?", owner.OwnerID).Where(cond).Update("votes", 0).Error
}

// GORM refuses a DELETE of which no condition is left.
func deleteAllByFlag(db *gorm.DB, hidden bool) error {
	return db.Where(&Comment{Hidden: hidden}).Delete(&Comment{}).Error
}

// Opt-in: nothing says that the site may be empty, and nothing that it isn't.
func DeleteOfSite(db *gorm.DB, ownerID int64, site string) error {
	return db.Where("owner_id = ?", ownerID).Where(&Comment{Site: site}).Delete(&Comment{}).Error // want `Site is no condition if it is zero`
}

func deleteOfBlog(db *gorm.DB, ownerID int64) error { return deleteOfConstant(db, ownerID, "blog") }

func deleteOfConstant(db *gorm.DB, ownerID int64, site string) error {
	return db.Where("owner_id = ?", ownerID).Where(&Comment{Site: site}).Delete(&Comment{}).Error
}

// The value's key alone is a condition.
func deleteByValue(db *gorm.DB, ownerID int64, site string) error {
	return db.Where("owner_id = ?", ownerID).Delete(&Comment{Site: site}).Error // want `Site is no condition of the DELETE`
}

func deleteByKey(db *gorm.DB, ownerID, id int64) error {
	return db.Where("owner_id = ?", ownerID).Delete(&Comment{ID: id}).Error
}

func deleteThrough(db *gorm.DB, ownerID int64, hidden bool) error {
	return deleteMatching(db, &Comment{
		OwnerID: ownerID + 1,
		Hidden:  hidden, // want `Hidden is no condition if it is zero`
	})
}

func deleteMatching(db *gorm.DB, cond *Comment) error {
	return db.Where(cond).Delete(&Comment{}).Error
}

func deleteElsewhere(db *gorm.DB, r *http.Request) error {
	var comments []Comment
	db.Where(&Comment{Site: r.FormValue("site")}).Find(&comments) // want `Site is no condition if it is zero`
	for _, c := range comments {
		if err := remove(db, c); err != nil {
			return err
		}
	}
	return nil
}

func remove(db *gorm.DB, c Comment) error { return db.Delete(&c).Error }

func countElsewhere(db *gorm.DB, r *http.Request) (n int, err error) {
	var comments []Comment
	db.Where(&Comment{Site: r.FormValue("site")}).Find(&comments)
	for range comments {
		n++
	}
	return n, db.Where("site = ?", "").Delete(&Comment{}).Error
}

// known miss: the caller, and whoever deletes, are in other packages.
func DeleteMatching(db *gorm.DB, cond *Comment) error {
	return db.Where("owner_id > 0").Where(cond).Delete(&Comment{}).Error
}

// known miss: the struct is filled field by field.
func deleteFilled(db *gorm.DB, ownerID int64, hidden bool) error {
	var cond Comment
	cond.OwnerID, cond.Hidden = ownerID, hidden
	return db.Where("owner_id > 0").Where(&cond).Delete(&Comment{}).Error
}
