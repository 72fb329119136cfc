// Closing all tenants of a region took a night and left every second page of them.

package shiftingpage

import (
	"context"

	"github.com/datavet/datavet/testdata/shiftingpage/store"
)

type service struct{ tenants store.Tenants }

func (s *service) closeAll(ctx context.Context) error {
	for page := 1; ; page++ {
		list, err := s.tenants.List(ctx, page, size)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return nil
		}
		for _, t := range list {
			if err := s.close(ctx, t); err != nil { // want `closed updated by close while paging`
				return err
			}
		}
	}
}

func (s *service) close(ctx context.Context, t *store.Tenant) error { return s.tenants.Close(ctx, t) }

func (s *service) deleteAll(ctx context.Context) error {
	opts := store.ListOptions{Page: 1, PageSize: size}
	for {
		list, _, err := s.tenants.Find(ctx, opts)
		if err != nil || len(list) == 0 {
			return err
		}
		for _, t := range list {
			if err := s.tenants.Delete(ctx, t.ID); err != nil { // want `rows deleted by Delete while paging`
				return err
			}
		}
		opts.Page++
	}
}

func (s *service) deleteFrom(ctx context.Context) error {
	start := 0
	for {
		list, err := s.tenants.From(ctx, &store.ListOptions{Pagination: store.Pagination{Start: start}})
		if err != nil || len(list) == 0 {
			return err
		}
		for _, t := range list {
			go func() {
				_ = s.tenants.Delete(ctx, t.ID) // want `rows deleted by Delete while paging`
			}()
		}
		start += len(list)
	}
}

func (s *service) deleteOpen(ctx context.Context) error {
	for {
		list, err := s.tenants.Open(ctx)
		if err != nil || len(list) == 0 {
			return err
		}
		for _, t := range list {
			if err := s.tenants.Delete(ctx, t.ID); err != nil {
				return err
			}
		}
	}
}

// Always the first page.
func (s *service) deleteFirstPages(ctx context.Context) error {
	opts := store.ListOptions{Page: 1, PageSize: size}
	for {
		list, _, err := s.tenants.Find(ctx, opts)
		if err != nil || len(list) == 0 {
			return err
		}
		for _, t := range list {
			if err := s.tenants.Delete(ctx, t.ID); err != nil {
				return err
			}
		}
	}
}

// The filter is one of what the caller may ask for: it isn't asked here.
func (s *service) closeOfAll(ctx context.Context) error {
	for page := 1; ; page++ {
		list, _, err := s.tenants.Find(ctx, store.ListOptions{Page: page, PageSize: size})
		if err != nil || len(list) == 0 {
			return err
		}
		for _, t := range list {
			if err := s.tenants.Close(ctx, t); err != nil {
				return err
			}
		}
	}
}

// The result says which page is next.
func (s *service) deleteByNext(ctx context.Context) error {
	page := 1
	for {
		found, err := s.tenants.Search(ctx, page, size)
		if err != nil {
			return err
		}
		for _, t := range found.Tenants {
			if err := s.tenants.Delete(ctx, t.ID); err != nil { // want `rows deleted by Delete while paging`
				return err
			}
		}
		if found.Next == nil {
			return nil
		}
		page = *found.Next
	}
}
