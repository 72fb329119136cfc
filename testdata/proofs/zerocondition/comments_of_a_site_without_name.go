// Deleting a site that had no name deleted the comments of all sites.

package zerocondition

import (
	"net/http"

	"gorm.io/gorm"
)

// A Comment belongs to a site by its name.
type Comment struct {
	ID   int64
	Site string
	Text string
}

// Comments are moderated over HTTP.
type Comments struct {
	db *gorm.DB
}

// DeleteOfSiteByStruct selects by a struct, of which "" is no condition, and
// deletes what it finds row by row, which GORM never refuses.
func (c *Comments) DeleteOfSiteByStruct(r *http.Request) error {
	var comments []Comment
	if err := c.db.WithContext(r.Context()).Where(&Comment{Site: r.FormValue("site")}).Find(&comments).Error; err != nil {
		return err
	}
	for _, comment := range comments {
		if err := c.db.WithContext(r.Context()).Delete(&comment).Error; err != nil {
			return err
		}
	}
	return nil
}

// DeleteOfSite compares whatever name it is given.
func (c *Comments) DeleteOfSite(r *http.Request) error {
	var comments []Comment
	if err := c.db.WithContext(r.Context()).Where("site = ?", r.FormValue("site")).Find(&comments).Error; err != nil {
		return err
	}
	for _, comment := range comments {
		if err := c.db.WithContext(r.Context()).Delete(&comment).Error; err != nil {
			return err
		}
	}
	return nil
}
