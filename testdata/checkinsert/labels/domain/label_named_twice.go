// Two people made the label "urgent" at once; since then half of the tickets are under the one, half under the other.

package domain

import (
	"context"
	"errors"
)

// Label is one of a project's.
type Label struct {
	Project int64
	Name    string
	Color   string
}

// Labels keeps them.
type Labels interface {
	NameExists(ctx context.Context, project int64, name string) (bool, error)
	ByColor(ctx context.Context, project int64, color string) (*Label, error)
	Open(ctx context.Context, project int64, name string) (*Label, error)
	Create(ctx context.Context, l *Label) error
}

// ErrNotFound says that there is none.
var ErrNotFound = errors.New("not found")

// Service is what requests call.
type Service struct{ labels Labels }

var errExists = errors.New("exists")

// New makes a label.
func (s *Service) New(ctx context.Context, project int64, name, color string) error {
	exists, err := s.labels.NameExists(ctx, project, name) // want `insert checked by stickers\(project, name\), without a unique index`
	if err != nil {
		return err
	}
	if exists {
		return errExists
	}
	return s.labels.Create(ctx, &Label{Project: project, Name: name, Color: color})
}

// Reopen makes one that isn't open.
func (s *Service) Reopen(ctx context.Context, project int64, name string) (*Label, error) {
	open, err := s.labels.Open(ctx, project, name) // want `insert checked by stickers\(project, name\), without a unique index`
	if err != nil && !errors.Is(err, ErrNotFound) {
		return nil, err
	}
	if open != nil {
		return nil, errExists
	}
	l := &Label{Project: project, Name: name, Color: "red"}
	if err := s.labels.Create(ctx, l); err != nil {
		return nil, err
	}
	return l, nil
}

// Copy makes another one of what is there.
func (s *Service) Copy(ctx context.Context, project int64, name, color string) error {
	exists, err := s.labels.NameExists(ctx, project, name)
	if err != nil || !exists {
		return err
	}
	return s.labels.Create(ctx, &Label{Project: project, Name: name, Color: color})
}

// Rename looks for another name than it inserts.
func (s *Service) Rename(ctx context.Context, project int64, from, to string) error {
	exists, err := s.labels.NameExists(ctx, project, from)
	if err != nil || exists {
		return err
	}
	return s.labels.Create(ctx, &Label{Project: project, Name: to})
}
