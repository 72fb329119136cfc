// A report had the easels of deleted workshops: xorm filters the table of the struct, and no table that is joined.

package unfilteredread

import (
	"time"

	"xorm.io/xorm"
)

// A Workshop is deleted softly.
type Workshop struct {
	ID        int64 `xorm:"pk autoincr 'id'"`
	Name      string
	DeletedAt time.Time `xorm:"deleted"`
}

// TableName says where workshops are.
func (Workshop) TableName() string { return "workshops" }

// A Easel belongs to a workshop.
type Easel struct {
	ID         int64 `xorm:"pk autoincr 'id'"`
	Title      string
	WorkshopID int64 `xorm:"'workshop_id'"`
}

// TableName says where easels are.
func (Easel) TableName() string { return "easels" }

// Easels belong to workshops.
type Easels struct {
	engine *xorm.Engine
}

// Workshops returns the workshops.
func (e *Easels) Workshops() ([]Workshop, error) {
	var workshops []Workshop
	err := e.engine.OrderBy("id").Find(&workshops)
	return workshops, err
}

// Workshop returns a workshop.
func (e *Easels) Workshop(id int64) (workshop Workshop, ok bool, err error) {
	ok, err = e.engine.ID(id).Get(&workshop)
	return workshop, ok, err
}

// Close deletes a workshop.
func (e *Easels) Close(id int64) error {
	_, err := e.engine.ID(id).Delete(new(Workshop))
	return err
}

// Report returns the easels of workshops.
func (e *Easels) Report() ([]Easel, error) {
	var easels []Easel
	err := e.engine.Join("INNER", "workshops", "workshops.id = easels.workshop_id").OrderBy("easels.id").Find(&easels)
	return easels, err
}

// ReportOfLive returns the easels of workshops.
func (e *Easels) ReportOfLive() ([]Easel, error) {
	var easels []Easel
	err := e.engine.Join("INNER", "workshops", "workshops.id = easels.workshop_id AND workshops.deleted_at IS NULL").OrderBy("easels.id").Find(&easels)
	return easels, err
}
