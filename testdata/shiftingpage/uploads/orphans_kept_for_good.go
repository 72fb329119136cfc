// Package uploads cleaned up orphaned files page by page: the repository, which
// is implemented elsewhere, marked them, and every second page was never looked at.
package uploads

import "context"

// What a file's status is.
const (
	Available = 1
	Deleted   = 10
)

// File is a file's record.
type File struct {
	ID       int `xorm:"not null pk autoincr"`
	Path     string
	ObjectID string
	Status   int
}

// Files is implemented by package repo, which imports this one.
type Files interface {
	Page(ctx context.Context, page, size int, cond *File) ([]*File, int64, error)
	Update(ctx context.Context, file *File) error
	Delete(ctx context.Context, id int) error
}

// Service cleans up.
type Service struct {
	files Files
}

func (s *Service) cleanOrphans(ctx context.Context) error {
	page, size := 1, 1000
	for {
		files, total, err := s.files.Page(ctx, page, size, &File{Status: Available})
		if err != nil {
			return err
		}
		if len(files) == 0 || total == 0 {
			return nil
		}
		for _, file := range files {
			if file.ObjectID != "" {
				file.ObjectID = ""
				if err := s.files.Update(ctx, file); err != nil {
					return err
				}
				continue
			}
			if err := s.move(ctx, file); err != nil { // want `status updated by move while paging`
				return err
			}
		}
		page++
	}
}

func (s *Service) move(ctx context.Context, file *File) error { return s.files.Delete(ctx, file.ID) }

// All are read, the deleted ones too.
func (s *Service) deleteAll(ctx context.Context) error {
	for page := 1; ; page++ {
		files, _, err := s.files.Page(ctx, page, 1000, &File{})
		if err != nil || len(files) == 0 {
			return err
		}
		for _, file := range files {
			if err := s.files.Delete(ctx, file.ID); err != nil {
				return err
			}
		}
	}
}

func (s *Service) deleteFirstPage(ctx context.Context) error {
	for {
		files, _, err := s.files.Page(ctx, 1, 1000, &File{Status: Available})
		if err != nil || len(files) == 0 {
			return err
		}
		for _, file := range files {
			if err := s.files.Delete(ctx, file.ID); err != nil {
				return err
			}
		}
	}
}

func (s *Service) deleteIgnored(ctx context.Context) error {
	for page := 1; ; page++ {
		files, _, err := s.files.Page(ctx, page, 1000, &File{Status: Available})
		if err != nil || len(files) == 0 {
			return err
		}
		for _, file := range files {
			//datavet:ignore shiftingpage the job runs every minute, and takes the rest then
			if err := s.files.Delete(ctx, file.ID); err != nil {
				return err
			}
		}
	}
}
