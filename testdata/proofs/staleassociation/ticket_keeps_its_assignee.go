// A ticket could not be given to anybody else: the form said saved, and the old assignee was still there.

package staleassociation

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// A Ticket has an assignee.
type Ticket struct {
	ID         int64
	Title      string
	AssigneeID int64
	Assignee   *Person
}

// A Person has tickets.
type Person struct {
	ID   int64
	Name string
}

// Tickets are assigned to people.
type Tickets struct {
	db *gorm.DB
}

// AssignPreloaded changes the key of a ticket that holds its assignee.
func (t *Tickets) AssignPreloaded(ctx context.Context, id, assignee int64) (from string, err error) {
	db := t.db.WithContext(ctx)
	var ticket Ticket
	if err := db.Preload("Assignee").First(&ticket, id).Error; err != nil {
		return "", err
	}
	from = ticket.Assignee.Name
	ticket.AssigneeID = assignee
	return from, db.Save(&ticket).Error
}

// AssignJoined does it with what a join loaded.
func (t *Tickets) AssignJoined(ctx context.Context, id, assignee int64) (from string, err error) {
	db := t.db.WithContext(ctx)
	var ticket Ticket
	if err := db.Joins("Assignee").First(&ticket, id).Error; err != nil {
		return "", err
	}
	from = ticket.Assignee.Name
	ticket.AssigneeID = assignee
	return from, db.Updates(&ticket).Error
}

// AssignColumn updates nothing but the key, as it seems.
func (t *Tickets) AssignColumn(ctx context.Context, id, assignee int64) (from string, err error) {
	db := t.db.WithContext(ctx)
	var ticket Ticket
	if err := db.Preload("Assignee").First(&ticket, id).Error; err != nil {
		return "", err
	}
	return ticket.Assignee.Name, db.Model(&ticket).Update("assignee_id", assignee).Error
}

// AssignForgetting forgets the old assignee.
func (t *Tickets) AssignForgetting(ctx context.Context, id, assignee int64) (from string, err error) {
	db := t.db.WithContext(ctx)
	var ticket Ticket
	if err := db.Preload("Assignee").First(&ticket, id).Error; err != nil {
		return "", err
	}
	from = ticket.Assignee.Name
	ticket.AssigneeID, ticket.Assignee = assignee, nil
	return from, db.Save(&ticket).Error
}

// AssignBoth changes the assignee with the key.
func (t *Tickets) AssignBoth(ctx context.Context, id, assignee int64) (from string, err error) {
	db := t.db.WithContext(ctx)
	var ticket Ticket
	if err := db.Preload("Assignee").First(&ticket, id).Error; err != nil {
		return "", err
	}
	from = ticket.Assignee.Name
	var other Person
	if err := db.First(&other, assignee).Error; err != nil {
		return "", err
	}
	ticket.AssigneeID = other.ID
	ticket.Assignee = &other
	return from, db.Save(&ticket).Error
}

// AssignOmitting saves the ticket alone.
func (t *Tickets) AssignOmitting(ctx context.Context, id, assignee int64) (from string, err error) {
	db := t.db.WithContext(ctx)
	var ticket Ticket
	if err := db.Preload("Assignee").First(&ticket, id).Error; err != nil {
		return "", err
	}
	from = ticket.Assignee.Name
	ticket.AssigneeID = assignee
	return from, db.Omit(clause.Associations).Save(&ticket).Error
}

// AssignOmittingOne saves the ticket without the assignee.
func (t *Tickets) AssignOmittingOne(ctx context.Context, id, assignee int64) (from string, err error) {
	db := t.db.WithContext(ctx)
	var ticket Ticket
	if err := db.Joins("Assignee").First(&ticket, id).Error; err != nil {
		return "", err
	}
	return ticket.Assignee.Name, db.Model(&ticket).Omit("Assignee").Update("assignee_id", assignee).Error
}

// AssignSelecting writes the key alone.
func (t *Tickets) AssignSelecting(ctx context.Context, id, assignee int64) (from string, err error) {
	db := t.db.WithContext(ctx)
	var ticket Ticket
	if err := db.Preload("Assignee").First(&ticket, id).Error; err != nil {
		return "", err
	}
	from = ticket.Assignee.Name
	ticket.AssigneeID = assignee
	return from, db.Select("AssigneeID").Updates(&ticket).Error
}

// AssignByID updates by a value that holds no assignee.
func (t *Tickets) AssignByID(ctx context.Context, id, assignee int64) (from string, err error) {
	db := t.db.WithContext(ctx)
	var ticket Ticket
	if err := db.Preload("Assignee").First(&ticket, id).Error; err != nil {
		return "", err
	}
	return ticket.Assignee.Name, db.Model(&Ticket{ID: id}).Update("assignee_id", assignee).Error
}

// AssignLiteral writes the fields of another struct, which holds no assignee.
func (t *Tickets) AssignLiteral(ctx context.Context, id, assignee int64) (from string, err error) {
	db := t.db.WithContext(ctx)
	var ticket Ticket
	if err := db.Preload("Assignee").First(&ticket, id).Error; err != nil {
		return "", err
	}
	return ticket.Assignee.Name, db.Model(&ticket).Updates(Ticket{AssigneeID: assignee}).Error
}

// AssignReplacing has GORM set both.
func (t *Tickets) AssignReplacing(ctx context.Context, id, assignee int64) (from string, err error) {
	db := t.db.WithContext(ctx)
	var ticket Ticket
	if err := db.Preload("Assignee").First(&ticket, id).Error; err != nil {
		return "", err
	}
	from = ticket.Assignee.Name
	if err := db.Model(&ticket).Association("Assignee").Replace(&Person{ID: assignee}); err != nil {
		return "", err
	}
	return from, db.Save(&ticket).Error
}
