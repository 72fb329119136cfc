// A service got a group from its repository, cut the users into batches, and handed the group to the repository's setter.

package service

import (
	"context"
	"slices"

	"github.com/datavet/datavet/testdata/trackedslice/layers/models"
	"github.com/datavet/datavet/testdata/trackedslice/layers/store"
)

// Groups is the repository as the service sees it; store.Groups is the only one.
type Groups interface {
	Get(ctx context.Context, id uint) (*models.Group, error)
	GetAlone(ctx context.Context, id uint) (*models.Group, error)
	List(ctx context.Context) ([]*models.Group, error)
	Save(ctx context.Context, group *models.Group) error
	SaveAlone(ctx context.Context, group *models.Group) error
}

type service struct {
	groups *store.Groups
	repo   Groups
	mail   func([]models.User) error
}

func newService(groups *store.Groups) *service { return &service{groups: groups, repo: groups} }

func inactive(u models.User) bool { return !u.Active }

func (s *service) cutAndSave(ctx context.Context, id uint) error {
	group, err := s.groups.Get(ctx, id)
	if err != nil {
		return err
	}
	queue := group.Users
	for len(queue) > 0 {
		n := min(10, len(queue))
		if err := s.mail(queue[:n]); err != nil {
			return err
		}
		queue = slices.Delete(queue, 0, n) // want `blank row`
	}
	return s.groups.Save(ctx, group)
}

func (s *service) cutByInterface(ctx context.Context, id uint) error {
	group, err := s.repo.Get(ctx, id)
	if err != nil {
		return err
	}
	if err := s.mail(slices.DeleteFunc(group.Users, inactive)); err != nil { // want `blank row`
		return err
	}
	return s.repo.Save(ctx, group)
}

func (s *service) cutByHelper(ctx context.Context, id uint) error {
	group, err := s.groups.Get(ctx, id)
	if err != nil {
		return err
	}
	if err := s.mail(store.Active(group.Users)); err != nil { // want `blank row`
		return err
	}
	return s.groups.Save(ctx, group)
}

func (s *service) cutAndRename(ctx context.Context, id uint) error {
	group, err := s.groups.Get(ctx, id)
	if err != nil {
		return err
	}
	if err := s.mail(slices.DeleteFunc(group.Users, inactive)); err != nil { // want `blank row`
		return err
	}
	return s.groups.Rename(ctx, group, "mailed")
}

func (s *service) cutFilled(ctx context.Context, id uint) error {
	var group models.Group
	if err := s.groups.Fill(ctx, &group, id); err != nil {
		return err
	}
	if err := s.mail(slices.DeleteFunc(group.Users, inactive)); err != nil { // want `blank row`
		return err
	}
	return s.groups.Save(ctx, &group)
}

func (s *service) cutEach(ctx context.Context) error {
	groups, err := s.groups.List(ctx)
	if err != nil {
		return err
	}
	for _, group := range groups {
		if err := s.mail(slices.DeleteFunc(group.Users, inactive)); err != nil { // want `blank row`
			return err
		}
		if err := s.groups.Save(ctx, group); err != nil {
			return err
		}
	}
	return nil
}

func (s *service) shown(ctx context.Context, id uint) (*models.Group, int, error) {
	group, err := s.groups.Get(ctx, id)
	if err != nil {
		return nil, 0, err
	}
	active := store.Active(group.Users) // want `blank elements`
	return group, len(active), nil
}

func (s *service) cutParameter(ctx context.Context, group *models.Group) error {
	if err := s.mail(slices.DeleteFunc(group.Users, inactive)); err != nil { // want `blank row`
		return err
	}
	return s.groups.Save(ctx, group)
}

func (s *service) cutAndSaveAlone(ctx context.Context, id uint) error {
	group, err := s.groups.Get(ctx, id)
	if err != nil {
		return err
	}
	if err := s.mail(slices.DeleteFunc(group.Users, inactive)); err != nil {
		return err
	}
	return s.groups.SaveAlone(ctx, group)
}

func (s *service) cutAndSaveWithoutUsers(ctx context.Context, id uint) error {
	group, err := s.groups.Get(ctx, id)
	if err != nil {
		return err
	}
	if err := s.mail(slices.DeleteFunc(group.Users, inactive)); err != nil {
		return err
	}
	return s.groups.SaveWithoutUsers(ctx, group)
}

func (s *service) cutAndRenameByKey(ctx context.Context, id uint) error {
	group, err := s.groups.Get(ctx, id)
	if err != nil {
		return err
	}
	if err := s.mail(slices.DeleteFunc(group.Users, inactive)); err != nil {
		return err
	}
	return s.groups.RenameByKey(ctx, group, "mailed")
}

func (s *service) copiedByHelper(ctx context.Context, id uint) error {
	group, err := s.groups.Get(ctx, id)
	if err != nil {
		return err
	}
	if err := s.mail(store.ActiveOf(group)); err != nil {
		return err
	}
	return s.groups.Save(ctx, group)
}

func (s *service) queueResliced(ctx context.Context, id uint) error {
	group, err := s.groups.Get(ctx, id)
	if err != nil {
		return err
	}
	for queue := group.Users; len(queue) > 0; {
		n := min(10, len(queue))
		if err := s.mail(queue[:n]); err != nil {
			return err
		}
		queue = queue[n:]
	}
	return s.groups.Save(ctx, group)
}

func (s *service) savedOther(ctx context.Context, id uint) error {
	group, err := s.groups.Get(ctx, id)
	if err != nil {
		return err
	}
	if err := s.mail(slices.DeleteFunc(group.Users, inactive)); err != nil {
		return err
	}
	alone, err := s.groups.GetAlone(ctx, id)
	if err != nil {
		return err
	}
	alone.Name = "mailed"
	return s.groups.Save(ctx, alone)
}

func (s *service) setDrained(ctx context.Context, id uint) error {
	group, err := s.groups.Get(ctx, id)
	if err != nil {
		return err
	}
	for len(group.Users) > 0 {
		if err := s.mail(group.Users[:1]); err != nil {
			return err
		}
		group.Users = group.Users[1:]
	}
	return s.groups.SetUsers(ctx, group, group.Users) // want `drained|resliced|unlink`
}

func (s *service) setFromRequest(ctx context.Context, id uint, users []models.User) error {
	group, err := s.groups.Get(ctx, id)
	if err != nil {
		return err
	}
	return s.groups.SetUsers(ctx, group, users)
}

// unsaved, opt-in
func (s *service) pruneAndSave(ctx context.Context, id uint) error {
	group, err := s.groups.Get(ctx, id)
	if err != nil {
		return err
	}
	store.Prune(group) // want `Users stay in the database`
	return s.groups.Save(ctx, group)
}

func (s *service) pruneAndShow(ctx context.Context, id uint) (*models.Group, error) {
	group, err := s.groups.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	store.Prune(group)
	return group, nil
}
