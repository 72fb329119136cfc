// Labels that a ticket keeps as JSON were filtered for a mail; the next Save wrote the blanks into the column.

package trackedslice

import (
	"context"
	"slices"

	"gorm.io/gorm"
)

// A Ticket has labels in a column of its own.
type Ticket struct {
	ID     int64
	Seen   bool
	Labels []string `gorm:"serializer:json"`
}

// Tickets shows tickets.
type Tickets struct {
	db *gorm.DB
}

// ShowFiltering returns the public labels.
func (s *Tickets) ShowFiltering(ctx context.Context, id int64, private string) ([]string, error) {
	var ticket Ticket
	if err := s.db.WithContext(ctx).First(&ticket, id).Error; err != nil {
		return nil, err
	}
	public := slices.DeleteFunc(ticket.Labels, func(l string) bool { return l == private })
	ticket.Seen = true
	return public, s.db.WithContext(ctx).Save(&ticket).Error
}

// ShowFilteringClone filters a list of its own.
func (s *Tickets) ShowFilteringClone(ctx context.Context, id int64, private string) ([]string, error) {
	var ticket Ticket
	if err := s.db.WithContext(ctx).First(&ticket, id).Error; err != nil {
		return nil, err
	}
	public := slices.DeleteFunc(slices.Clone(ticket.Labels), func(l string) bool { return l == private })
	ticket.Seen = true
	return public, s.db.WithContext(ctx).Save(&ticket).Error
}
